// A tracking domain and its state machine. Nobody sets a status: callers report what happened and get the new entity
// and what people should be told. Pure; all times in UTC wall-clock milliseconds.
#pragma once

#include "base/Random.h"
#include "base/Result.h"
#include "domain/Check.h"

#include <QList>

namespace unmta {

enum class DomainStatus : std::uint8_t
{
    Pending,
    Active,
};

enum class Notice : std::uint8_t
{
    Verified,         // pending → active
    DefaultGranted,   // the stored wish to be the default came true
    Warning,          // first strike
    Recovered,        // a match after a strike
    Downgraded,       // second strike: back to pending
    DefaultLost,      // the downgraded domain was the default
    ClaimedElsewhere, // another cluster verified the same host
};

struct MonitorPolicy
{
    Millis interval{std::chrono::hours(24)};
    bool autoVerify = true;
    // Strikes lie at least this far apart: 20 hours, or 5/6 of a shorter interval.
    [[nodiscard]] Millis strikeGap() const { return std::min<Millis>(std::chrono::hours(20), interval * 5 / 6); }
};

// A moment as the monitor needs it: the wall clock for people and due times, and a time that never jumps for the gap
// between strikes. A wall clock that is set must neither make nor hasten a strike.
struct MonitorInstant
{
    // For callers whose wall clock can be trusted.
    MonitorInstant(TimePoint wallTime)
        : wall(wallTime)
        , uptime(wallTime.time_since_epoch())
    {}
    MonitorInstant(TimePoint wallTime, Millis upSince)
        : wall(wallTime)
        , uptime(upSince)
    {}

    TimePoint wall;
    Millis uptime; // how long engines have worked on this store, altogether
};

class TrackingDomain
{
public:
    // What the store keeps. Only the store and the transitions below make one.
    struct Fields
    {
        std::int64_t id = 0;
        QString clusterId;
        QString name;   // ASCII form
        QString target; // burnt with the domain
        DomainStatus status = DomainStatus::Pending;
        bool isDefault = false;
        bool defaultOnVerify = false;
        int strikes = 0;
        int tries = 0; // consecutive checks without a verdict (active) or without success (pending)
        TimePoint createdAt;
        TimePoint pendingSince;
        std::optional<TimePoint> verifiedAt;
        std::optional<TimePoint> lastStrikeAt;  // for people
        std::optional<Millis> lastStrikeUptime; // for the gap to the next one
        std::optional<TimePoint> nextCheckAt;   // none: a pending domain that is no longer tried by itself
        QString provider;                       // of the zone's DNS: an id of dnsProviders(); empty while unknown

        bool operator==(const Fields &) const = default;
    };

    struct Transition;

    [[nodiscard]] static TrackingDomain added(const QString &clusterId, const QString &name, const QString &target,
                                              bool wantsDefault, TimePoint now, const MonitorPolicy &policy);
    [[nodiscard]] static TrackingDomain fromStore(Fields fields) { return TrackingDomain(std::move(fields)); }

    [[nodiscard]] const Fields &fields() const { return m_fields; }
    [[nodiscard]] bool isActive() const { return m_fields.status == DomainStatus::Active; }

    // A check came back. `confirmed` says that a second source agreed; an unconfirmed change counts as unknown.
    [[nodiscard]] Transition checked(CheckOutcome outcome, bool confirmed, MonitorInstant now,
                                     const MonitorPolicy &policy, Random &random) const;
    // Whether checked() with a confirmed change would count a strike now.
    [[nodiscard]] bool wouldStrike(CheckOutcome outcome, bool confirmed, MonitorInstant now,
                                   const MonitorPolicy &policy) const;
    // The policy changed: an active domain is not checked later than the new interval wants.
    [[nodiscard]] TrackingDomain rescheduled(TimePoint now, const MonitorPolicy &policy, Random &random) const;
    // A pending domain that is tried by itself is tried 5 s after that time at the latest: when an old answer
    // has left the caches, and not a moment early.
    [[nodiscard]] TrackingDomain triedAgainBy(TimePoint time) const;
    // Another cluster proved that the host is theirs.
    [[nodiscard]] Transition claimedElsewhere(TimePoint now, const MonitorPolicy &policy) const;

    // The operator's wish. Only an active domain can be the default: domain.pending otherwise.
    [[nodiscard]] Result<TrackingDomain> madeDefault() const;
    // Takes the flag and the stored wish.
    [[nodiscard]] TrackingDomain clearedDefault() const;

private:
    explicit TrackingDomain(Fields fields)
        : m_fields(std::move(fields))
    {}
    // Since the last strike; the whole gap when there was none.
    [[nodiscard]] Millis gapSinceStrike(MonitorInstant now, const MonitorPolicy &policy) const;
    [[nodiscard]] Transition toPending(Notice reason, TimePoint now, const MonitorPolicy &policy) const;
    [[nodiscard]] Transition checkedPending(CheckOutcome outcome, TimePoint now, const MonitorPolicy &policy,
                                            Random &random) const;

    Fields m_fields;
};

struct TrackingDomain::Transition
{
    TrackingDomain domain;
    QList<Notice> notices;
};

// The pause before a pending domain is tried again after `tries` failures: 1 min, doubling, at most 4 h.
[[nodiscard]] Millis pendingPause(int tries);
// The pause after the n-th check in a row (from 1) that had no verdict: 1, 5, 15, then 60 minutes.
[[nodiscard]] Millis unknownPause(int tries);

} // namespace unmta
