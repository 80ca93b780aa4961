#include "domain/webhooks/WebhookHealth.h"

#include "base/Random.h"

#include <algorithm>
#include <array>

namespace unmta {

using namespace std::chrono_literals;

namespace {

// So that those who failed together do not come back together.
Millis varied(Millis pause, Random &random)
{
    const auto fifth = pause.count() / 5;
    return Millis(pause.count() - fifth + random.below(static_cast<std::uint32_t>(2 * fifth + 1)));
}

} // namespace

Millis webhookPause(int failures)
{
    constexpr std::array<Millis, 7> pauses{5s, 30s, 2min, 5min, 15min, 30min, 60min};
    return pauses[static_cast<std::size_t>(std::clamp<int>(failures - 1, 0, pauses.size() - 1))];
}

bool WebhookHealth::isDue(TimePoint now) const
{
    const auto &next = m_fields.nextAttemptAt;
    return isOn() && (!next || *next <= now || *next > now + longestPause);
}

WebhookHealth WebhookHealth::succeeded(TimePoint now) const
{
    Fields next = m_fields;
    next.lastSuccessAt = now;
    if (!isOn())
        return WebhookHealth(next);
    next.failures = 0;
    next.firstFailedAt.reset();
    next.nextAttemptAt.reset();
    next.lastError.clear();
    return WebhookHealth(next);
}

WebhookHealth WebhookHealth::failed(const QString &words, std::optional<Millis> retryAfter, TimePoint now,
                                    Random &random) const
{
    if (!isOn())
        return *this;
    Fields next = m_fields;
    next.failures += 1;
    next.lastError = words;
    // A time ahead of now is from before the clock was set back: the day begins anew.
    if (!next.firstFailedAt || *next.firstFailedAt > now)
        next.firstFailedAt = now;
    const TimePoint last = *next.firstFailedAt + longestTrial;
    if (now >= last && next.failures >= leastAttempts) {
        next.state = WebhookState::GivenUp;
        next.nextAttemptAt.reset();
        return WebhookHealth(next);
    }
    const Millis asked = std::min(retryAfter.value_or(Millis(0)), longestPause);
    const TimePoint again = now + std::max(varied(webhookPause(next.failures), random), asked);
    next.nextAttemptAt = now < last ? std::min(again, last) : again;
    return WebhookHealth(next);
}

WebhookHealth WebhookHealth::gone(const QString &words) const
{
    if (!isOn())
        return *this;
    Fields next = m_fields;
    next.state = WebhookState::Gone;
    next.lastError = words;
    next.nextAttemptAt.reset();
    return WebhookHealth(next);
}

WebhookHealth WebhookHealth::switchedOff() const
{
    Fields next = m_fields;
    next.state = WebhookState::Off;
    next.nextAttemptAt.reset();
    return WebhookHealth(next);
}

WebhookHealth WebhookHealth::switchedOn() const
{
    Fields next;
    next.lastSuccessAt = m_fields.lastSuccessAt;
    return WebhookHealth(next);
}

} // namespace unmta
