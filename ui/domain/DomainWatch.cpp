#include "domain/DomainWatch.h"

#include "events/Activity.h"
#include "session/Session.h"

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int collectMs = 60;

bool isMissing(const Error &error)
{
    return error.context.value(u"status"_s) == u"404";
}

} // namespace

DomainWatch::DomainWatch(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    m_collect.setSingleShot(true);
    m_collect.setInterval(collectMs);
    connect(&m_collect, &QTimer::timeout, this, [this] {
        loadDomain();
        if (std::exchange(m_activityDirty, false))
            loadActivity();
        if (std::exchange(m_timelineDirty, false))
            loadTimeline();
    });
    connect(&session, &Session::changed, this, &DomainWatch::takeChange);
    connect(&session, &Session::reset, this, &DomainWatch::reload);
    connect(&session, &Session::domainSeen, this, &DomainWatch::take);
    connect(&session, &Session::domainRemoved, this, [this](const QString &name) {
        if (!m_name.isEmpty() && name == m_name)
            Q_EMIT gone();
    });
}

void DomainWatch::watch(const QString &name, const std::optional<wire::TrackingDomain> &known)
{
    leave();
    m_name = name;
    if (known)
        take(*known);
    reload();
}

void DomainWatch::leave()
{
    ++m_generation;
    m_collect.stop();
    m_name.clear();
    m_domain.reset();
    m_days = 7;
    m_timelinePages = 1;
    m_timelineDirty = false;
    setVerifying(false);
}

void DomainWatch::reload()
{
    if (m_name.isEmpty())
        return;
    loadDomain();
    loadTimeline();
    loadActivity();
}

void DomainWatch::take(const wire::TrackingDomain &domain)
{
    if (m_name.isEmpty() || domain.name != m_name)
        return;
    if (m_domain && *m_domain == domain)
        return;
    const bool checkedAnew = m_domain && m_domain->lastCheck != domain.lastCheck;
    m_domain = domain;
    Q_EMIT domainChanged(domain);
    // The reply to a verification is ahead of the feed.
    if (checkedAnew && !m_timelineDirty)
        loadTimeline();
}

void DomainWatch::loadDomain()
{
    m_session.client().domain(m_session.clusterId(), m_name, this,
                              [this, generation = m_generation](const Result<wire::TrackingDomain> &domain) {
                                  if (generation != m_generation)
                                      return;
                                  if (domain)
                                      m_session.noteDomain(*domain);
                                  else if (isMissing(domain.error()))
                                      Q_EMIT gone();
                                  else if (!m_domain)
                                      Q_EMIT loadFailed(domain.error());
                              });
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
    const DaySpan span = lastDays(m_session.now(), m_days);
    m_session.client().activity(
        m_session.clusterId(), m_name, span.from, span.to, u"day"_s, this,
        [this, span, days = m_days, generation = m_generation](const Result<QList<wire::ActivityBucket>> &buckets) {
            if (generation == m_generation && days == m_days && buckets)
                Q_EMIT activityChanged(fillDays(*buckets, span));
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
    if (change.kind == ChangeKind::Activity)
        m_activityDirty = true;
    else
        m_timelineDirty = true;
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
                                        m_session.noteDomain(domain);
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
                                      m_session.noteDomain(*domain);
                                      m_session.refreshClusters();
                                  });
}

void DomainWatch::showDays(int days)
{
    if (days == m_days)
        return;
    m_days = days;
    loadActivity();
}

void DomainWatch::publishRecord()
{
    if (!m_domain)
        return;
    const wire::DnsRecord record{m_domain->record.name, m_domain->record.type, m_domain->record.value, 60};
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
