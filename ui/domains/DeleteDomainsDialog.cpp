#include "domains/DeleteDomainsDialog.h"

#include "kit/Labels.h"
#include "session/Session.h"
#include "support/Formatting.h"

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
    : DeletionSheet(u"deleteDomainsDialog"_s,
                    {tr("Delete %1 tracking domains?").arg(number(domains.size())), tr("Keep them"),
                     tr("Delete %1 tracking domains").arg(number(domains.size()))},
                    parent)
    , m_session(session)
    , m_domains(std::move(domains))
{
    qint64 clicks = 0;
    bool hasDefault = false;
    for (const wire::TrackingDomain &domain : std::as_const(m_domains)) {
        clicks += domain.activity7d.clicks;
        hasDefault = hasDefault || domain.isDefault;
    }
    auto *counted = paragraph(tr("Their links were clicked %1 times in the last 7 days.").arg(number(clicks)));
    counted->setObjectName(u"clicksAtStake"_s);
    addStake(counted);
    addStake(paragraph(tr("Tracked links in mail that has already been delivered stop working at once; "
                          "recipients who click them see an error.")));
    if (hasDefault)
        addStake(paragraph(tr("The cluster's default is among them: new mail will use the fallback host.")));
    auto *names = paragraph(namesOf(m_domains), u"strong"_s);
    names->setObjectName(u"namesAtStake"_s);
    column()->addWidget(names);
    column()->addWidget(paragraph(tr("This cannot be undone. Their targets are never issued again; remove the CNAME "
                                     "records at your DNS provider afterwards."),
                                  u"dim"_s));
    confirmBy(tr("Type how many they are to confirm:"), u"confirmCountEdit"_s,
              {QString::number(m_domains.size()), number(m_domains.size())});
}

void DeleteDomainsDialog::submit()
{
    QStringList names;
    for (const wire::TrackingDomain &domain : std::as_const(m_domains))
        names << domain.name;
    auto *run = new BulkRun(m_session, BulkAction::Delete, names, this);
    connect(run, &BulkRun::progressed, this, [this](qsizetype done, qsizetype total) {
        showProgress(tr("Deleting: %1 of %2…").arg(number(done), number(total)));
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
    showLeft(refused.join(u'\n'));
}

} // namespace unmta::ui
