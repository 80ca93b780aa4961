#include "domain/TrackingDomain.h"

namespace unmta {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// How long a pending domain is tried without anybody asking.
constexpr Millis pendingPatience = 24h * 7;

// ± 10 %, so that domains added together do not stay together.
Millis jittered(Millis interval, Random &random)
{
    const double share = 0.9 + 0.2 * (random.below(10'001) / 10'000.0);
    return Millis(static_cast<std::int64_t>(static_cast<double>(interval.count()) * share));
}

} // namespace

Millis pendingPause(int tries)
{
    const int doublings = std::clamp(tries - 1, 0, 8);
    return std::min<Millis>(1min * (1 << doublings), 4h);
}

Millis unknownPause(int tries)
{
    constexpr std::array<Millis, 4> pauses{1min, 5min, 15min, 60min};
    return pauses[static_cast<std::size_t>(std::clamp(tries - 1, 0, 3))];
}

TrackingDomain TrackingDomain::added(const QString &clusterId, const QString &name, const QString &target,
                                     bool wantsDefault, TimePoint now, const MonitorPolicy &policy)
{
    Fields fields;
    fields.clusterId = clusterId;
    fields.name = name;
    fields.target = target;
    fields.defaultOnVerify = wantsDefault;
    fields.createdAt = now;
    fields.pendingSince = now;
    if (policy.autoVerify)
        fields.nextCheckAt = now + std::min(pendingPause(1), policy.interval);
    return TrackingDomain(fields);
}

TrackingDomain::Transition TrackingDomain::checkedPending(CheckOutcome outcome, TimePoint now,
                                                          const MonitorPolicy &policy, Random &random) const
{
    Fields next = m_fields;
    if (outcome != CheckOutcome::Match) {
        next.tries = m_fields.tries + 1;
        const bool patient = policy.autoVerify && now - m_fields.pendingSince < pendingPatience;
        next.nextCheckAt =
            patient ? std::optional(now + std::min(pendingPause(next.tries), policy.interval)) : std::nullopt;
        return {TrackingDomain(next), {}};
    }
    QList<Notice> notices{Notice::Verified};
    next.status = DomainStatus::Active;
    next.strikes = 0;
    next.tries = 0;
    next.lastStrikeAt.reset();
    next.lastStrikeUptime.reset();
    next.verifiedAt = now;
    next.nextCheckAt = now + jittered(policy.interval, random);
    if (next.defaultOnVerify) {
        next.defaultOnVerify = false;
        next.isDefault = true;
        notices << Notice::DefaultGranted;
    }
    return {TrackingDomain(next), notices};
}

Millis TrackingDomain::gapSinceStrike(MonitorInstant now, const MonitorPolicy &policy) const
{
    return m_fields.lastStrikeUptime ? now.uptime - *m_fields.lastStrikeUptime : policy.strikeGap();
}

bool TrackingDomain::wouldStrike(CheckOutcome outcome, bool confirmed, MonitorInstant now,
                                 const MonitorPolicy &policy) const
{
    return isActive() && outcome == CheckOutcome::Changed && confirmed &&
           (m_fields.strikes == 0 || gapSinceStrike(now, policy) >= policy.strikeGap());
}

TrackingDomain::Transition TrackingDomain::checked(CheckOutcome outcome, bool confirmed, MonitorInstant instant,
                                                   const MonitorPolicy &policy, Random &random) const
{
    const TimePoint now = instant.wall;
    if (!isActive())
        return checkedPending(outcome, now, policy, random);

    Fields next = m_fields;
    if (outcome == CheckOutcome::Match) {
        const bool recovered = m_fields.strikes > 0;
        next.strikes = 0;
        next.tries = 0;
        next.lastStrikeAt.reset();
        next.lastStrikeUptime.reset();
        next.nextCheckAt = now + jittered(policy.interval, random);
        return {TrackingDomain(next), recovered ? QList{Notice::Recovered} : QList<Notice>{}};
    }
    if (outcome == CheckOutcome::Unknown || !confirmed) {
        next.tries = m_fields.tries + 1;
        next.nextCheckAt = now + std::min(unknownPause(next.tries), policy.interval);
        return {TrackingDomain(next), {}};
    }
    next.tries = 0;
    if (m_fields.strikes == 0) {
        next.strikes = 1;
        next.lastStrikeAt = now;
        next.lastStrikeUptime = instant.uptime;
        // Never before the second strike may fall, whatever the jitter says.
        next.nextCheckAt = now + std::max(jittered(policy.interval, random), policy.strikeGap());
        return {TrackingDomain(next), {Notice::Warning}};
    }
    if (const Millis gap = gapSinceStrike(instant, policy); gap < policy.strikeGap()) {
        next.nextCheckAt = now + (policy.strikeGap() - std::max(gap, Millis(0)));
        return {TrackingDomain(next), {}};
    }
    return toPending(Notice::Downgraded, now, policy);
}

TrackingDomain TrackingDomain::rescheduled(TimePoint now, const MonitorPolicy &policy, Random &random) const
{
    Fields next = m_fields;
    if (isActive()) {
        const TimePoint latest = now + jittered(policy.interval, random);
        next.nextCheckAt = std::min(m_fields.nextCheckAt.value_or(latest), latest);
    } else if (!policy.autoVerify) {
        next.nextCheckAt.reset();
    } else if (!m_fields.nextCheckAt && now - m_fields.pendingSince < pendingPatience) {
        next.nextCheckAt = now + std::min(pendingPause(m_fields.tries + 1), policy.interval);
    }
    return TrackingDomain(next);
}

TrackingDomain TrackingDomain::triedAgainBy(TimePoint time) const
{
    Fields next = m_fields;
    if (!isActive() && m_fields.nextCheckAt)
        next.nextCheckAt = std::min(*m_fields.nextCheckAt, time + 5s);
    return TrackingDomain(next);
}

TrackingDomain::Transition TrackingDomain::claimedElsewhere(TimePoint now, const MonitorPolicy &policy) const
{
    if (!isActive())
        return {*this, {}};
    return toPending(Notice::ClaimedElsewhere, now, policy);
}

TrackingDomain::Transition TrackingDomain::toPending(Notice reason, TimePoint now, const MonitorPolicy &policy) const
{
    QList<Notice> notices{reason};
    Fields next = m_fields;
    next.status = DomainStatus::Pending;
    next.strikes = 0;
    next.tries = 0;
    next.lastStrikeAt.reset();
    next.lastStrikeUptime.reset();
    next.pendingSince = now;
    next.nextCheckAt =
        policy.autoVerify ? std::optional(now + std::min(pendingPause(1), policy.interval)) : std::nullopt;
    if (m_fields.isDefault) {
        next.isDefault = false;
        next.defaultOnVerify = true;
        notices << Notice::DefaultLost;
    }
    return {TrackingDomain(next), notices};
}

Result<TrackingDomain> TrackingDomain::madeDefault() const
{
    if (!isActive())
        return Error(u"domain.pending"_s, {}, {{u"name"_s, m_fields.name}});
    Fields next = m_fields;
    next.isDefault = true;
    next.defaultOnVerify = false;
    return TrackingDomain(next);
}

TrackingDomain TrackingDomain::clearedDefault() const
{
    Fields next = m_fields;
    next.isDefault = false;
    next.defaultOnVerify = false;
    return TrackingDomain(next);
}

} // namespace unmta
