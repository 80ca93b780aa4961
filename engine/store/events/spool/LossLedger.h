// How many events could not be recorded, over all runs, next to events.db. Made for the time when the disk is full: the
// file has its size from the start and is written in place, so it needs no room, and the last but one record outlives
// a write that is cut. What was written survives the death of the process; sync() lets it survive a power cut. Any
// thread, at once.
//
// Two records of `recordSize` bytes, written in turn, each
//   checksum (16 hex digits) SP serial SP dropped SP untold SP since (ms since 1970, 0: none) blanks LF
#pragma once

#include "base/Clock.h"
#include "base/Result.h"

#include <QFile>
#include <QString>

#include <mutex>
#include <optional>

namespace unmta::store {

struct Losses
{
    quint64 dropped = 0;            // events, over all runs
    quint64 untold = 0;             // of them, since `since`
    std::optional<TimePoint> since; // the first that the operator has not been given a final number of
    [[nodiscard]] bool operator==(const Losses &) const = default;
};

class LossLedger
{
public:
    static constexpr qint64 recordSize = 128;

    // The file is "<eventsPath>-lost".
    explicit LossLedger(const QString &eventsPath);
    [[nodiscard]] static QString path(const QString &eventsPath);

    // Takes the room for the file where it is missing, and gives what it says. Errors: store.not_writable, store.full.
    [[nodiscard]] Result<Losses> open();
    // False when the system did not take it; the records before it stand. Opens the file if that has failed before.
    [[nodiscard]] bool write(const Losses &losses);
    // Waits for the disk.
    void sync();

private:
    [[nodiscard]] Result<Losses> openLocked();

    std::mutex m_mutex;
    QFile m_file;
    quint64 m_serial = 0; // of the newest record
};

} // namespace unmta::store
