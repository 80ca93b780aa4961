// The composition root's front: starts an engine, stops it gracefully. Lives on the engine thread, which runs a Qt
// event loop. See EngineConfig.h for what it is given, Engine.h for an engine with a thread of its own, RunningEngine.h
// for what it consists of.
#pragma once

#include "EngineConfig.h"
#include "base/Random.h"
#include "base/Result.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <memory>

namespace unmta {

class ApiDispatcher;
class RunningEngine;

class EngineCore final : public QObject
{
    Q_OBJECT

public:
    explicit EngineCore(EngineConfig config);
    ~EngineCore() override; // stops at once what still runs

    // Everything runs when it returns without an error; nothing runs when it returns with one.
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

    // While it runs.
    [[nodiscard]] ApiDispatcher &dispatcher();
    // For people: "edge http 127.0.0.1:8080", one per listener.
    [[nodiscard]] QStringList listenerLines() const;

Q_SIGNALS:
    void stopped();

private:
    void drain(std::chrono::milliseconds limit);
    void finishStop();
    // Asks again and again whether it is so, and goes on then, or once the time is over.
    void whenOrAfter(std::function<bool()> isSo, std::chrono::milliseconds limit, std::function<void()> goOn);

    const EngineConfig m_config;
    SystemRandom m_random;
    std::unique_ptr<RunningEngine> m_engine;
    bool m_stopping = false;
};

} // namespace unmta
