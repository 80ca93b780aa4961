// Counts the events that could not be recorded, and keeps the count over restarts (store/events/spool/LossLedger.h).
// Any thread; only load(), write() and sync() touch the disk. Internal to EventRecorder.
#pragma once

#include "base/Clock.h"
#include "store/events/spool/LossLedger.h"

#include <mutex>

namespace unmta {

class EventLosses
{
public:
    EventLosses(const QString &eventsPath, const Clock &clock)
        : m_clock(clock)
        , m_ledger(eventsPath)
    {}

    // What earlier runs lost. A ledger that cannot be had is tried again with each write.
    void load();
    // More of them, because the store cannot be written: people are told of these.
    void addUnwritten(quint64 events);
    // More of them for any other reason.
    void addRefused(quint64 events);
    // People have been told of all so far.
    void told();

    [[nodiscard]] store::Losses present() const;
    // Of earlier runs.
    [[nodiscard]] quint64 before() const;

    // Writes down what is not yet: from then on it outlives the process. Several threads may.
    void write();
    // And the power.
    void sync() { m_ledger.sync(); }

private:
    const Clock &m_clock;
    store::LossLedger m_ledger;

    std::mutex m_writing; // held while the disk is waited for; taken before m_mutex
    store::Losses m_written;

    mutable std::mutex m_mutex;
    store::Losses m_losses; // this and the next under m_mutex
    quint64 m_before = 0;
};

} // namespace unmta
