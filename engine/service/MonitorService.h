// Checks domains when they are due: active ones every interval, pending ones with growing pauses. Due times are stored, so
// a restart changes nothing; a standstill does not end in a burst, because checks start at a bounded rate. Engine thread.
#pragma once

#include "base/Clock.h"

#include <QObject>
#include <QTimer>

namespace unmta {

namespace store {
class EngineStore;
}
class VerificationService;

class MonitorService final : public QObject
{
    Q_OBJECT

public:
    struct Limits
    {
        int startsPerSecond = 5;
        int atOnce = 64;
    };

    MonitorService(store::EngineStore &store, VerificationService &verification, const Clock &clock, Limits limits);

    void start();
    void stop();
    // A due time or the clock changed.
    void lookAgain();

private:
    void step();

    store::EngineStore &m_store;
    VerificationService &m_verification;
    const Clock &m_clock;
    Limits m_limits;
    QTimer m_timer;
    bool m_running = false;
};

} // namespace unmta
