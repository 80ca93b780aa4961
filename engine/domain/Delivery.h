// How one notification gets to people by mail, and its state machine. Nobody sets a state or a due time: callers report
// what happened and get the new entity. What has left the queue does not change any more. Pure; all times in UTC
// wall-clock milliseconds.
//
// What the relay refuses for good has failed; everything else is tried again after 1, 5, 15, then every 60 minutes, for
// two days.
#pragma once

#include "base/Clock.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace unmta {

enum class DeliveryState : std::uint8_t
{
    ScreenOnly, // no mail wanted
    Queued,     // to be mailed at nextAttemptAt
    Sent,
    Failed, // given up
};

class Delivery
{
public:
    // What the store keeps. Only the store and the transitions below make one.
    struct Fields
    {
        DeliveryState state = DeliveryState::ScreenOnly;
        int attempts = 0;
        std::optional<TimePoint> nextAttemptAt; // while queued
        std::optional<TimePoint> sentAt;
        QString messageId;       // stable across attempts; shared by everything that went into one digest
        QString lastError;       // a sentence about the last attempt that failed
        QStringList recipients;  // of the mail it went into
        QStringList deliveredTo; // those of them for whom the relay has taken it, while others still wait

        bool operator==(const Fields &) const = default;
    };

    // 21 minutes and then hours: more than 48 of them.
    static constexpr int mostAttempts = 55;
    // Nothing is put off for longer: a time further ahead was written under a wall clock that has been set back since.
    static constexpr Millis longestPause = std::chrono::hours(2);

    // For the screen only.
    Delivery() = default;
    [[nodiscard]] static Delivery queued(TimePoint now);
    [[nodiscard]] static Delivery fromStore(Fields fields) { return Delivery(std::move(fields)); }

    [[nodiscard]] const Fields &fields() const { return m_fields; }
    [[nodiscard]] DeliveryState state() const { return m_fields.state; }
    [[nodiscard]] bool isQueued() const { return m_fields.state == DeliveryState::Queued; }
    [[nodiscard]] bool isDue(TimePoint now) const;
    // It was one too many for its hour. `createdAt`: when it was queued.
    [[nodiscard]] bool hadToWait(TimePoint createdAt) const;
    // Those of its recipients who do not have it yet.
    [[nodiscard]] QStringList waiting() const;
    // Whether the API shows the same of both.
    [[nodiscard]] bool looksLike(const Delivery &other) const;

    // Nobody is to get mail any more: it stays on the screen.
    [[nodiscard]] Delivery unwanted() const;
    // It is one too many for its hour, and goes with whatever else waits until then.
    [[nodiscard]] Delivery postponed(TimePoint until) const;
    // It is part of that mail, which is about to leave.
    [[nodiscard]] Delivery inMail(const QString &messageId, const QStringList &recipients) const;
    // Somebody hands it over just now: no other node takes it up before that.
    [[nodiscard]] Delivery leaving(TimePoint until) const;
    // The relay took the mail for one of several people.
    [[nodiscard]] Delivery takenFor(const QString &recipient) const;
    // Everybody has been asked for, `refused` of them in vain and for good; `words` says why. It has failed when that
    // were all.
    [[nodiscard]] Delivery concluded(const QStringList &refused, const QString &words, TimePoint now) const;
    // The relay wants this mail later; given up after the last attempt.
    [[nodiscard]] Delivery deferred(const QString &words, TimePoint now) const;
    // The relay could not be used: it waits until `again` with everything else; given up after the last attempt.
    [[nodiscard]] Delivery relayFailed(const QString &words, TimePoint again) const;
    // It may be what the relay cannot take: others that wait until `again` are tried before it.
    [[nodiscard]] Delivery lastInLine(TimePoint again) const;
    // There is reason to hope: what waits after a failed attempt is due at once.
    [[nodiscard]] Delivery hastened(TimePoint now) const;

    bool operator==(const Delivery &) const = default;

private:
    explicit Delivery(Fields fields)
        : m_fields(std::move(fields))
    {}

    Fields m_fields;
};

// The pause after that many failures in a row (>= 1).
[[nodiscard]] Millis deliveryPause(int failures);

} // namespace unmta
