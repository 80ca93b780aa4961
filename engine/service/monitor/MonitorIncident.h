// An incident is what the operator hears of once: it begins with the first round that is held, lasts through all that
// follow, through spells of good rounds and through restarts, and ends when rounds have been good for a while.
#pragma once

#include "base/Clock.h"

#include <QString>

namespace unmta {

namespace store {
class EngineStore;
}
class NotificationService;

class MonitorIncident
{
public:
    MonitorIncident(store::EngineStore &store, NotificationService &notifications, const Clock &clock)
        : m_store(store)
        , m_notifications(notifications)
        , m_clock(clock)
        , m_lastTrouble(clock.steady())
    {}

    // A round is held. Tells the operator, unless the incident is known.
    void trouble(const QString &reason, const QString &explanation);
    // A round was good. Ends the incident when the last trouble is `calm` ago.
    void wellAgain();

    // The operator has decided: the incident is over at once, and the next one is told anew.
    void decided();

    static constexpr Millis calm = std::chrono::hours(1);

private:
    [[nodiscard]] bool isOpen() const;

    store::EngineStore &m_store;
    NotificationService &m_notifications;
    const Clock &m_clock;
    std::chrono::steady_clock::time_point m_lastTrouble;
};

} // namespace unmta
