#include "domains/AddDomainDialog.h"

#include "domains/NameHint.h"
#include "kit/Labels.h"
#include "language/EngineText.h"
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
    , m_zoneFirst(new QWidget)
    , m_form(new QWidget)
    , m_default(new QCheckBox(tr("Set as default once &verified")))
    , m_cancel(new QPushButton(tr("Cancel")))
    , m_add(new QPushButton(tr("Add tracking domain")))
    , m_choose(new QPushButton(tr("Choose the target zone")))
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
    m_choose->setObjectName(u"chooseZoneButton"_s);
    m_choose->setProperty("look", u"primary"_s);

    auto *first = new QVBoxLayout(m_zoneFirst);
    first->setContentsMargins(0, 0, 0, 0);
    auto *why =
        paragraph(tr("There is no target zone yet. A tracking domain's CNAME record leads to a name in a zone of "
                     "yours, so that zone is chosen first: it is the first step of the setup."));
    why->setObjectName(u"zoneFirstText"_s);
    first->addWidget(why);
    auto *form = new QVBoxLayout(m_form);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(8);
    form->addWidget(paragraph(tr("A subdomain of a domain you control. Pick something short and stable: it appears "
                                 "in every link your recipients see."),
                              u"dim"_s));
    form->addSpacing(6);
    form->addWidget(name);
    form->addWidget(m_name);
    form->addWidget(m_answer);
    form->addWidget(m_default, 0, Qt::AlignLeft);
    form->addWidget(paragraph(tr("The default is used for mail that names no tracking host itself."), u"small"_s));
    auto *many = new QPushButton(tr("Add many at once…"));
    many->setObjectName(u"addManyButton"_s);
    many->setAutoDefault(false);
    many->setProperty("look", u"link"_s);
    form->addWidget(many, 0, Qt::AlignLeft);
    connect(many, &QPushButton::clicked, this, [this] {
        reject();
        Q_EMIT manyWanted();
    });
    column()->addWidget(m_zoneFirst);
    column()->addWidget(m_form);
    addButtons({m_cancel, m_choose, m_add});

    connect(m_name, &QLineEdit::textChanged, this, &AddDomainDialog::showHint);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_add, &QPushButton::clicked, this, &AddDomainDialog::submit);
    connect(m_choose, &QPushButton::clicked, this, [this] {
        reject();
        Q_EMIT zoneWanted();
    });
    connect(&session, &Session::serverChanged, this, &AddDomainDialog::showZone);
    showHint();
    showZone();
}

void AddDomainDialog::showZone()
{
    const auto &server = m_session.server();
    const bool isMissing = server && server->targetZone.isEmpty();
    m_zoneFirst->setVisible(isMissing);
    m_choose->setVisible(isMissing);
    m_form->setVisible(!isMissing);
    m_add->setVisible(!isMissing);
    m_add->setDefault(!isMissing);
    m_choose->setDefault(isMissing);
    isMissing ? m_choose->setFocus() : m_name->setFocus();
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
                                         if (domain.error().code == u"settings.target_zone_missing")
                                             m_session.refreshServer();
                                         showProblem(errorText(domain.error()), true);
                                         m_name->setFocus();
                                         m_name->selectAll();
                                         return;
                                     }
                                     m_session.domains().note({*domain});
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
