// A receiver of what happens here, as the store keeps it.
#pragma once

#include "domain/webhooks/WebhookHealth.h"
#include "domain/webhooks/WebhookTypes.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace unmta {

// How far one has got: everything up to and with these numbers is done. Recipients' events have numbers of their own,
// all other news (`webhook_notice`) too.
struct WebhookPosition
{
    std::int64_t event = 0;
    std::int64_t notice = 0;

    bool operator==(const WebhookPosition &) const = default;
};

// A walk through what happened, in order: the present one, which never ends, or a replay.
struct WebhookWalk
{
    WebhookPosition at;                 // delivered up to here
    std::optional<WebhookPosition> end; // none: the present one
    std::optional<TimePoint> since = {};
    std::optional<TimePoint> until = {}; // before
    // What the last attempt tried to deliver, from behind `at`: the next one tries the same.
    std::optional<WebhookPosition> pending = {};

    bool operator==(const WebhookWalk &) const = default;
};

struct Webhook
{
    std::int64_t id = 0;
    std::optional<QString> clusterId; // none: the installation's, of all clusters
    QString url;
    QList<WebhookType> types;
    QStringList hosts; // in ASCII; empty: all
    bool peopleOnly = false;
    bool isBatch = false;
    QByteArray secret;                    // the key's bytes
    QByteArray formerSecret;              // signs too, until
    std::optional<TimePoint> formerUntil; // this; none: there is none
    TimePoint createdAt;
    WebhookHealth health;
    WebhookWalk present;
    std::optional<WebhookWalk> replay;

    [[nodiscard]] bool wants(WebhookType type) const { return types.contains(type); }
    [[nodiscard]] bool wantsEvents() const { return wants(WebhookType::EventOpen) || wants(WebhookType::EventClick); }
};

// One or several calls, as the log keeps them. What was in them is read from the store again when it is wanted.
struct WebhookDelivery
{
    enum class Kind : std::uint8_t
    {
        Present,
        Replay,
        Test,
    };

    std::int64_t id = 0;
    std::int64_t webhookId = 0;
    Kind kind = Kind::Present;
    QString messageId; // the header webhook-id, of the last call
    TimePoint at;      // of the last call
    int calls = 1;     // more where many that went well followed each other closely
    int events = 0;    // what they carried
    int attempt = 1;
    WebhookPosition from; // behind this
    WebhookPosition to;   // up to this
    int status = 0;       // 0: no answer
    Millis took{0};
    QString error;     // a code; empty: there was an answer
    QString problem;   // a sentence; empty: it went well
    QByteArray answer; // its first bytes
    std::optional<TimePoint> nextAttemptAt;

    [[nodiscard]] bool isGood() const { return status >= 200 && status < 300; }
};

} // namespace unmta
