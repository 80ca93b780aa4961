// Deletes what is known about a recipient. Engine thread, but for count().
#pragma once

#include "base/Result.h"
#include "store/DatabasePlace.h"

#include <QObject>
#include <QString>

#include <functional>

namespace unmta {

class ChangeFeed;
class EventRecorder;

class EventDeletion final : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const Result<std::int64_t> &deleted)>;

    // Calls back, from any thread, once what was recorded by now is where the recorder deletes; with false when that
    // cannot be said.
    using Arrival = std::function<void(std::function<void(bool arrived)> done)>;

    // The recorder may be made later, and outlives what is asked of it; the feed outlives it.
    EventDeletion(store::DatabasePlace events, EventRecorder &recorder, ChangeFeed &feed, Arrival arrival = {});

    // How many events of the recipient (recipientKey()) there are in the cluster. Any thread that may block: reads all
    // events. Errors: event.recipient_required (field "recipient"), those of the store.
    [[nodiscard]] Result<std::int64_t> count(const QString &clusterId, const QString &recipient) const;

    // Deletes every event of the recipient that was recorded before the call. The sums of opens and clicks stay, for
    // they name nobody. `done` runs later, on this thread. Errors: those of count() and EventRecorder::erase().
    void run(const QString &clusterId, const QString &recipient, const Done &done);

Q_SIGNALS:
    // What else names the recipient is to go too.
    void deleted(const QString &clusterId, const QString &recipient);

private:
    store::DatabasePlace m_events;
    EventRecorder &m_recorder;
    ChangeFeed &m_feed;
    const Arrival m_arrival; // null: it is there already
};

} // namespace unmta
