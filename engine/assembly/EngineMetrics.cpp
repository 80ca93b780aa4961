#include "EngineMetrics.h"

namespace unmta {

namespace {

class MetricText
{
public:
    void family(const QByteArray &name, const QByteArray &type, const QByteArray &help)
    {
        m_name = "unmta_" + name;
        m_text += "# HELP " + m_name + ' ' + help + "\n# TYPE " + m_name + ' ' + type + '\n';
    }
    void value(qint64 value, const QByteArray &labels = {})
    {
        m_text +=
            m_name + (labels.isEmpty() ? QByteArray() : '{' + labels + '}') + ' ' + QByteArray::number(value) + '\n';
    }
    void single(const QByteArray &name, const QByteArray &type, const QByteArray &help, quint64 number)
    {
        family(name, type, help);
        value(static_cast<qint64>(number));
    }
    [[nodiscard]] const QByteArray &text() const { return m_text; }

private:
    QByteArray m_name;
    QByteArray m_text;
};

} // namespace

QByteArray engineMetrics(const EngineReadings &readings)
{
    MetricText text;
    text.family("edge_requests_total", "counter", "Requests by what they came to.");
    for (std::size_t i = 0; i < edge::edgeOutcomeCount; ++i) {
        const QByteArray name = edge::outcomeName(static_cast<edge::EdgeOutcome>(i));
        text.value(static_cast<qint64>(readings.edge.requests[i]), "outcome=\"" + name + '"');
    }
    const auto &http = readings.edge.http;
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
    text.single("events_recorded_total", "counter", "Events made durable.", readings.recorder.recorded);
    text.single("events_dropped_total", "counter", "Events that could not be recorded, over restarts.",
                readings.recorder.dropped);
    text.single("events_late_total", "counter", "Answers that left before their event was durable.",
                readings.edge.eventsLate);
    text.single("events_answered_before_sync_total", "counter",
                "Answers that left before their event was durable, over restarts.", readings.recorder.answeredEarly);
    text.single("events_unsynced", "gauge", "Events that were answered and are not durable: what a power cut can take.",
                readings.recorder.unsynced);
    text.single("events_recovered_total", "counter",
                "Events of an earlier, killed process that the start made durable.", readings.recorder.recovered);
    text.single("events_unmerged", "gauge", "Durable events that are not part of a segment yet.",
                readings.recorder.unmerged);
    text.single("events_recorder_healthy", "gauge", "1 while events can be recorded.",
                readings.recorder.healthy ? 1 : 0);
    text.single("dns_queries_total", "counter", "DNS queries sent.", readings.dnsQueries);
    text.single("dns_forged_total", "counter", "Datagrams that answered nothing we asked.", readings.dnsForged);
    text.family("tracking_domains", "gauge", "Tracking domains by status.");
    text.value(readings.domains.active, "status=\"active\"");
    text.value(readings.domains.pending, "status=\"pending\"");
    return text.text();
}

} // namespace unmta
