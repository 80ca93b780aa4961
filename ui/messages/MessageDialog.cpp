#include "messages/MessageDialog.h"

#include "kit/Labels.h"
#include "kit/text/CopyText.h"
#include "kit/text/Sign.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QIcon>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

MessageDialog::MessageDialog(const Message &message, QWidget *parent)
    : Sheet(message.name, message.title, 520, parent)
{
    setWindowIcon(QIcon(u":/unmta/icons/unmta.svg"_s)); // it may be all that there is of the program
    auto *notice = new QFrame;
    notice->setProperty("role", u"notice"_s);
    notice->setProperty("tone", toneName(message.level));
    auto *sign = new Sign(18);
    sign->setObjectName(u"messageSign"_s);
    sign->showLevel(message.level);
    auto *words = new QVBoxLayout;
    words->setSpacing(6);
    for (qsizetype i = 0; i < message.paragraphs.size(); ++i) {
        auto *text = paragraph(message.paragraphs.at(i), i == 0 ? u"strong"_s : QString());
        text->setObjectName(u"messageText%1"_s.arg(i));
        words->addWidget(text);
    }
    auto *row = new QHBoxLayout(notice);
    row->setContentsMargins(12, 10, 12, 10);
    row->setSpacing(10);
    row->addWidget(sign, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    column()->setSpacing(6);
    column()->addWidget(notice);
    for (const Message::Value &value : message.values) {
        column()->addSpacing(4);
        column()->addWidget(label(value.what, u"small"_s));
        column()->addWidget(new CopyText(value.name, value.what, value.text));
    }
    auto *close = new QPushButton(message.close.isEmpty() ? tr("Close") : message.close);
    close->setObjectName(u"closeButton"_s);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    QPushButton *first = close;
    QList<QWidget *> buttons{close};
    if (!message.action.isEmpty()) {
        first = new QPushButton(message.action);
        first->setObjectName(u"messageActionButton"_s);
        connect(first, &QPushButton::clicked, this, [this] {
            accept();
            Q_EMIT actionRequested();
        });
        buttons << first;
    }
    first->setProperty("look", u"primary"_s);
    first->setDefault(true);
    addButtons(buttons);
    first->setFocus();
}

} // namespace unmta::ui
