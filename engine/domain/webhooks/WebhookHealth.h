// Whether a receiver takes what it is sent, and when it is tried again: a state machine. Callers report what happened
// and get the new state; nobody sets a state or a due time. Pure; all times in UTC wall-clock milliseconds.
//
// After a failure the pauses grow from 5 seconds to an hour, each longer or shorter by up to a fifth, and what the
// receiver asks for counts (Retry-After). 24 hours after the first failure in a row comes the last attempt; with it the
// webhook is switched off. A receiver that says that it is gone (410) is switched off at once.
#pragma once

#include "base/Clock.h"

#include <QString>

#include <optional>

namespace unmta {

class Random;

enum class WebhookState : std::uint8_t
{
    On,
    Off,     // by people
    Gone,    // the receiver said so
    GivenUp, // nobody took anything for a day
};

class WebhookHealth
{
public:
    // What the store keeps. Only the store and the transitions below make one.
    struct Fields
    {
        WebhookState state = WebhookState::On;
        int failures = 0; // in a row
        std::optional<TimePoint> firstFailedAt;
        std::optional<TimePoint> nextAttemptAt; // while failing
        std::optional<TimePoint> lastSuccessAt;
        QString lastError; // a sentence about the last failure in a row

        bool operator==(const Fields &) const = default;
    };

    static constexpr Millis longestTrial = std::chrono::hours(24);
    // What a receiver may ask for.
    static constexpr Millis longestPause = std::chrono::hours(6);
    // So many attempts there are at least: a clock that was set ahead does not switch off whoever is away for a minute.
    static constexpr int leastAttempts = 5;

    WebhookHealth() = default;
    [[nodiscard]] static WebhookHealth fromStore(Fields fields) { return WebhookHealth(std::move(fields)); }

    [[nodiscard]] const Fields &fields() const { return m_fields; }
    [[nodiscard]] WebhookState state() const { return m_fields.state; }
    [[nodiscard]] bool isOn() const { return m_fields.state == WebhookState::On; }
    [[nodiscard]] bool isFailing() const { return m_fields.failures > 0; }
    // Something may be sent now. A time further ahead than any pause was written under a clock that has been set back.
    [[nodiscard]] bool isDue(TimePoint now) const;

    [[nodiscard]] WebhookHealth succeeded(TimePoint now) const;
    // `retryAfter`: what the receiver asks for.
    [[nodiscard]] WebhookHealth failed(const QString &words, std::optional<Millis> retryAfter, TimePoint now,
                                       Random &random) const;
    [[nodiscard]] WebhookHealth gone(const QString &words) const;
    // People switch it off, or on: then what waits is tried at once, with a new day ahead.
    [[nodiscard]] WebhookHealth switchedOff() const;
    [[nodiscard]] WebhookHealth switchedOn() const;

    bool operator==(const WebhookHealth &) const = default;

private:
    explicit WebhookHealth(Fields fields)
        : m_fields(std::move(fields))
    {}

    Fields m_fields;
};

// The pause after that many failures in a row (>= 1), without chance.
[[nodiscard]] Millis webhookPause(int failures);

} // namespace unmta
