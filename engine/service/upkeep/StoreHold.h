// Keeps the store as it is while somebody takes it elsewhere (store/move/StoreMove.h): nothing is changed, events are
// only added. Links go on. It ends by itself when nobody has asked for it again in time, so that a mover who died holds
// nobody up; but once the store is elsewhere it does not end any more. Engine thread.
#pragma once

#include "base/Clock.h"
#include "base/Error.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

namespace unmta {

namespace store {
class Database;
}

class StoreHold final : public QObject
{
    Q_OBJECT

public:
    // Both functions are about events: holds them with that error or lets them go, and says whether they are still.
    struct Dependencies
    {
        store::Database &database;
        const Clock &clock;
        std::function<void(std::optional<Error>)> holdEvents;
        std::function<bool()> eventsAreStill;
        Millis keptFor{30'000}; // after the last time that somebody asked
    };
    struct State
    {
        TimePoint since;
        bool isStill = false; // what was under way has ended
    };

    explicit StoreHold(Dependencies d);

    // From now on, or for longer; whoever wants to change something gets store.moving.
    State hold();
    // The store is at that place now: whoever wants to change something gets store.moved, until the engine starts anew.
    State leave(const QString &dataDir, const QString &place);
    // As before, unless the store is elsewhere.
    void release();

private:
    void refuse(const std::optional<Error> &why);
    [[nodiscard]] State state() const;

    const Dependencies m_d;
    QTimer m_end;
    std::optional<TimePoint> m_since; // while it is held
    bool m_isLeft = false;
};

} // namespace unmta
