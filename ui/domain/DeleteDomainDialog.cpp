#include "domain/DeleteDomainDialog.h"

#include "charts/Activity.h"
#include "kit/Labels.h"
#include "language/EngineText.h"
#include "session/Session.h"
#include "support/Formatting.h"

#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

DeleteDomainDialog::DeleteDomainDialog(Session &session, wire::TrackingDomain domain, QWidget *parent)
    : DeletionSheet(u"deleteDomainDialog"_s,
                    {tr("Delete %1?").arg(domain.unicodeName), tr("Keep it"), tr("Delete tracking domain")}, parent)
    , m_session(session)
    , m_domain(std::move(domain))
    , m_clicks(paragraph(tr("Counting the clicks of the last 30 days…")))
{
    m_clicks->setObjectName(u"clicksAtStake"_s);
    addStake(m_clicks);
    addStake(paragraph(tr("Tracked links in mail that has already been delivered stop working at once; "
                          "recipients who click them see an error.")));
    if (m_domain.isDefault)
        addStake(paragraph(tr("It is the cluster's default: new mail will use the fallback host.")));
    column()->addWidget(
        paragraph(tr("This cannot be undone. The target %1 is never issued again; remove the CNAME record "
                     "at your DNS provider afterwards.")
                      .arg(m_domain.record.value),
                  u"dim"_s));
    confirmBy(tr("Type the name to confirm:"), u"confirmNameEdit"_s, {m_domain.unicodeName, m_domain.name});
    loadClicks();
}

void DeleteDomainDialog::loadClicks()
{
    const DaySpan span = lastDays(m_session.now(), 30);
    m_session.client().activity(m_domain.clusterId, m_domain.name, span.from, span.to, u"day"_s, this,
                                [this, span](const Result<QList<wire::ActivityBucket>> &buckets) {
                                    if (!buckets) {
                                        m_clicks->setText(
                                            tr("How many links were clicked lately could not be counted."));
                                        return;
                                    }
                                    const auto days = fillDays(*buckets, span);
                                    qint64 month = 0;
                                    qint64 week = 0;
                                    for (qsizetype i = 0; i < days.size(); ++i) {
                                        month += days.at(i).clicks;
                                        week += i >= days.size() - 7 ? days.at(i).clicks : 0;
                                    }
                                    m_clicks->setText(tr("Its links were clicked %1 times in the last 7 days, "
                                                         "%2 times in the last 30.")
                                                          .arg(number(week), number(month)));
                                });
}

void DeleteDomainDialog::submit()
{
    m_session.client().deleteDomain(m_domain.clusterId, m_domain.name, this, [this](const Result<void> &done) {
        if (!done)
            return refuse(errorText(done.error()));
        m_session.domains().noteRemoved(m_domain.clusterId, {m_domain.name});
        m_session.refreshClusters();
        accept();
    });
}

} // namespace unmta::ui
