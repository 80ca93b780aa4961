#include "milter/MilterMetrics.h"

namespace unmta::milter {

using rewriter::RewriteResult;

void MilterMetrics::addMessage(const rewriter::RewriteOutcome &outcome, std::chrono::nanoseconds took)
{
    m_nanoseconds += static_cast<quint64>(took.count());
    m_linksTracked += static_cast<quint64>(outcome.linksTracked);
    m_linksLeft += static_cast<quint64>(outcome.linksLeft);
    m_pixels += outcome.pixel ? 1u : 0u;
    switch (outcome.result) {
    case RewriteResult::Rewritten:
        ++m_rewritten;
        break;
    case RewriteResult::Unchanged:
        ++m_unchanged;
        break;
    case RewriteResult::PassedThrough: {
        const std::lock_guard lock(m_mutex);
        ++m_passedThrough[outcome.reason.toLatin1()];
        break;
    }
    }
}

QByteArray MilterMetrics::toText(double snapshotAgeSeconds) const
{
    QByteArray text;
    const auto head = [&text](const char *name, const char *type, const char *help) {
        text += "# HELP " + QByteArray(name) + ' ' + help + "\n# TYPE " + name + ' ' + type + '\n';
    };
    const auto single = [&](const char *name, const char *type, const char *help, quint64 value) {
        head(name, type, help);
        text += QByteArray(name) + ' ' + QByteArray::number(value) + '\n';
    };
    single("unmta_milter_connections", "gauge", "Open connections of mail servers.", connectionsOpen);
    single("unmta_milter_connections_total", "counter", "Connections accepted.", connectionsTotal);
    single("unmta_milter_connections_refused_total", "counter", "Connections beyond the limit.", connectionsRefused);
    single("unmta_milter_protocol_errors_total", "counter", "Connections that spoke no milter protocol.",
           protocolErrors);
    head("unmta_milter_messages_total", "counter", "Messages by what became of them.");
    const auto messages = [&text](const QByteArray &labels, quint64 value) {
        text += "unmta_milter_messages_total{" + labels + "} " + QByteArray::number(value) + '\n';
    };
    messages("result=\"rewritten\"", m_rewritten);
    messages("result=\"unchanged\"", m_unchanged);
    {
        const std::lock_guard lock(m_mutex);
        for (const auto &[reason, count] : m_passedThrough)
            messages("result=\"passed_through\",reason=\"" + reason + '"', count);
    }
    single("unmta_milter_links_tracked_total", "counter", "Links replaced by tracked ones.", m_linksTracked);
    single("unmta_milter_links_left_total", "counter", "Links left alone.", m_linksLeft);
    single("unmta_milter_pixels_total", "counter", "Open pixels added.", m_pixels);
    head("unmta_milter_rewrite_seconds_total", "counter", "Time spent on rewriting.");
    text += "unmta_milter_rewrite_seconds_total " + QByteArray::number(static_cast<double>(m_nanoseconds) / 1e9) + '\n';
    single("unmta_milter_snapshot_fetches_total", "counter", "Snapshots asked of the engine.", snapshotFetches);
    single("unmta_milter_snapshot_failures_total", "counter", "Snapshots that did not come.", snapshotFailures);
    if (snapshotAgeSeconds >= 0) {
        head("unmta_milter_snapshot_age_seconds", "gauge", "Time since the engine last confirmed the snapshot.");
        text += "unmta_milter_snapshot_age_seconds " + QByteArray::number(snapshotAgeSeconds, 'f', 1) + '\n';
    }
    return text;
}

} // namespace unmta::milter
