#include "service/webhooks/WebhookCouriers.h"

#include "base/Log.h"
#include "service/webhooks/WebhookSignature.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <future>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

WebhookContent testContent(const Webhook &webhook, const QByteArray &nonce, TimePoint now)
{
    const QJsonObject data{{u"webhook_id"_s, qint64{webhook.id}},
                           {u"message"_s, u"This is a test. Nothing has happened."_s}};
    const QJsonObject envelope{{u"type"_s, u"webhook.test"_s}, {u"timestamp"_s, toIso8601(now)}, {u"data"_s, data}};
    const QByteArray text = QJsonDocument(envelope).toJson(QJsonDocument::Compact);
    return {webhookMessageId(webhook.id, "test", nonce, 1), webhook.isBatch ? webhookBatch({text}) : text, 1,
            webhook.isBatch};
}

} // namespace

WebhookCouriers::WebhookCouriers(const Dependencies &dependencies)
    : d(dependencies)
    , m_world{nullptr,
              d.clock,
              d.random,
              d.wording,
              {},
              {},
              [this](const WebhookCourier &courier, outbound::HttpCall call) { send(courier, std::move(call)); },
              [this](const WebhookCourier &courier, Millis pause) { again(courier, pause); }}
{}

void WebhookCouriers::start()
{
    m_isWanted = true;
    d.outbound.post([this] {
        m_isRunning = true;
        tick();
    });
}

void WebhookCouriers::pause()
{
    m_isWanted = false;
    d.outbound.post([this] { m_isRunning = false; });
}

QList<WebhookReport> WebhookCouriers::stop()
{
    m_isWanted = false;
    const auto last = std::make_shared<std::promise<QList<WebhookReport>>>();
    auto reports = last->get_future();
    d.outbound.post([this, last] {
        m_isRunning = false;
        QList<WebhookReport> unreported = takeReports();
        m_couriers.clear();
        m_world.reader = nullptr;
        m_reader.reset(); // its connections belong to this thread
        last->set_value(std::move(unreported));
    });
    if (reports.wait_for(stopPatience) == std::future_status::ready)
        return reports.get();
    qCWarning(lcWebhook) << "the stores keep the couriers waiting: what they have just delivered comes once more";
    return {};
}

void WebhookCouriers::wake()
{
    if (m_isWakeDue.exchange(true))
        return;
    d.outbound.post([this] {
        m_isWakeDue = false;
        lookAll();
    });
}

void WebhookCouriers::setNetwork(const WebhookNetwork &network)
{
    d.outbound.post([this, network] { m_world.network = network; });
}

void WebhookCouriers::set(const Webhook &webhook, quint64 revision)
{
    d.outbound.post([this, webhook, revision] {
        if (const auto known = m_couriers.find(webhook.id); known != m_couriers.end())
            known->second.update(webhook, revision);
        else
            m_couriers.try_emplace(webhook.id, m_world, webhook, revision, ++m_serial);
        lookAll();
    });
}

void WebhookCouriers::remove(std::int64_t webhookId)
{
    d.outbound.post([this, webhookId] { m_couriers.erase(webhookId); });
}

void WebhookCouriers::test(const Webhook &webhook, Tested done)
{
    d.outbound.post([this, webhook, done = std::move(done)] {
        WebhookContent content = testContent(webhook, d.random.hex(12).toLatin1(), d.clock.now());
        outbound::HttpCall call = webhookCall(webhook, content, m_world.network, d.clock.now());
        content.body.clear();
        d.outbound.send(std::move(call), [this, webhook, content, done](const Result<outbound::HttpReply> &reply) {
            WebhookDelivery delivery = webhookDelivery(webhook, content, reply, d.wording, d.clock.now());
            delivery.kind = WebhookDelivery::Kind::Test;
            delivery.attempt = 1;
            done(delivery);
        });
    });
}

QList<WebhookReading> WebhookCouriers::readings() const
{
    const std::lock_guard lock(m_mutex);
    return m_readings;
}

// On the worker's thread ------------------------------------------------------------------------------------------

void WebhookCouriers::tick()
{
    if (!m_isRunning)
        return;
    lookAll();
    publishReadings();
    d.outbound.after(lookPause, [this] { tick(); });
}

bool WebhookCouriers::refresh()
{
    if (!m_reader) {
        auto opened = d.open();
        if (!opened) {
            qCWarning(lcWebhook).noquote() << "the stores cannot be read" << describe(opened.error());
            return false;
        }
        m_reader = *std::move(opened);
        m_world.reader = m_reader.get();
    }
    const auto last = m_reader->last();
    if (!last) {
        qCWarning(lcWebhook).noquote() << "the stores cannot be read" << describe(last.error());
        return false;
    }
    m_world.last = *last;
    return true;
}

void WebhookCouriers::lookAll()
{
    if (!mayAct() || m_couriers.empty() || !refresh())
        return;
    for (auto &[id, courier] : m_couriers) {
        if (mayAct())
            courier.look();
    }
    scheduleReport();
}

WebhookCourier *WebhookCouriers::find(std::int64_t webhookId, quint64 serial)
{
    const auto found = m_couriers.find(webhookId);
    return found != m_couriers.end() && found->second.serial() == serial ? &found->second : nullptr;
}

void WebhookCouriers::send(const WebhookCourier &courier, outbound::HttpCall call)
{
    d.outbound.send(std::move(call),
                    [this, id = courier.id(), serial = courier.serial()](const Result<outbound::HttpReply> &reply) {
                        const bool isTaken = reply && reply->status / 100 == 2;
                        ++(isTaken ? m_callsTaken : m_callsFailed);
                        if (WebhookCourier *sender = find(id, serial))
                            sender->answered(reply);
                        scheduleReport();
                    });
}

void WebhookCouriers::again(const WebhookCourier &courier, Millis pause)
{
    d.outbound.after(pause, [this, id = courier.id(), serial = courier.serial()] { lookAt(id, serial); });
}

void WebhookCouriers::lookAt(std::int64_t webhookId, quint64 serial)
{
    WebhookCourier *courier = mayAct() && m_reader ? find(webhookId, serial) : nullptr;
    if (!courier)
        return;
    courier->look();
    scheduleReport();
}

void WebhookCouriers::scheduleReport()
{
    if (std::exchange(m_isReportScheduled, true))
        return;
    d.outbound.after(reportPause, [this] {
        m_isReportScheduled = false;
        if (const QList<WebhookReport> reports = takeReports(); !reports.isEmpty())
            d.report(reports);
    });
}

QList<WebhookReport> WebhookCouriers::takeReports()
{
    QList<WebhookReport> reports;
    for (auto &[id, courier] : m_couriers) {
        if (auto report = courier.takeReport())
            reports.append(*std::move(report));
    }
    return reports;
}

void WebhookCouriers::publishReadings()
{
    QList<WebhookReading> readings;
    for (const auto &[id, courier] : m_couriers)
        readings.append(courier.reading());
    const std::lock_guard lock(m_mutex);
    m_readings = readings;
}

} // namespace unmta
