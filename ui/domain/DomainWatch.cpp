#include "domain/DomainWatch.h"

#include "charts/Activity.h"
#include "session/Session.h"

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int collectMs = 60;

} // namespace

DomainWatch::DomainWatch(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    m_collect.setSingleShot(true);
    m_collect.setInterval(collectMs);
    connect(&m_collect, &QTimer::timeout, this, [this] {
        if (std::exchange(m_activityDirty, false))
            loadActivity();
        if (std::exchange(m_timelineDirty, false))
            loadTimeline();
    });
    connect(&session, &Session::changed, this, &DomainWatch::takeChange);
    connect(&session, &Session::reset, this, [this] {
        if (m_name.isEmpty())
            return;
        loadTimeline();
        loadActivity();
    });
    connectDomains();
}

void DomainWatch::connectDomains()
{
    DomainCache &domains = m_session.domains();
    connect(&domains, &DomainCache::seen, this, [this](const QList<wire::TrackingDomain> &seen) {
        for (const wire::TrackingDomain &domain : seen) {
            if (domain.name == m_name)
                Q_EMIT domainChanged(domain);
        }
    });
    connect(&domains, &DomainCache::listed, this, [this, &domains] {
        if (m_name.isEmpty() || domains.all().isEmpty())
            return;
        if (const auto known = domain())
            Q_EMIT domainChanged(*known);
        else // perhaps it was added after the list had been asked for
            domains.refresh(m_name);
    });
    connect(&domains, &DomainCache::removed, this, [this](const QStringList &names) {
        if (!m_name.isEmpty() && names.contains(m_name))
            Q_EMIT gone();
    });
    connect(&domains, &DomainCache::missed, this, [this](const QString &name, const Error &error) {
        if (name == m_name && !domain())
            Q_EMIT loadFailed(error);
    });
}

std::optional<wire::TrackingDomain> DomainWatch::domain() const
{
    return m_session.domains().find(m_name);
}

void DomainWatch::watch(const QString &name)
{
    leave();
    m_name = name;
    if (const auto known = domain())
        Q_EMIT domainChanged(*known);
    reload();
}

void DomainWatch::leave()
{
    ++m_generation;
    m_collect.stop();
    m_name.clear();
    m_period = {};
    m_timelinePages = 1;
    m_activityDirty = false;
    m_timelineDirty = false;
    setVerifying(false);
}

void DomainWatch::reload()
{
    if (m_name.isEmpty())
        return;
    m_session.domains().refresh(m_name);
    loadTimeline();
    loadActivity();
}

void DomainWatch::wantTimeline()
{
    m_timelineDirty = true;
    if (!m_collect.isActive())
        m_collect.start();
}

void DomainWatch::loadTimeline()
{
    ++m_timelineRun;
    loadTimelinePage(1, {}, {});
}

void DomainWatch::loadTimelinePage(int number, const QString &after, QList<wire::TimelineEntry> soFar)
{
    m_session.client().timeline(m_session.clusterId(), m_name, after, this,
                                [this, number, soFar = std::move(soFar), generation = m_generation,
                                 run = m_timelineRun](const Result<wire::Page<wire::TimelineEntry>> &page) mutable {
                                    if (generation != m_generation || run != m_timelineRun || !page)
                                        return;
                                    soFar += page->items;
                                    if (page->next && number < m_timelinePages)
                                        return loadTimelinePage(number + 1, *page->next, std::move(soFar));
                                    Q_EMIT timelineChanged(soFar, page->next.has_value());
                                });
}

void DomainWatch::showEarlier()
{
    ++m_timelinePages;
    loadTimeline();
}

void DomainWatch::loadActivity()
{
    const DaySpan span = spanOf(m_session.now(), m_period);
    m_session.client().activity(
        m_session.clusterId(), m_name, span.from, span.to, m_period.bucket(), this,
        [this, span, period = m_period, generation = m_generation](const Result<QList<wire::ActivityBucket>> &buckets) {
            if (generation == m_generation && period == m_period && buckets)
                Q_EMIT activityChanged(fillSteps(*buckets, span, period));
        });
}

void DomainWatch::takeChange(const wire::Change &change)
{
    if (m_name.isEmpty() || change.clusterId != m_session.clusterId() || change.action == wire::ChangeAction::Removed)
        return;
    // What became of a mail belongs to the timeline; the change does not say whose mail it is.
    const bool isNotification = change.kind == ChangeKind::Notification;
    if (change.subject != m_name && !isNotification)
        return;
    if (change.kind != ChangeKind::Activity)
        return wantTimeline();
    m_activityDirty = true;
    if (!m_collect.isActive())
        m_collect.start();
}

void DomainWatch::verify()
{
    if (m_verifying || m_name.isEmpty())
        return;
    setVerifying(true);
    m_session.client().verifyDomain(m_session.clusterId(), m_name, this,
                                    [this, generation = m_generation](const Result<wire::VerifyReply> &reply) {
                                        if (generation != m_generation)
                                            return;
                                        setVerifying(false);
                                        if (!reply) {
                                            Q_EMIT refused(reply.error());
                                            return;
                                        }
                                        wire::TrackingDomain domain = reply->domain;
                                        domain.lastCheck = reply->check;
                                        m_session.domains().note({domain});
                                        // The reply may be ahead of the feed.
                                        wantTimeline();
                                    });
}

void DomainWatch::setDefault(bool isDefault)
{
    m_session.client().setDefault(m_session.clusterId(), m_name, isDefault, this,
                                  [this](const Result<wire::TrackingDomain> &domain) {
                                      if (!domain) {
                                          Q_EMIT refused(domain.error());
                                          return;
                                      }
                                      m_session.domains().note({*domain});
                                      m_session.refreshClusters();
                                  });
}

void DomainWatch::showPeriod(const Period &period)
{
    if (period == m_period)
        return;
    m_period = period;
    loadActivity();
}

void DomainWatch::publishRecord()
{
    const auto known = domain();
    if (!known)
        return;
    const wire::DnsRecord record{known->record.name, known->record.type, known->record.value, 60};
    m_session.client().setDnsRecord(record, this, [this](const Result<QList<wire::DnsRecord>> &records) {
        if (records)
            Q_EMIT recordPublished();
        else
            Q_EMIT refused(records.error());
    });
}

void DomainWatch::setVerifying(bool verifying)
{
    if (verifying == m_verifying)
        return;
    m_verifying = verifying;
    Q_EMIT verifyingChanged(verifying);
}

} // namespace unmta::ui
