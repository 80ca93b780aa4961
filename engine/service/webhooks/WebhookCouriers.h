// The couriers of all webhooks, on the thread of an outbound worker that nobody else uses: there they read, sign and
// send, so that neither the engine thread nor the edge ever waits for a receiver or for old events on the disk, and no
// receiver for another. How far each has got is reported a few times a second.
#pragma once

#include "service/nodes/DoerPermit.h"
#include "service/webhooks/WebhookCourier.h"

#include <atomic>
#include <map>
#include <memory>
#include <mutex>

namespace unmta {

class WebhookCouriers
{
public:
    using Tested = std::function<void(const WebhookDelivery &)>;

    // All outlive the couriers, but for the outbound worker: it goes first, so that nothing runs there any more.
    struct Dependencies
    {
        outbound::Outbound &outbound;
        std::function<Result<std::unique_ptr<WebhookReader>>()> open; // on the worker's thread, as all that follow
        const Clock &clock;
        Random &random;
        WebhookWording wording;
        std::function<void(const QList<WebhookReport> &)> report;
        const DoerPermit *permit = nullptr; // null: always
    };

    static constexpr Millis reportPause{250};
    // So often they look for themselves, for what falls due and what nobody has told them of.
    static constexpr Millis lookPause{1000};
    // What stop() may cost where the stores keep them waiting.
    static constexpr Millis stopPatience{3000};

    explicit WebhookCouriers(const Dependencies &d);

    // Any thread, all of them. Nothing is sent before start(); events can be read by then.
    void start();
    // Sends nothing new. What is under way may still end.
    void pause();
    // Until the next start(), if there is one: waits for the thread, and gives what has not been reported. Where the
    // thread does not get to it in time, nothing: then that is delivered once more.
    [[nodiscard]] QList<WebhookReport> stop();

    // There is something new, or the clock was moved.
    void wake();
    void setNetwork(const WebhookNetwork &network);
    // A new one, or it was changed.
    void set(const Webhook &webhook, quint64 revision);
    void remove(std::int64_t webhookId);
    // One call by itself, whatever else waits and whether or not it is on.
    void test(const Webhook &webhook, Tested done);

    [[nodiscard]] QList<WebhookReading> readings() const;
    // Of all webhooks, tests left out.
    [[nodiscard]] quint64 callsTaken() const { return m_callsTaken; }
    [[nodiscard]] quint64 callsFailed() const { return m_callsFailed; }

private:
    // All of these on the worker's thread.
    void tick();
    void lookAll();
    [[nodiscard]] bool mayAct() const { return m_isWanted && m_isRunning && (!d.permit || d.permit->holds()); }
    [[nodiscard]] bool refresh();
    [[nodiscard]] WebhookCourier *find(std::int64_t webhookId, quint64 serial);
    void send(const WebhookCourier &courier, outbound::HttpCall call);
    void again(const WebhookCourier &courier, Millis pause);
    void lookAt(std::int64_t webhookId, quint64 serial);
    void scheduleReport();
    [[nodiscard]] QList<WebhookReport> takeReports();
    void publishReadings();

    Dependencies d;
    WebhookCourier::World m_world;
    std::unique_ptr<WebhookReader> m_reader;
    std::map<std::int64_t, WebhookCourier> m_couriers;
    quint64 m_serial = 0;
    bool m_isRunning = false;
    bool m_isReportScheduled = false;

    std::atomic<bool> m_isWanted = false; // what m_isRunning is once the thread has heard of it
    std::atomic<bool> m_isWakeDue = false;
    std::atomic<quint64> m_callsTaken = 0;
    std::atomic<quint64> m_callsFailed = 0;
    mutable std::mutex m_mutex;
    QList<WebhookReading> m_readings; // guarded
};

} // namespace unmta
