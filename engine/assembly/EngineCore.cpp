#include "assembly/EngineCore.h"

#include "assembly/OwnStore.h"
#include "assembly/RunningEngine.h"
#include "base/Log.h"
#include "http/sockets/FileLimit.h"

#include <QTimer>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr auto drainLimit = std::chrono::seconds(10);
constexpr auto lastLimit = std::chrono::seconds(3); // those who came while the others went have no more time anyway

Result<std::unique_ptr<RunningEngine>> startedEngine(const EngineConfig &config, Random &random)
{
    http::raiseFileLimit();
    if (auto allowed = checkListeners(config); !allowed)
        return allowed.error();
    auto store = openOwnStore(config, random);
    if (!store)
        return store.error();
    auto engine = std::make_unique<RunningEngine>(config, random, *std::move(store));
    if (auto started = engine->start(); !started)
        return started.error();
    return engine;
}

} // namespace

EngineCore::EngineCore(EngineConfig config)
    : m_config(withDefaultListeners(std::move(config)))
{}

EngineCore::~EngineCore() = default;

Result<void> EngineCore::start()
{
    auto started = startedEngine(m_config, m_random);
    if (!started) {
        qCCritical(lcEngine).noquote() << "not started" << describe(started.error());
        return started.error();
    }
    m_engine = *std::move(started);
    for (const QString &line : listenerLines())
        qCInfo(lcEngine).noquote() << "listening" << line;
    return {};
}

void EngineCore::stop()
{
    if (m_stopping || !m_engine)
        return;
    m_stopping = true;
    drain(drainLimit);
}

void EngineCore::makeWay()
{
    if (m_stopping || !m_engine)
        return;
    m_stopping = true;
    m_engine->windDown();
    whenOrAfter([this] { return !m_engine->hasOlder(); }, drainLimit, [this] { drain(lastLimit); });
}

void EngineCore::drain(std::chrono::milliseconds limit)
{
    m_engine->beginStop();
    whenOrAfter([this] { return m_engine->connectionsOpen() == 0; }, limit, [this] { finishStop(); });
}

// Answers that the edge still owes come from the recorder, the API's from this very thread: so it must not block.
void EngineCore::whenOrAfter(std::function<bool()> isSo, std::chrono::milliseconds limit, std::function<void()> goOn)
{
    auto *timer = new QTimer(this);
    const auto deadline = std::chrono::steady_clock::now() + limit;
    connect(timer, &QTimer::timeout, this, [timer, deadline, isSo = std::move(isSo), goOn = std::move(goOn)] {
        if (!isSo() && std::chrono::steady_clock::now() < deadline)
            return;
        timer->stop();
        timer->deleteLater();
        goOn();
    });
    timer->start(20);
}

void EngineCore::finishStop()
{
    m_engine.reset();
    qCInfo(lcEngine).noquote() << "stopped";
    Q_EMIT stopped();
}

void EngineCore::reload(const QMap<QString, QString> &settings)
{
    if (!m_engine)
        return;
    qCInfo(lcEngine).noquote() << "reloading";
    m_engine->reload(settings);
}

ApiDispatcher &EngineCore::dispatcher()
{
    return m_engine->dispatcher();
}

QStringList EngineCore::listenerLines() const
{
    QStringList lines;
    for (const wire::Listener &listener : m_engine->listeners()) {
        lines << (listener.kind == u"local"_s ? u"local %1"_s.arg(listener.address)
                                              : u"%1 %2:%3"_s.arg(listener.kind, listener.address).arg(listener.port));
    }
    return lines;
}

} // namespace unmta
