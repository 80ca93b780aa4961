#include "EngineCore.h"

#include "EngineMetrics.h"
#include "EngineParts.h"
#include "base/Log.h"

#include <QTimer>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr auto drainLimit = std::chrono::seconds(10);

} // namespace

EngineCore::EngineCore(EngineConfig config)
    : m_parts(std::make_unique<Parts>(*this, withDefaultListeners(std::move(config))))
{}

EngineCore::~EngineCore() = default;

Result<void> EngineCore::start()
{
    auto outcome = m_parts->start();
    if (!outcome) {
        qCCritical(lcEngine).noquote() << "not started" << describe(outcome.error());
        m_parts->tearDown();
        return outcome;
    }
    for (const QString &line : listenerLines())
        qCInfo(lcEngine).noquote() << "listening" << line;
    return outcome;
}

void EngineCore::stop()
{
    if (!m_parts->beginStop())
        return;
    // Answers that the edge still owes come from the recorder, the API's from this very thread: so it must not block.
    auto *timer = new QTimer(this);
    const auto deadline = std::chrono::steady_clock::now() + drainLimit;
    connect(timer, &QTimer::timeout, this, [this, timer, deadline] {
        if (m_parts->connectionsOpen() > 0 && std::chrono::steady_clock::now() < deadline)
            return;
        timer->deleteLater();
        m_parts->tearDown();
        qCInfo(lcEngine).noquote() << "stopped";
        Q_EMIT stopped();
    });
    timer->start(20);
}

void EngineCore::reload()
{
    qCInfo(lcEngine).noquote() << "reloading";
    m_parts->applyDnsSettings();
}

ApiDispatcher &EngineCore::dispatcher()
{
    return *m_parts->dispatcher;
}

QStringList EngineCore::listenerLines() const
{
    QStringList lines;
    for (const wire::Listener &listener : m_parts->listeners()) {
        lines << (listener.kind == u"local"_s ? u"local %1"_s.arg(listener.address)
                                              : u"%1 %2:%3"_s.arg(listener.kind, listener.address).arg(listener.port));
    }
    return lines;
}

} // namespace unmta
