// What the milter counts. Any thread.
#pragma once

#include "rewriter/LinkRewriter.h"

#include <QByteArray>

#include <atomic>
#include <map>
#include <mutex>

namespace unmta::milter {

class MilterMetrics
{
public:
    void addMessage(const rewriter::RewriteOutcome &outcome, std::chrono::nanoseconds took);

    std::atomic<quint64> connectionsOpen = 0;
    std::atomic<quint64> connectionsTotal = 0;
    std::atomic<quint64> connectionsRefused = 0; // by the limit
    std::atomic<quint64> protocolErrors = 0;
    std::atomic<quint64> snapshotFetches = 0;
    std::atomic<quint64> snapshotFailures = 0;

    // Prometheus text exposition format 0.0.4; `snapshotAgeSeconds` below zero: there is none.
    [[nodiscard]] QByteArray toText(double snapshotAgeSeconds) const;

private:
    std::atomic<quint64> m_rewritten = 0;
    std::atomic<quint64> m_unchanged = 0;
    std::atomic<quint64> m_linksTracked = 0;
    std::atomic<quint64> m_linksLeft = 0;
    std::atomic<quint64> m_pixels = 0;
    std::atomic<quint64> m_nanoseconds = 0;
    mutable std::mutex m_mutex;
    std::map<QByteArray, quint64> m_passedThrough; // by reason
};

} // namespace unmta::milter
