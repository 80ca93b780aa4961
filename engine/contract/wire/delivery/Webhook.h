// Webhooks and the log of their calls.
#pragma once

#include "base/Clock.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace unmta::wire {

enum class WebhookState : std::uint8_t
{
    On,
    Failing, // on, and tried again
    Off,
    Gone,    // the receiver said so
    GivenUp, // nobody took anything for a day
};

struct Webhook
{
    qint64 id = 0;
    std::optional<QString> clusterId; // none: of all clusters
    QString url;
    QStringList types;
    QStringList hosts; // empty: all
    bool peopleOnly = false;
    bool batch = false;
    bool enabled = true;
    WebhookState state = WebhookState::On;
    int failures = 0; // in a row
    std::optional<TimePoint> nextAttemptAt;
    std::optional<TimePoint> lastSuccessAt;
    QString lastError;        // a sentence
    qint64 backlog = 0;       // at most so many wait
    qint64 behindSeconds = 0; // since when the oldest of them waits
    bool replaying = false;
    std::optional<TimePoint> formerSecretUntil; // that one signs too, for as long
    TimePoint createdAt;
    std::optional<QString> secret; // only in the reply that made it
    bool operator==(const Webhook &) const = default;
};

struct WebhookInput
{
    QString url;
    QStringList types;
    std::optional<QStringList> hosts{};
    std::optional<bool> peopleOnly{};
    std::optional<bool> batch{};
    std::optional<bool> enabled{};
};

struct WebhookChange
{
    std::optional<QString> url{};
    std::optional<QStringList> types{};
    std::optional<QStringList> hosts{};
    std::optional<bool> peopleOnly{};
    std::optional<bool> batch{};
    std::optional<bool> enabled{};
};

// A delivery by its id, or what happened between two times.
struct WebhookReplay
{
    std::optional<qint64> delivery{};
    std::optional<TimePoint> since{};
    std::optional<TimePoint> until{}; // none: now
};

struct WebhookDelivery
{
    qint64 id = 0;
    QString kind;      // "present", "replay" or "test"
    QString messageId; // the header webhook-id
    TimePoint at;
    qint64 calls = 1;  // more where many that went well followed each other closely
    qint64 events = 0; // what they carried
    int attempt = 1;
    int status = 0; // 0: no answer
    qint64 tookMs = 0;
    QString error;   // a code; empty: there was an answer
    QString problem; // a sentence; empty: it went well
    QString answer;  // its first KiB
    std::optional<TimePoint> nextAttemptAt;
    bool operator==(const WebhookDelivery &) const = default;
};

} // namespace unmta::wire
