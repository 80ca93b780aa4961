#include "domains/DeleteDomainsDialog.h"

#include "kit/Labels.h"
#include "session/Session.h"
#include "support/Formatting.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostNamed = 8;

QString namesOf(const QList<wire::TrackingDomain> &domains)
{
    QStringList names;
    for (const wire::TrackingDomain &domain : domains.mid(0, mostNamed))
        names << domain.unicodeName;
    if (domains.size() > mostNamed)
        names << DeleteDomainsDialog::tr("and %1 more").arg(number(domains.size() - mostNamed));
    return names.join(u'\n');
}

} // namespace

DeleteDomainsDialog::DeleteDomainsDialog(Session &session, QList<wire::TrackingDomain> domains, QWidget *parent)
    : Sheet(u"deleteDomainsDialog"_s, tr("Delete %1 tracking domains?").arg(number(domains.size())), 500, parent)
    , m_session(session)
    , m_domains(std::move(domains))
    , m_count(new QLineEdit)
    , m_answer(paragraph({}, u"errorSmall"_s))
    , m_cancel(new QPushButton(tr("Keep them")))
    , m_delete(new QPushButton(tr("Delete %1 tracking domains").arg(number(m_domains.size()))))
{
    qint64 clicks = 0;
    bool hasDefault = false;
    for (const wire::TrackingDomain &domain : std::as_const(m_domains)) {
        clicks += domain.activity7d.clicks;
        hasDefault = hasDefault || domain.isDefault;
    }
    auto *notice = new QFrame;
    notice->setProperty("role", u"notice"_s);
    notice->setProperty("tone", u"bad"_s);
    auto *stake = new QVBoxLayout(notice);
    stake->setContentsMargins(12, 10, 12, 10);
    stake->setSpacing(4);
    auto *counted = paragraph(tr("Their links were clicked %1 times in the last 7 days.").arg(number(clicks)));
    counted->setObjectName(u"clicksAtStake"_s);
    stake->addWidget(counted);
    stake->addWidget(paragraph(tr("Tracked links in mail that has already been delivered stop working at once; "
                                  "recipients who click them see an error.")));
    if (hasDefault)
        stake->addWidget(paragraph(tr("The cluster's default is among them: new mail will use the fallback host.")));
    auto *names = paragraph(namesOf(m_domains), u"strong"_s);
    names->setObjectName(u"namesAtStake"_s);
    m_count->setObjectName(u"confirmCountEdit"_s);
    const QString count = QString::number(m_domains.size());
    m_count->setAccessibleName(tr("Type %1 to confirm").arg(count));
    m_count->setPlaceholderText(count);
    m_answer->setObjectName(u"deleteAnswer"_s);
    m_answer->hide();
    m_cancel->setObjectName(u"cancelButton"_s);
    m_cancel->setAutoDefault(false);
    m_delete->setObjectName(u"confirmDeleteButton"_s);
    m_delete->setProperty("look", u"danger"_s);
    m_delete->setDefault(true);
    m_delete->setEnabled(false);
    column()->setSpacing(10);
    column()->addWidget(notice);
    column()->addWidget(names);
    column()->addWidget(paragraph(tr("This cannot be undone. Their targets are never issued again; remove the CNAME "
                                     "records at your DNS provider afterwards."),
                                  u"dim"_s));
    column()->addWidget(paragraph(tr("Type how many they are to confirm:"), u"strong"_s));
    column()->addWidget(m_count);
    column()->addWidget(m_answer);
    addButtons({m_cancel, m_delete});
    connect(m_count, &QLineEdit::textChanged, this,
            [this, count](const QString &typed) { m_delete->setEnabled(typed.trimmed() == count); });
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_delete, &QPushButton::clicked, this, &DeleteDomainsDialog::submit);
    m_count->setFocus();
}

void DeleteDomainsDialog::submit()
{
    m_delete->setEnabled(false);
    m_count->setReadOnly(true);
    QStringList names;
    for (const wire::TrackingDomain &domain : std::as_const(m_domains))
        names << domain.name;
    auto *run = new BulkRun(m_session, BulkAction::Delete, names, this);
    connect(run, &BulkRun::progressed, this, [this](qsizetype done, qsizetype total) {
        m_delete->setText(tr("Deleting: %1 of %2…").arg(number(done), number(total)));
    });
    connect(run, &BulkRun::finished, this, &DeleteDomainsDialog::showOutcomes);
    run->start();
}

void DeleteDomainsDialog::showOutcomes(const QList<BulkOutcome> &outcomes)
{
    QStringList refused;
    for (const BulkOutcome &outcome : outcomes) {
        if (!outcome.isDone)
            refused << tr("%1: %2").arg(outcome.name, outcome.sentence);
    }
    if (refused.isEmpty())
        return accept();
    m_answer->setText(refused.join(u'\n'));
    m_answer->show();
    m_count->hide();
    m_delete->hide();
    m_cancel->setText(tr("Close"));
}

} // namespace unmta::ui
