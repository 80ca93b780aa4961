// Carries what one recorder has committed to another one's store: from this engine's own events.db to the server, in
// order and each event once, whatever fails and whoever is killed in between. What has arrived is let go here. Numbers
// are given there anew. A thread and a connection of its own.
#pragma once

#include "base/Random.h"
#include "base/Result.h"
#include "store/DatabasePlace.h"
#include "store/events/BatchTable.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace unmta::store {
class Database;
}

namespace unmta {

class EventRecorder;

class EventCarrier
{
public:
    // Both recorders outlive the carrier. `from` writes the file, `to` the place.
    EventCarrier(QString file, EventRecorder &from, store::DatabasePlace place, EventRecorder &to);
    ~EventCarrier(); // stop()

    // Once both recorders run. Errors: those of the store.
    [[nodiscard]] Result<void> start(Random &random);
    // What is under way arrives, or is handed over again by the next start. Idempotent.
    void stop();
    // Any thread: there is something new.
    void wake();
    // Any thread. `done` gets true once all that was committed by now has arrived, false when that cannot be said for
    // now; on the carrier's thread, or on the caller's when it does not run.
    void whenArrived(std::function<void(bool arrived)> done);
    // Any thread: how many events have not arrived yet, as of the last look.
    [[nodiscard]] std::int64_t waiting() const;

private:
    using Batches = QList<store::BatchTable::Raw>;

    void run();
    struct Awaited
    {
        std::int64_t upTo = 0;
        std::function<void(bool)> done;
    };
    void answer(std::vector<Awaited> &awaited, bool fails);
    // False: it did not arrive.
    [[nodiscard]] bool carry(const Batches &batches);
    void pause(std::chrono::milliseconds longest);

    const QString m_file;
    const store::DatabasePlace m_place;
    EventRecorder &m_from;
    EventRecorder &m_to;
    std::thread m_thread;
    std::int64_t m_source = 0;
    std::int64_t m_carried = 0; // up to this event of the file
    std::int64_t m_letGo = 0;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isWoken = false; // from here on under m_mutex
    bool m_isEnding = false;
    std::int64_t m_waiting = 0;
    std::vector<std::function<void(bool)>> m_asked;
};

} // namespace unmta
