// How the engine's monitor is: running, or holding back what its last round found. Follows the changes, and lets what
// is held go when an operator answers for it.
#pragma once

#include "base/Error.h"
#include "contract/wire/Monitor.h"

#include <QObject>

#include <functional>

namespace unmta::ui {

class Session;

class MonitorWatch final : public QObject
{
    Q_OBJECT

public:
    explicit MonitorWatch(Session &session, QObject *parent = nullptr);

    [[nodiscard]] const wire::Monitor &monitor() const { return m_monitor; }
    [[nodiscard]] bool isHeld() const;
    // The engine's time.
    [[nodiscard]] TimePoint now() const;

    // Comes back once the engine has answered, with the error if it refused; not when `context` is gone by then.
    void release(const QObject *context, std::function<void(const std::optional<Error> &problem)> done);

Q_SIGNALS:
    // Also as time passes: "in 4 min" grows old.
    void changed();

private:
    void load();
    void take(const wire::Monitor &monitor);

    Session &m_session;
    wire::Monitor m_monitor;
};

} // namespace unmta::ui
