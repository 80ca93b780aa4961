// Brings one webhook what it wants, one call at a time and in order. Lives on the couriers' thread; holds the content
// of one call (or some single items) while the receiver takes them, and nothing while it does not.
#pragma once

#include "base/Random.h"
#include "service/webhooks/WebhookCall.h"
#include "service/webhooks/WebhookReader.h"

#include <functional>

namespace unmta {

// What the store is told of a webhook's progress.
struct WebhookReport
{
    std::int64_t webhookId = 0;
    quint64 revision = 0; // what the courier was last told
    WebhookHealth health;
    WebhookWalk present;
    std::optional<WebhookWalk> replay;
    QList<WebhookDelivery> deliveries;
};

// For metrics and screens.
struct WebhookReading
{
    std::int64_t webhookId = 0;
    std::int64_t backlog = 0; // at most so many wait
    Millis behind{0};         // since when the oldest of them waits, as far as is known
};

class WebhookCourier
{
public:
    // All outlive the courier.
    struct World
    {
        WebhookReader *reader = nullptr;
        const Clock &clock;
        Random &random;
        WebhookWording wording;
        WebhookNetwork network;
        WebhookPosition last; // the youngest there is
        // Sends it; the end is given to answered() of the same courier, unless that one is gone.
        std::function<void(const WebhookCourier &, outbound::HttpCall)> send;
        // look() soon, or after a while.
        std::function<void(const WebhookCourier &, Millis)> again;
    };

    WebhookCourier(World &world, Webhook webhook, quint64 revision, quint64 serial);

    [[nodiscard]] std::int64_t id() const { return m_webhook.id; }
    // Tells couriers apart that followed each other for one webhook.
    [[nodiscard]] quint64 serial() const { return m_serial; }

    // People changed it, or asked for a replay. How far it has got is known better here.
    void update(Webhook webhook, quint64 revision);
    // Sends what is to be sent now, if anything.
    void look();
    void answered(const Result<outbound::HttpReply> &reply);

    // What the store does not know yet; empty: nothing of weight.
    [[nodiscard]] std::optional<WebhookReport> takeReport();
    [[nodiscard]] WebhookReading reading() const;

private:
    struct Sent // the call that is under way
    {
        WebhookContent content;
        WebhookDelivery::Kind kind = WebhookDelivery::Kind::Present;
        WebhookPosition from;
        WebhookPosition to;
        bool isStale = false; // the webhook was changed meanwhile
    };

    [[nodiscard]] WebhookWalk &walk();
    [[nodiscard]] bool hasWork(const WebhookWalk &walk) const;
    [[nodiscard]] bool fetch();
    [[nodiscard]] bool isGathering();
    [[nodiscard]] bool choose();
    void passed(WebhookPosition upTo, bool isAll);
    void send();
    void succeeded();
    void failed(WebhookDelivery &delivery, const Result<outbound::HttpReply> &reply);
    void log(const WebhookDelivery &delivery);

    World &m_world;
    Webhook m_webhook;
    quint64 m_revision;
    const quint64 m_serial;
    WebhookDelivery::Kind m_kind = WebhookDelivery::Kind::Present; // whose turn it is
    QList<WebhookItem> m_items;                                    // of that walk, the next ones
    std::optional<Sent> m_sent;
    std::optional<std::chrono::steady_clock::time_point> m_gatherUntil;
    std::optional<TimePoint> m_oldest; // of the present walk, what waits first
    QList<WebhookDelivery> m_log;
    std::int64_t m_reportedEvent = 0;
    bool m_isReportDue = false;
};

} // namespace unmta
