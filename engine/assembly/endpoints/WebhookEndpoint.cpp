#include "assembly/endpoints/WebhookEndpoint.h"

#include "api/handlers/EventMapping.h"
#include "assembly/Services.h"
#include "base/Log.h"
#include "contract/json/JsonCodec.h"
#include "service/webhooks/WebhookSource.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

void writeEvent(QByteArray &to, std::int64_t seq, const TrackingEvent &event)
{
    wire::Event shown = toWire(event);
    shown.cursor = QString::number(seq);
    wire::writeText(to, shown);
}

std::function<Result<std::unique_ptr<WebhookReader>>()> sourceIn(const store::DatabasePlace &store,
                                                                 const store::DatabasePlace &events)
{
    return [store, events]() -> Result<std::unique_ptr<WebhookReader>> {
        auto source = WebhookSource::open({store, events}, writeEvent);
        if (!source)
            return source.error();
        return std::unique_ptr<WebhookReader>(*std::move(source));
    };
}

} // namespace

WebhookEndpoint::WebhookEndpoint(const Dependencies &dependencies)
    : d(dependencies)
    , m_worker(std::make_unique<outbound::OutboundHttp>())
    , m_couriers({*m_worker, sourceIn(d.store, d.events), d.clock, d.random, d.wording,
                  [service = &d.services.webhooks](const QList<WebhookReport> &reports) {
                      QMetaObject::invokeMethod(
                          service, [service, reports] { service->keep(reports); }, Qt::QueuedConnection);
                  },
                  &d.permit})
{}

WebhookEndpoint::~WebhookEndpoint()
{
    d.services.webhooks.stop();
    d.services.webhooks.keep(m_couriers.stop());
    m_worker.reset();
}

void WebhookEndpoint::start()
{
    d.services.webhooks.attach(m_couriers, d.events);
    connect(&d.services.settings, &SettingsService::changed, this, &WebhookEndpoint::applySettings);
    connect(&d.services.feed, &ChangeFeed::appended, this, [this] { m_couriers.wake(); });
    applySettings(d.services.settings.current());
}

Result<void> WebhookEndpoint::startDelivery()
{
    return d.services.webhooks.start();
}

void WebhookEndpoint::stopDelivery()
{
    static_cast<void>(m_couriers.stop()); // the other one begins with what the store has
    d.services.webhooks.ceased();
}

void WebhookEndpoint::applySettings(const Settings &settings)
{
    QStringList allowed = settings.list("outbound.allow");
    if (d.isSandbox) // where everything is on this computer
        allowed << u"127.0.0.0/8"_s << u"::1"_s;
    auto https = outbound::AddressPolicy::publicOnly(allowed);
    auto http = outbound::AddressPolicy::only(allowed);
    if (!https || !http) {
        qCCritical(lcWebhook).noquote() << "outbound.allow is not usable"
                                        << describe(https ? http.error() : https.error());
        return;
    }
    m_couriers.setNetwork({*https, *http, settings.text("outbound.ca_file")});
}

} // namespace unmta
