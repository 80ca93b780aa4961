#include "kit/deleting/DeletionSheet.h"

#include "kit/Labels.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

DeletionSheet::DeletionSheet(const QString &objectName, const Words &words, QWidget *parent)
    : Sheet(objectName, words.title, 500, parent)
    , m_typed(new QLineEdit)
    , m_answer(paragraph({}, u"errorSmall"_s))
    , m_cancel(new QPushButton(words.keep))
    , m_delete(new QPushButton(words.action))
{
    m_answer->setObjectName(u"deleteAnswer"_s);
    m_answer->hide();
    m_cancel->setObjectName(u"cancelButton"_s);
    m_cancel->setAutoDefault(false);
    m_delete->setObjectName(u"confirmDeleteButton"_s);
    m_delete->setProperty("look", u"danger"_s);
    m_delete->setDefault(true);
    m_delete->setEnabled(false);
    auto *notice = new QFrame;
    notice->setProperty("role", u"notice"_s);
    notice->setProperty("tone", u"bad"_s);
    m_stake = new QVBoxLayout(notice);
    m_stake->setContentsMargins(12, 10, 12, 10);
    m_stake->setSpacing(4);
    column()->setSpacing(10);
    column()->addWidget(notice);
    connect(m_typed, &QLineEdit::textChanged, this, &DeletionSheet::showTyped);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_delete, &QPushButton::clicked, this, [this] {
        m_delete->setEnabled(false);
        submit();
    });
}

void DeletionSheet::addStake(QWidget *line)
{
    m_stake->addWidget(line);
}

void DeletionSheet::confirmBy(const QString &prompt, const QString &fieldName, const QStringList &accepted)
{
    m_accepted = accepted;
    m_typed->setObjectName(fieldName);
    m_typed->setAccessibleName(tr("Type %1 to confirm").arg(accepted.first()));
    m_typed->setPlaceholderText(accepted.first());
    column()->addSpacing(4);
    column()->addWidget(paragraph(prompt, u"strong"_s));
    column()->addWidget(m_typed);
    column()->addWidget(m_answer);
    addButtons({m_cancel, m_delete});
    m_typed->setFocus();
}

void DeletionSheet::showTyped()
{
    m_delete->setEnabled(m_accepted.contains(m_typed->text().trimmed()));
}

void DeletionSheet::refuse(const QString &sentence)
{
    m_answer->setText(sentence);
    m_answer->show();
    showTyped();
}

void DeletionSheet::showProgress(const QString &text)
{
    m_typed->setReadOnly(true);
    m_delete->setText(text);
}

void DeletionSheet::showLeft(const QString &sentences)
{
    m_answer->setText(sentences);
    m_answer->show();
    m_typed->hide();
    m_delete->hide();
    m_cancel->setText(tr("Close"));
}

} // namespace unmta::ui
