#include "domains/AddDomainDialog.h"

#include "contract/ErrorText.h"
#include "domains/NameHint.h"
#include "kit/Labels.h"
#include "session/Session.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

AddDomainDialog::AddDomainDialog(Session &session, QWidget *parent)
    : Sheet(u"addDomainDialog"_s, tr("Add tracking domain"), 480, parent)
    , m_session(session)
    , m_name(new QLineEdit)
    , m_answer(paragraph({}, u"small"_s))
    , m_default(new QCheckBox(tr("Set as &default once verified")))
    , m_cancel(new QPushButton(tr("Cancel")))
    , m_add(new QPushButton(tr("Add tracking domain")))
{
    m_name->setObjectName(u"nameEdit"_s);
    m_name->setAccessibleName(tr("Tracking subdomain"));
    m_name->setPlaceholderText(u"track.example.com"_s);
    m_name->setMaxLength(1000);
    m_answer->setObjectName(u"nameAnswer"_s);
    m_answer->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    // Room for two lines from the start: the buttons do not move under the mouse.
    m_answer->setMinimumHeight(2 * m_answer->fontMetrics().lineSpacing() + 2);
    m_default->setObjectName(u"defaultCheckBox"_s);
    m_cancel->setObjectName(u"cancelButton"_s);
    m_add->setObjectName(u"confirmAddButton"_s);
    m_add->setProperty("look", u"primary"_s);
    m_add->setDefault(true);

    auto *name = label(tr("Tracking sub&domain"), u"strong"_s);
    name->setBuddy(m_name);
    column()->addWidget(paragraph(tr("A subdomain of a domain you control. Pick something short and stable: it appears "
                                     "in every link your recipients see."),
                                  u"dim"_s));
    column()->addSpacing(6);
    column()->addWidget(name);
    column()->addWidget(m_name);
    column()->addWidget(m_answer);
    column()->addWidget(m_default, 0, Qt::AlignLeft);
    column()->addWidget(paragraph(tr("The default is used for mail that names no tracking host itself."), u"small"_s));
    addButtons({m_cancel, m_add});

    connect(m_name, &QLineEdit::textChanged, this, &AddDomainDialog::showHint);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_add, &QPushButton::clicked, this, &AddDomainDialog::submit);
    showHint();
}

void AddDomainDialog::showHint()
{
    const NameHint hint = nameHint(m_name->text());
    showProblem(hint.text.isEmpty() && m_name->text().isEmpty()
                    ? tr("At least three parts, for example track.example.com.")
                    : hint.text,
                hint.isWrong);
    m_add->setEnabled(!m_name->text().trimmed().isEmpty() && !hint.isWrong);
}

void AddDomainDialog::showProblem(const QString &text, bool wrong)
{
    setRole(m_answer, wrong ? u"errorSmall"_s : u"small"_s);
    setLook(m_name, "wrong", wrong);
    m_answer->setText(text);
}

void AddDomainDialog::submit()
{
    setBusy(true);
    const wire::TrackingDomainInput input{m_name->text().trimmed(), m_default->isChecked()};
    m_session.client().addDomain(m_session.clusterId(), input, this,
                                 [this](const Result<wire::TrackingDomain> &domain) {
                                     setBusy(false);
                                     if (!domain) {
                                         showProblem(errorSentence(domain.error()), true);
                                         m_name->setFocus();
                                         m_name->selectAll();
                                         return;
                                     }
                                     m_session.domains().note(*domain);
                                     Q_EMIT added(*domain);
                                     accept();
                                 });
}

void AddDomainDialog::setBusy(bool busy)
{
    m_name->setReadOnly(busy);
    m_add->setEnabled(!busy);
    m_add->setText(busy ? tr("Adding…") : tr("Add tracking domain"));
}

} // namespace unmta::ui
