// The composition root's front: starts an engine, stops it gracefully. Lives on the engine thread, which runs a Qt
// event loop. See EngineConfig.h for what it is given, Engine.h for an engine with a thread of its own, RunningEngine.h
// for what it consists of.
#pragma once

#include "EngineConfig.h"
#include "base/Random.h"
#include "base/Result.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>

namespace unmta {

class ApiDispatcher;
class RunningEngine;
class StandbyEngine;

class EngineCore final : public QObject
{
    Q_OBJECT

public:
    explicit EngineCore(EngineConfig config);
    ~EngineCore() override; // stops at once what still runs

    // Everything runs when it returns without an error; nothing runs when it returns with one. Where the configuration
    // allows it, and the server of the store is away, the edge runs alone until it is back: see StandbyEngine.
    // Errors: store.*, http.port_in_use, http.permission_denied, http.bad_address, config.*, settings.*.
    [[nodiscard]] Result<void> start();
    // Takes no new work, finishes what is owed for at most 10 s, then emits stopped().
    void stop();
    // The same where the next engine gets the listening sockets: the edge goes on with newcomers until those who were
    // there have gone, for at most 10 s, and then finishes for at most 3 s. So slow clients keep no newcomer waiting.
    void makeWay();
    // Takes over what lies outside the store (SIGHUP): these settings, as at the start, the system's resolvers, and the
    // names of this computer for the API's certificate. What fails is logged and stays as it was.
    void reload(const QMap<QString, QString> &settings);

    // While it runs, and does not stand by.
    [[nodiscard]] ApiDispatcher &dispatcher();
    // For people: "edge http 127.0.0.1:8080", one per listener.
    [[nodiscard]] QStringList listenerLines() const;

Q_SIGNALS:
    void stopped();
    // It has stood by, and could be whole by now; or its store has another schema by now. Where nobody else starts it
    // anew, it does so itself.
    void storeReturned();

private:
    [[nodiscard]] Result<void> standBy(const Error &why);
    void tryStore();
    void startAnew();
    [[nodiscard]] quint64 connectionsOpen() const;
    [[nodiscard]] bool hasOlder() const;
    void drain(std::chrono::milliseconds limit);
    void finishStop();
    // Asks again and again whether it is so, and goes on then, or once the time is over.
    void whenOrAfter(std::function<bool()> isSo, std::chrono::milliseconds limit, std::function<void()> goOn);

    const EngineConfig m_config;
    SystemRandom m_random;
    std::unique_ptr<RunningEngine> m_engine;
    std::unique_ptr<StandbyEngine> m_standby;
    QTimer m_storeTimer; // while it stands by
    bool m_stopping = false;
};

} // namespace unmta
