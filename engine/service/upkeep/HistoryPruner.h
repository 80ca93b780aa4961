// Drops what nobody keeps any longer: notifications and audit entries that are older than `notifications.retention` and
// `audit.retention`, and what webhooks were to be told of a month ago. In the background, a bounded number of rows at a
// time, so that nothing else waits for it. Engine thread.
#pragma once

#include "base/Clock.h"

#include <QObject>
#include <QTimer>

namespace unmta {

namespace store {
class EngineStore;
}
class SettingsService;

class HistoryPruner final : public QObject
{
    Q_OBJECT

public:
    static constexpr int rowsPerStep = 256; // of each kind

    HistoryPruner(store::EngineStore &store, const SettingsService &settings, const Clock &clock);

    void start();
    void stop();
    // The clock was moved.
    void lookAgain();

private:
    void step();

    store::EngineStore &m_store;
    const SettingsService &m_settings;
    const Clock &m_clock;
    QTimer m_timer;
    bool m_running = false;
};

} // namespace unmta
