#include "monitor/MonitorWatch.h"

#include "session/Session.h"

namespace unmta::ui {

MonitorWatch::MonitorWatch(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(&session, &Session::reset, this, &MonitorWatch::load);
    connect(&session, &Session::changed, this, [this](const wire::Change &change) {
        if (change.kind == ChangeKind::Monitor)
            load();
    });
}

bool MonitorWatch::isHeld() const
{
    return m_monitor.state == u"held";
}

TimePoint MonitorWatch::now() const
{
    return m_session.now();
}

void MonitorWatch::load()
{
    m_session.client().monitor(this, [this](const Result<wire::Monitor> &monitor) {
        if (monitor)
            take(*monitor);
    });
}

void MonitorWatch::take(const wire::Monitor &monitor)
{
    if (monitor == m_monitor)
        return;
    m_monitor = monitor;
    Q_EMIT changed();
}

void MonitorWatch::release(const QObject *context, std::function<void(const std::optional<Error> &problem)> done)
{
    m_session.client().releaseMonitor(context, [this, done = std::move(done)](const Result<wire::Monitor> &monitor) {
        if (monitor)
            take(*monitor);
        else
            load();
        done(monitor ? std::nullopt : std::optional(monitor.error()));
    });
}

} // namespace unmta::ui
