#include "EngineMetrics.h"

#include "assembly/MetricText.h"

#include <array>

namespace unmta {

namespace {

void addEdge(MetricText &text, const edge::EdgeStats &edge)
{
    text.family("edge_requests_total", "counter", "Requests by what they came to.");
    for (std::size_t i = 0; i < edge::edgeOutcomeCount; ++i) {
        const QByteArray name = edge::outcomeName(static_cast<edge::EdgeOutcome>(i));
        text.value(static_cast<qint64>(edge.requests[i]), "outcome=\"" + name + '"');
    }
    const auto &http = edge.http;
    text.single("edge_workers", "gauge", "Threads that answer recipients.", http.workers);
    text.single("edge_connections_open", "gauge", "Connections of recipients.", http.connectionsOpen);
    text.single("edge_connections_refused_total", "counter", "Connections above a limit.", http.connectionsRefused);
    text.single("edge_connections_shed_total", "counter", "Connections that waited, closed to make room.",
                http.connectionsShed);
    text.single("edge_proxy_headers_refused_total", "counter",
                "Connections of trusted proxies without a PROXY header that can be read.", http.proxyHeadersRefused);
    text.single("edge_bad_requests_total", "counter", "Requests that the parser refused.", http.badRequests);
    text.single("edge_timeouts_total", "counter", "Connections closed because they were slow.", http.timeouts);
    text.single("edge_tls_handshakes_total", "counter", "Completed handshakes.", http.handshakes);
    text.single("edge_tls_handshakes_failed_total", "counter", "Other handshakes.", http.handshakesFailed);
    text.single("edge_tls_unknown_names_total", "counter", "Handshakes for names that are not served.",
                http.sniRefused);
    text.histogram("edge_request_duration_seconds",
                   "From a request to its answer; of a genuine link until its event was durable.", edge.latency);
}

void addEvents(MetricText &text, const RecorderStatus &recorder, quint64 eventsLate)
{
    text.single("events_recorded_total", "counter", "Events made durable.", recorder.recorded);
    text.single("events_dropped_total", "counter", "Events that could not be recorded, over restarts.",
                recorder.dropped);
    text.single("events_late_total", "counter", "Answers that left before their event was durable.", eventsLate);
    text.single("events_answered_before_sync_total", "counter",
                "Answers that left before their event was durable, over restarts.", recorder.answeredEarly);
    text.single("events_unsynced", "gauge", "Events that were answered and are not durable: what a power cut can take.",
                recorder.unsynced);
    text.single("events_recovered_total", "counter",
                "Events of an earlier, killed process that the start made durable.", recorder.recovered);
    text.single("events_unmerged", "gauge", "Durable events that are not part of a segment yet.", recorder.unmerged);
    text.single("events_recorder_healthy", "gauge", "1 while events can be recorded.", recorder.healthy ? 1 : 0);
    text.single("events_merged_total", "counter", "Events that became part of a segment.", recorder.merged);
    text.single("events_queued", "gauge", "Events that wait for their commit.", recorder.queued);
}

void addDns(MetricText &text, const EngineReadings &readings)
{
    text.single("dns_queries_total", "counter", "DNS queries sent.", readings.dnsQueries);
    text.single("dns_forged_total", "counter", "Datagrams that answered nothing we asked.", readings.dnsForged);
    text.family("dns_outcomes_total", "counter", "DNS questions by what they came to, retries included.");
    for (std::size_t i = 0; i < dns::dnsOutcomeCount; ++i) {
        const QByteArray name = dns::outcomeName(static_cast<dns::DnsOutcome>(i));
        text.value(static_cast<qint64>(readings.dnsOutcomes[i]), "outcome=\"" + name + '"');
    }
}

void addDomains(MetricText &text, const EngineReadings &readings)
{
    text.family("tracking_domains", "gauge", "Tracking domains by status.");
    text.value(readings.domains.active, "status=\"active\"");
    text.value(readings.domains.pending, "status=\"pending\"");
    text.family("checks_total", "counter", "Checks of tracking domains by outcome.");
    text.value(static_cast<qint64>(readings.checks.match), "outcome=\"match\"");
    text.value(static_cast<qint64>(readings.checks.changed), "outcome=\"changed\"");
    text.value(static_cast<qint64>(readings.checks.unknown), "outcome=\"unknown\"");
    text.single("strikes_total", "counter", "Confirmed changes of active domains.", readings.checks.strikes);
    text.single("downgrades_total", "counter", "Domains that went back to pending.", readings.checks.downgrades);
    text.single("checks_running", "gauge", "Checks that wait for answers.",
                static_cast<quint64>(readings.checksRunning));
    text.single("monitor_held", "gauge", "1 while a round of checks is held.", readings.isMonitorHeld ? 1 : 0);
}

void addCertificates(MetricText &text, const EngineReadings &readings)
{
    constexpr std::array names{"none", "issuing", "valid", "renewing", "failed"};
    constexpr std::array<std::int64_t, 4> limits{1, 7, 14, 30}; // days
    const std::int64_t today = dayOf(toUnixMs(readings.now));
    std::array<qint64, names.size()> byState{};
    std::array<qint64, limits.size()> within{};
    qint64 expired = 0;
    for (const auto &count : readings.certificates) {
        byState[static_cast<std::size_t>(count.state)] += count.certificates;
        if (!count.lastDay)
            continue;
        const std::int64_t daysLeft = *count.lastDay - today;
        expired += daysLeft < 0 ? count.certificates : 0;
        for (std::size_t i = 0; i < limits.size(); ++i)
            within[i] += daysLeft >= 0 && daysLeft < limits[i] ? count.certificates : 0;
    }
    text.family("certificates", "gauge", "Certificates by state.");
    for (std::size_t i = 0; i < names.size(); ++i)
        text.value(byState[i], "state=\"" + QByteArray(names[i]) + '"');
    text.family("certificates_expiring", "gauge", "Certificates that end within so many days, UTC.");
    for (std::size_t i = 0; i < limits.size(); ++i)
        text.value(within[i], "days=\"" + QByteArray::number(limits[i]) + '"');
    text.single("certificates_expired", "gauge", "Certificates that ended before today, UTC.",
                static_cast<quint64>(expired));
    text.family("certificate_orders_total", "counter", "Orders by what they came to.");
    text.value(static_cast<qint64>(readings.orders.begun), "result=\"begun\"");
    text.value(static_cast<qint64>(readings.orders.issued), "result=\"issued\"");
    text.value(static_cast<qint64>(readings.orders.failed), "result=\"failed\"");
    text.single("certificate_orders_running", "gauge", "Orders and questions to the issuer under way.",
                static_cast<quint64>(readings.ordersUnderWay));
}

void addShipping(MetricText &text, const EngineReadings &readings)
{
    const auto each = [&](auto number) {
        for (const ShippingState &state : readings.shipping)
            text.value(number(state), "cluster=\"" + state.shipping.clusterId.toLatin1() + '"');
    };
    text.family("shipping_events_total", "counter", "Events that were shipped.");
    each([](const ShippingState &state) { return state.shipping.events; });
    text.family("shipping_objects_total", "counter", "Objects that were written.");
    each([](const ShippingState &state) { return state.shipping.objects; });
    text.family("shipping_backlog_events", "gauge", "Events that wait to be shipped.");
    each([](const ShippingState &state) { return state.backlog.events; });
    text.family("shipping_backlog_age_seconds", "gauge", "Age of the first event that waits to be shipped.");
    each([&](const ShippingState &state) -> qint64 {
        const auto &oldest = state.backlog.oldest;
        return oldest && *oldest < readings.now ? (readings.now - *oldest) / std::chrono::seconds(1) : 0;
    });
    text.family("shipping_failures", "gauge", "Tries in a row that have failed.");
    each([](const ShippingState &state) -> qint64 { return state.failures; });
}

void addWebhooks(MetricText &text, const EngineReadings &readings)
{
    text.family("webhook_calls_total", "counter", "Calls of webhooks by what came of them.");
    text.value(static_cast<qint64>(readings.webhookCallsTaken), "outcome=\"taken\"");
    text.value(static_cast<qint64>(readings.webhookCallsFailed), "outcome=\"failed\"");
    const auto each = [&](auto number) {
        for (const WebhookReading &webhook : readings.webhooks)
            text.value(number(webhook), "webhook=\"" + QByteArray::number(qint64{webhook.webhookId}) + '"');
    };
    text.family("webhook_backlog", "gauge", "At most so much waits for a webhook.");
    each([](const WebhookReading &webhook) { return qint64{webhook.backlog}; });
    text.family("webhook_behind_seconds", "gauge", "How long the oldest of it has waited.");
    each([](const WebhookReading &webhook) { return qint64{webhook.behind / std::chrono::seconds(1)}; });
}

void addStore(MetricText &text, const EngineReadings &readings)
{
    text.family("store_file_bytes", "gauge", "Sizes of the store's files.");
    for (const auto &[name, bytes] : readings.files)
        text.value(bytes, "file=\"" + name + '"');
    text.family("store_free_bytes", "gauge", "Room on the store's disk.");
    text.value(readings.freeBytes);
    text.family("api_requests_total", "counter", "Requests to the management API by the class of their status.");
    text.value(static_cast<qint64>(readings.apiDone), "status=\"2xx\"");
    text.value(static_cast<qint64>(readings.apiRefused), "status=\"4xx\"");
    text.value(static_cast<qint64>(readings.apiFailed), "status=\"5xx\"");
    text.single("api_jobs_running", "gauge", "Requests to the management API that a thread of their own works on.",
                static_cast<quint64>(readings.apiJobsRunning));
    text.single("mails_queued", "gauge", "Notices that wait to be sent by mail.",
                static_cast<quint64>(readings.mailsQueued));
    text.family("start_time_seconds", "gauge", "When the engine was started, in seconds since 1970.");
    text.seconds(static_cast<double>(toUnixMs(readings.startedAt)) / 1000);
    text.family("build_info", "gauge", "Always 1; the version is a label.");
    text.value(1, "version=\"" UNMTA_VERSION "\"");
}

} // namespace

QByteArray engineMetrics(const EngineReadings &readings)
{
    MetricText text;
    addEdge(text, readings.edge);
    addEvents(text, readings.recorder, readings.edge.eventsLate);
    addDns(text, readings);
    addDomains(text, readings);
    addCertificates(text, readings);
    addShipping(text, readings);
    addWebhooks(text, readings);
    addStore(text, readings);
    text.single("node_upkeep", "gauge", "1 while this node does the upkeep, or is the only one.",
                readings.hasUpkeep ? 1 : 0);
    text.single("node_events_behind", "gauge", "Events recorded here that are not in the nodes' store yet.",
                static_cast<quint64>(readings.eventsBehind));
    return text.text();
}

} // namespace unmta
