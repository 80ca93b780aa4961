// The composition root: builds everything, in order, and takes it down in the other order. Lives on the engine thread,
// which runs a Qt event loop. See EngineConfig.h for what it is given, Engine.h for an engine with a thread of its own.
#pragma once

#include "EngineConfig.h"
#include "base/Clock.h"

#include <QObject>

#include <memory>

namespace unmta {

class ApiDispatcher;

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
    // Reads again what lies outside the store (SIGHUP): the system's resolvers.
    void reload();

    [[nodiscard]] ApiDispatcher &dispatcher();
    // For people: "edge http 127.0.0.1:8080", one per listener.
    [[nodiscard]] QStringList listenerLines() const;

Q_SIGNALS:
    void stopped();

private:
    class Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace unmta
