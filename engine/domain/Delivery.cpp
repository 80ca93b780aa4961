#include "domain/Delivery.h"

#include <algorithm>
#include <array>

namespace unmta {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Millis deliveryPause(int failures)
{
    constexpr std::array<Millis, 4> pauses{1min, 5min, 15min, 60min};
    return pauses[static_cast<std::size_t>(std::clamp(failures - 1, 0, 3))];
}

Delivery Delivery::queued(TimePoint now)
{
    Fields fields;
    fields.state = DeliveryState::Queued;
    fields.nextAttemptAt = now;
    return Delivery(fields);
}

bool Delivery::isDue(TimePoint now) const
{
    const auto &next = m_fields.nextAttemptAt;
    return isQueued() && next && (*next <= now || *next > now + longestPause);
}

bool Delivery::hadToWait(TimePoint createdAt) const
{
    return m_fields.attempts == 0 && m_fields.nextAttemptAt > createdAt;
}

QStringList Delivery::waiting() const
{
    QStringList rest = m_fields.recipients;
    for (const QString &done : m_fields.deliveredTo)
        rest.removeAll(done);
    return rest;
}

bool Delivery::looksLike(const Delivery &other) const
{
    return m_fields.state == other.m_fields.state && m_fields.sentAt == other.m_fields.sentAt &&
           m_fields.lastError == other.m_fields.lastError;
}

Delivery Delivery::unwanted() const
{
    if (!isQueued())
        return *this;
    Fields next = m_fields;
    next.state = DeliveryState::ScreenOnly;
    next.nextAttemptAt.reset();
    return Delivery(next);
}

Delivery Delivery::postponed(TimePoint until) const
{
    if (!isQueued())
        return *this;
    Fields next = m_fields;
    next.nextAttemptAt = until;
    return Delivery(next);
}

Delivery Delivery::inMail(const QString &messageId, const QStringList &recipients) const
{
    if (!isQueued())
        return *this;
    Fields next = m_fields;
    next.messageId = messageId;
    next.recipients = recipients;
    return Delivery(next);
}

Delivery Delivery::leaving(TimePoint until) const
{
    if (!isQueued())
        return *this;
    Fields next = m_fields;
    next.nextAttemptAt = until;
    return Delivery(next);
}

Delivery Delivery::takenFor(const QString &recipient) const
{
    if (!isQueued())
        return *this;
    Fields next = m_fields;
    next.deliveredTo << recipient;
    return Delivery(next);
}

Delivery Delivery::concluded(const QStringList &refused, const QString &words, TimePoint now) const
{
    if (!isQueued())
        return *this;
    Fields next = m_fields;
    next.attempts += 1;
    next.nextAttemptAt.reset();
    next.lastError.clear();
    if (!refused.isEmpty() && refused.size() == m_fields.recipients.size()) {
        next.state = DeliveryState::Failed;
        next.lastError = words;
        return Delivery(next);
    }
    next.state = DeliveryState::Sent;
    next.sentAt = now;
    if (!refused.isEmpty())
        next.lastError = u"Not to %1. %2"_s.arg(refused.join(u", "_s), words);
    return Delivery(next);
}

Delivery Delivery::deferred(const QString &words, TimePoint now) const
{
    return relayFailed(words, now + deliveryPause(m_fields.attempts + 1));
}

Delivery Delivery::relayFailed(const QString &words, TimePoint again) const
{
    if (!isQueued())
        return *this;
    Fields next = m_fields;
    next.attempts += 1;
    next.lastError = words;
    next.nextAttemptAt = again;
    if (next.attempts >= mostAttempts) {
        next.state = DeliveryState::Failed;
        next.nextAttemptAt.reset();
    }
    return Delivery(next);
}

Delivery Delivery::lastInLine(TimePoint again) const
{
    if (!isQueued())
        return *this;
    Fields next = m_fields;
    next.nextAttemptAt = again + 1s;
    return Delivery(next);
}

Delivery Delivery::hastened(TimePoint now) const
{
    if (!isQueued() || m_fields.attempts == 0)
        return *this;
    Fields next = m_fields;
    next.nextAttemptAt = now;
    return Delivery(next);
}

} // namespace unmta
