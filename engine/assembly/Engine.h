// An engine with a thread of its own, for the console: nothing here blocks the caller.
#pragma once

#include "EngineConfig.h"

#include <QObject>
#include <QThread>

#include <memory>

namespace unmta {

class EngineCore;
class Transport;

class Engine final : public QObject
{
    Q_OBJECT

public:
    explicit Engine(EngineConfig config, QObject *parent = nullptr);
    // Stops at once and waits for the thread; stop() first for a graceful end.
    ~Engine() override;

    void start();
    void stop();

    // After started(): the way in for this thread. Lives as long as the engine.
    [[nodiscard]] Transport &transport();

Q_SIGNALS:
    void started();
    void failed(const unmta::Error &error);
    void stopped();

private:
    EngineConfig m_config;
    QThread m_thread;
    EngineCore *m_core = nullptr; // lives and dies in m_thread
    std::unique_ptr<Transport> m_transport;
};

} // namespace unmta
