#include "service/domains/DomainService.h"

#include "base/Log.h"
#include "domain/Hostname.h"
#include "domain/VerificationTarget.h"
#include "service/changes/ChangeFeed.h"
#include "service/domains/MonitorClock.h"
#include "service/notices/NotificationService.h"
#include "service/routing/SnapshotPublisher.h"
#include "service/settings/SettingsService.h"
#include "store/EngineStore.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

// Between two tries of a pending domain, with room for what a cached answer adds.
constexpr Millis longestPause = std::chrono::hours(5);

// What the check that verified the host for another cluster means to its holder.
Check claimedCheck(const TrackingDomain &holder, const Check &check)
{
    const auto &fields = holder.fields();
    Check claim = check;
    claim.outcome = CheckOutcome::Changed;
    claim.code = u"claimed_elsewhere"_s;
    claim.expected = fields.target;
    claim.found = check.expected;
    claim.message =
        u"Another cluster verified %1, because its record leads to that cluster's target."_s.arg(fields.name);
    claim.hint = u"To take the host back, publish this cluster's target %1 again and verify."_s.arg(fields.target);
    claim.cachedFor.reset();
    return claim;
}

} // namespace

MonitorPolicy DomainService::monitorPolicy() const
{
    const Settings &settings = d.settings.current();
    return {settings.duration("monitor.interval"), settings.flag("monitor.auto_verify")};
}

Result<QString> DomainService::claimTarget(const QString &clusterId, const QString &host)
{
    // 80 random bits do not repeat by chance; a second try is for a random source that a test has fixed.
    constexpr int tries = 3;
    for (int i = 0;; ++i) {
        const QString target = issueTarget(d.random, d.settings.current().targetZone());
        const auto claimed = d.store.targets.claim(target, clusterId, host, d.clock.now());
        if (claimed)
            return target;
        if (claimed.error().code != u"store.target_taken"_s || i == tries)
            return claimed.error();
    }
}

Result<TrackingDomain> DomainService::add(const QString &clusterId, const QString &name, bool wantsDefault)
{
    const QString zone = d.settings.current().targetZone();
    const auto host = parseTrackingHostname(name, zone);
    if (!host)
        return host.error();
    if (zone.isEmpty())
        return Error(u"settings.target_zone_missing"_s);
    auto transaction = store::Transaction::begin(d.store.database());
    if (!transaction)
        return transaction.error();
    if (auto present = d.store.domains.byName(clusterId, host->ascii()); !present)
        return present.error();
    else if (*present)
        return Error(u"domain.duplicate"_s, u"name"_s, {{u"name"_s, host->unicode()}});
    const auto target = claimTarget(clusterId, host->ascii());
    if (!target)
        return target.error();
    const auto domain =
        TrackingDomain::added(clusterId, host->ascii(), *target, wantsDefault, d.clock.now(), monitorPolicy());
    const auto id = d.store.domains.insert(domain);
    if (!id)
        return id.error();
    if (auto done = transaction->commit(); !done)
        return done.error();
    d.feed.add(ChangeKind::Domain, clusterId, host->ascii(), ChangeAction::Added);
    Q_EMIT scheduleChanged();
    auto fields = domain.fields();
    fields.id = *id;
    const auto stored = TrackingDomain::fromStore(fields);
    Q_EMIT added(stored);
    return stored;
}

Result<TrackingDomain> DomainService::find(const QString &clusterId, const QString &name) const
{
    const auto host = Hostname::parse(name);
    if (!host)
        return notFound();
    auto found = d.store.domains.byName(clusterId, host->ascii());
    if (!found)
        return found.error();
    if (!*found)
        return notFound();
    return **found;
}

Result<void> DomainService::remove(const QString &clusterId, const QString &name)
{
    const auto domain = find(clusterId, name);
    if (!domain)
        return domain.error();
    const auto &fields = domain->fields();
    const TimePoint now = d.clock.now();
    auto transaction = store::Transaction::begin(d.store.database());
    if (!transaction)
        return transaction.error();
    if (auto done = d.store.domains.remove(fields.id, now); !done)
        return done;
    if (auto done = d.store.webhookNotices.insert({0, WebhookType::DomainDeleted, clusterId, fields.name, now, {}});
        !done)
        return done;
    if (auto done = transaction->commit(); !done)
        return done;
    d.publisher.domainRemoved(*domain);
    // A pending domain whose host is active in another cluster leaves that one's certificate alone.
    if (!d.publisher.current()->host(fields.name.toLatin1()))
        Q_EMIT removed(fields.name);
    d.feed.add(ChangeKind::Domain, clusterId, fields.name, ChangeAction::Removed);
    return {};
}

Result<TrackingDomain> DomainService::setFlag(const TrackingDomain &changed)
{
    const auto &fields = changed.fields();
    const auto before = d.store.domains.defaultOf(fields.clusterId);
    if (!before)
        return before.error();
    // The store takes the flag from the one that had it in the same transaction.
    if (auto done = d.store.domains.update(changed); !done)
        return done.error();
    d.publisher.domainChanged(changed);
    if (*before && (*before)->fields().id != fields.id)
        d.feed.add(ChangeKind::Domain, fields.clusterId, (*before)->fields().name, ChangeAction::Changed);
    d.feed.add(ChangeKind::Domain, fields.clusterId, fields.name, ChangeAction::Changed);
    d.feed.add(ChangeKind::Cluster, fields.clusterId, fields.clusterId, ChangeAction::Changed);
    return changed;
}

Result<TrackingDomain> DomainService::setDefault(const QString &clusterId, const QString &name)
{
    auto domain = find(clusterId, name);
    if (!domain)
        return domain;
    const auto changed = domain->madeDefault();
    return changed ? setFlag(*changed) : changed;
}

Result<TrackingDomain> DomainService::unsetDefault(const QString &clusterId, const QString &name)
{
    const auto domain = find(clusterId, name);
    return domain ? setFlag(domain->clearedDefault()) : domain;
}

Result<void> DomainService::write(const TrackingDomain::Transition &transition, const Check &check)
{
    const auto &fields = transition.domain.fields();
    if (transition.notices.isEmpty()) // as nearly always
        return d.store.domains.update(transition.domain);
    const auto before = d.store.domains.byId(fields.id);
    if (!before)
        return before.error();
    if (auto done = d.store.domains.update(transition.domain); !done)
        return done;
    if (!*before)
        return {};
    const auto lastMatch = d.store.checks.lastMatch(fields.id);
    if (!lastMatch)
        return lastMatch.error();
    const auto inForce = hostInForce(fields.clusterId);
    if (!inForce)
        return inForce.error();
    return d.notifications.store({**before, transition.domain, transition.notices, check, *lastMatch, *inForce});
}

Result<QString> DomainService::hostInForce(const QString &clusterId) const
{
    const auto chosen = d.store.domains.defaultOf(clusterId);
    if (!chosen)
        return chosen.error();
    if (*chosen)
        return (*chosen)->fields().name;
    const auto snapshot = d.publisher.current();
    const ClusterEntry *cluster = snapshot->cluster(clusterId.toLatin1());
    return cluster ? QString::fromLatin1(cluster->fallbackHost) : QString();
}

void DomainService::tell(const TrackingDomain::Transition &transition, bool wasActive)
{
    const auto &fields = transition.domain.fields();
    // The daily check that finds all as it was leaves the snapshot alone.
    if (transition.domain.isActive() != wasActive || !transition.notices.isEmpty())
        d.publisher.domainChanged(transition.domain);
    // A host that another cluster took over is still served, by that one.
    if (!transition.domain.isActive() && wasActive && !d.publisher.current()->host(fields.name.toLatin1()))
        Q_EMIT deactivated(fields.name);
    d.feed.add(ChangeKind::Domain, fields.clusterId, fields.name, ChangeAction::Changed);
    if (transition.notices.contains(Notice::DefaultGranted) || transition.notices.contains(Notice::DefaultLost))
        d.feed.add(ChangeKind::Cluster, fields.clusterId, fields.clusterId, ChangeAction::Changed);
    d.notifications.announce(fields.clusterId, transition.notices);
}

void DomainService::count(const TrackingDomain::Transition &transition)
{
    for (const Notice notice : transition.notices) {
        m_checkCounts.strikes += notice == Notice::Warning || notice == Notice::Downgraded ? 1u : 0u;
        m_checkCounts.downgrades += notice == Notice::Downgraded || notice == Notice::ClaimedElsewhere ? 1u : 0u;
    }
}

void DomainService::tell(const Recorded &recorded)
{
    // The new holder first: so the host is served without a gap.
    tell(recorded.transition, recorded.wasActive);
    if (recorded.displaced)
        tell(*recorded.displaced, true);
    if (recorded.previousDefault) {
        const auto &fields = recorded.previousDefault->fields();
        d.feed.add(ChangeKind::Domain, fields.clusterId, fields.name, ChangeAction::Changed);
    }
}

Result<DomainService::Recorded> DomainService::record(std::int64_t domainId, Check check)
{
    check.node = d.store.nodeName();
    const auto found = d.store.domains.byId(domainId);
    if (!found)
        return found.error();
    if (!*found)
        return notFound();
    const TrackingDomain &before = **found;
    if (auto done = d.store.checks.insert(domainId, check); !done)
        return done.error();

    const TimePoint now = d.clock.now();
    Recorded recorded{before.checked(check.outcome, check.confirmed, d.time.now(), monitorPolicy(), d.random),
                      before.isActive(), std::nullopt, std::nullopt};
    auto &transition = recorded.transition;
    if (check.cachedFor)
        transition.domain = transition.domain.triedAgainBy(now + *check.cachedFor);
    if (transition.notices.contains(Notice::Verified)) {
        const auto holder = d.store.domains.activeByName(before.fields().name);
        if (!holder)
            return holder.error();
        if (*holder && (*holder)->fields().id != domainId) {
            recorded.displaced = (*holder)->claimedElsewhere(now, monitorPolicy());
            const Check claim = claimedCheck(**holder, check);
            if (auto done = d.store.checks.insert((*holder)->fields().id, claim); !done)
                return done.error();
            if (auto done = write(*recorded.displaced, claim); !done)
                return done.error();
        }
    }
    if (transition.notices.contains(Notice::DefaultGranted)) {
        auto previous = d.store.domains.defaultOf(before.fields().clusterId);
        if (!previous)
            return previous.error();
        recorded.previousDefault = *std::move(previous);
    }
    if (auto done = write(transition, check); !done)
        return done.error();
    return recorded;
}

Result<TrackingDomain> DomainService::recordCheck(std::int64_t domainId, const Check &check)
{
    return recordChecks({{domainId, check}}).first();
}

QList<Result<TrackingDomain>> DomainService::recordChecks(const QList<CheckedDomain> &checks)
{
    QList<Result<TrackingDomain>> results;
    QList<Recorded> told;
    QList<CheckOutcome> outcomes;
    const auto failed = [&](const Error &error) { return QList<Result<TrackingDomain>>(checks.size(), error); };
    auto all = store::Transaction::begin(d.store.database());
    if (!all)
        return failed(all.error());
    for (const CheckedDomain &checked : checks) {
        auto one = store::Transaction::begin(d.store.database());
        if (!one)
            return failed(one.error());
        const auto recorded = record(checked.id, checked.check);
        if (!recorded) {
            results.append(recorded.error());
            continue;
        }
        if (auto done = one->commit(); !done)
            return failed(done.error());
        results.append(recorded->transition.domain);
        told.append(*recorded);
        outcomes.append(checked.check.outcome);
    }
    if (auto done = all->commit(); !done)
        return failed(done.error());
    for (const CheckOutcome outcome : std::as_const(outcomes)) {
        ++(outcome == CheckOutcome::Match     ? m_checkCounts.match
           : outcome == CheckOutcome::Changed ? m_checkCounts.changed
                                              : m_checkCounts.unknown);
    }
    QStringList hosts;
    for (const Recorded &recorded : std::as_const(told)) {
        count(recorded.transition);
        if (recorded.displaced)
            count(*recorded.displaced);
        tell(recorded);
        if (recorded.transition.domain.isActive() && !recorded.wasActive)
            hosts << recorded.transition.domain.fields().name;
    }
    if (!hosts.isEmpty())
        Q_EMIT activated(hosts);
    Q_EMIT scheduleChanged();
    return results;
}

Result<void> DomainService::reschedule()
{
    QList<TrackingDomain> changed;
    const MonitorPolicy policy = monitorPolicy();
    auto read = d.store.domains.forEach([&](const TrackingDomain &domain) {
        auto next = domain.rescheduled(d.clock.now(), policy, d.random);
        if (next.fields() != domain.fields())
            changed.append(std::move(next));
    });
    if (!read)
        return read;
    auto transaction = store::Transaction::begin(d.store.database());
    if (!transaction)
        return transaction.error();
    for (const TrackingDomain &domain : std::as_const(changed)) {
        if (auto done = d.store.domains.update(domain); !done)
            return done;
    }
    if (auto done = transaction->commit(); !done)
        return done;
    Q_EMIT scheduleChanged();
    return {};
}

void DomainService::distrustDueTimes()
{
    const MonitorPolicy policy = monitorPolicy();
    const TimePoint now = d.clock.now();
    const Millis farthest = std::max<Millis>(policy.interval * 5 / 4, longestPause);
    if (auto done = d.store.domains.bringForward(now, now + farthest, policy.interval); !done)
        qCWarning(lcMonitor).noquote() << "due times not brought forward" << describe(done.error());
}

} // namespace unmta
