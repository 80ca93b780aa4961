// Has the cluster's rewrite snapshot: from the engine's API, and from disk while the engine is away. The file holds the
// cluster's link keys and is readable by its owner only.
#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "milter/MilterMetrics.h"
#include "outbound/Outbound.h"
#include "rewriter/RewriteSnapshot.h"

#include <QString>

#include <memory>
#include <mutex>

namespace unmta::milter {

struct SnapshotSource
{
    QString engine;    // "https://engine.example.com:8089"; plain http on this machine only
    QString cluster;   // id
    QString tokenFile; // read anew for every call, so that a token can be replaced
    QString caFile;    // empty: the system's
    QString stateFile; // where the snapshot survives a restart
    Millis refresh = std::chrono::seconds(15);
};

class SnapshotKeeper
{
public:
    // `clock` and `metrics` outlive the keeper. `outbound` is destroyed before the keeper: its callbacks use it.
    SnapshotKeeper(SnapshotSource source, outbound::Outbound &outbound, const Clock &clock, MilterMetrics &metrics);

    // Errors: milter.bad_engine, milter.insecure_engine (keys would travel in clear), milter.token_unreadable.
    [[nodiscard]] Result<void> check() const;
    // Takes what the disk has, then asks the engine now and at every interval.
    void start();
    // Any thread: asks now.
    void refreshNow();

    // Any thread. Without a snapshot every message passes through ("milter.no_snapshot").
    [[nodiscard]] rewriter::RewriteOutcome rewrite(const QByteArray &message,
                                                   const rewriter::RewriteContext &context) const;
    // Since the engine last confirmed it; below zero: there is none.
    [[nodiscard]] double ageSeconds() const;
    [[nodiscard]] std::size_t maxMessageBytes() const { return rewriter::RewriteLimits().messageBytes; }

private:
    struct Held
    {
        rewriter::RewriteSnapshot snapshot;
        ClusterEntry entry;
    };

    [[nodiscard]] std::shared_ptr<const Held> current() const;
    [[nodiscard]] bool adopt(const QByteArray &json, TimePoint confirmedAt);
    void loadFromDisk();
    void saveToDisk(const QByteArray &json);
    void fetch();
    void fetched(const Result<outbound::HttpReply> &reply);
    void failed(const QString &why);
    void scheduleNext(bool succeeded);

    SnapshotSource m_source;
    outbound::Outbound &m_outbound;
    const Clock &m_clock;
    MilterMetrics &m_metrics;
    mutable std::mutex m_mutex; // guards the two below
    std::shared_ptr<const Held> m_held;
    TimePoint m_confirmedAt;

    // Of the outbound worker.
    QByteArray m_savedJson;
    QString m_lastFailure;
    Millis m_retryPause{};
    bool m_fetching = false;
    quint64 m_round = 0; // a refresh out of turn makes the waiting one void
};

} // namespace unmta::milter
