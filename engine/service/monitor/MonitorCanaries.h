// Whether DNS can be believed at the moment: names that must exist do, and one that cannot exist does not.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "service/monitor/CanaryProbe.h"

#include <QObject>

namespace unmta {

namespace store {
class EngineStore;
}
class SettingsService;

class MonitorCanaries final : public QObject
{
    Q_OBJECT

public:
    // What merely got no answer is asked again after `pause`, twice as long after the second time.
    MonitorCanaries(CanaryProbe &probe, store::EngineStore &store, SettingsService &settings, Millis pause)
        : m_probe(probe)
        , m_store(store)
        , m_settings(settings)
        , m_pause(pause)
    {}

    // `done` gets a sentence for people, empty when all is well; later, on this thread.
    void ask(std::function<void(QString trouble)> done);
    // The operator goes on without the default canary; it counts again once it is seen.
    [[nodiscard]] Result<void> forget();

private:
    struct Verdict
    {
        QString trouble;
        bool mayBeLoss = false; // another try could tell
    };
    void ask(int tries, std::function<void(QString trouble)> done);
    [[nodiscard]] Verdict judge(const QStringList &names, const CanaryReport &report);
    [[nodiscard]] QStringList seen() const;

    CanaryProbe &m_probe;
    store::EngineStore &m_store;
    SettingsService &m_settings;
    Millis m_pause;
};

} // namespace unmta
