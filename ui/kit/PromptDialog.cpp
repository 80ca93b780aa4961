#include "kit/PromptDialog.h"

#include "kit/Labels.h"
#include "language/EngineText.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

PromptDialog::PromptDialog(const Prompt &prompt, QWidget *parent)
    : Sheet(prompt.objectName, prompt.title, 440, parent)
    , m_edit(new QLineEdit(prompt.text))
    , m_answer(paragraph({}, u"errorSmall"_s))
    , m_confirm(new QPushButton(prompt.action))
{
    m_edit->setObjectName(u"promptEdit"_s);
    m_edit->setAccessibleName(prompt.field);
    m_edit->selectAll();
    m_answer->setObjectName(u"promptAnswer"_s);
    m_answer->setMinimumHeight(m_answer->fontMetrics().lineSpacing());
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(u"cancelButton"_s);
    m_confirm->setObjectName(u"confirmButton"_s);
    m_confirm->setProperty("look", u"primary"_s);
    m_confirm->setDefault(true);
    m_confirm->setEnabled(!prompt.text.isEmpty());
    column()->addWidget(paragraph(prompt.explanation, u"dim"_s));
    column()->addSpacing(6);
    column()->addWidget(label(prompt.field, u"strong"_s));
    column()->addWidget(m_edit);
    column()->addWidget(m_answer);
    addButtons({cancel, m_confirm});
    connect(m_edit, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_answer->clear();
        m_confirm->setEnabled(!text.trimmed().isEmpty());
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_confirm, &QPushButton::clicked, this, [this] {
        m_confirm->setEnabled(false);
        Q_EMIT submitted(m_edit->text().trimmed());
    });
}

void PromptDialog::refuse(const Error &error)
{
    m_answer->setText(errorText(error));
    m_confirm->setEnabled(true);
    m_edit->setFocus();
}

} // namespace unmta::ui
