#include "assembly/EngineCore.h"

#include "assembly/OwnStore.h"
#include "assembly/RunningEngine.h"
#include "assembly/nodes/StandbyEngine.h"
#include "base/Log.h"
#include "http/sockets/FileLimit.h"

#include <QMetaMethod>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr auto drainLimit = std::chrono::seconds(10);
constexpr auto storePause = std::chrono::seconds(2);
constexpr auto lastLimit = std::chrono::seconds(3); // those who came while the others went have no more time anyway

Result<std::unique_ptr<RunningEngine>> startedEngine(const EngineConfig &config, Random &random,
                                                     std::function<void()> renew)
{
    http::raiseFileLimit();
    if (auto allowed = checkListeners(config); !allowed)
        return allowed.error();
    auto store = openOwnStore(config, random);
    if (!store)
        return store.error();
    auto engine = std::make_unique<RunningEngine>(config, random, *std::move(store));
    engine->setRenewal(std::move(renew));
    if (auto started = engine->start(); !started)
        return started.error();
    return engine;
}

} // namespace

EngineCore::EngineCore(EngineConfig config)
    : m_config(withDefaultListeners(std::move(config)))
{
    m_storeTimer.setParent(this);
    connect(&m_storeTimer, &QTimer::timeout, this, &EngineCore::tryStore);
}

EngineCore::~EngineCore() = default;

Result<void> EngineCore::start()
{
    auto started = startedEngine(m_config, m_random, [this] { startAnew(); });
    if (!started && m_config.mayStandBy && started.error().code == u"store.unreachable"_s)
        return standBy(started.error());
    if (!started) {
        qCCritical(lcEngine).noquote() << "not started" << describe(started.error());
        return started.error();
    }
    m_engine = *std::move(started);
    for (const QString &line : listenerLines())
        qCInfo(lcEngine).noquote() << "listening" << line;
    return {};
}

Result<void> EngineCore::standBy(const Error &why)
{
    auto started = StandbyEngine::start(m_config, m_random);
    if (!started) {
        qCCritical(lcEngine).noquote() << "not started" << describe(why) << "and no copy serves instead"
                                       << describe(started.error());
        return why;
    }
    m_standby = *std::move(started);
    qCWarning(lcEngine).noquote() << "the edge goes on alone, by its copy of the routing data, until the store is back"
                                  << describe(why);
    for (const QString &line : listenerLines())
        qCInfo(lcEngine).noquote() << "listening" << line;
    m_storeTimer.start(storePause);
    return {};
}

void EngineCore::tryStore()
{
    if (m_stopping || !m_standby || !m_standby->tryStore())
        return;
    m_storeTimer.stop();
    qCInfo(lcEngine) << "the store is back";
    if (isSignalConnected(QMetaMethod::fromSignal(&EngineCore::storeReturned))) {
        Q_EMIT storeReturned();
        m_storeTimer.start(10 * storePause); // it could not be started anew
        return;
    }
    m_standby.reset();
    if (auto done = start(); !done)
        finishStop();
}

void EngineCore::startAnew()
{
    if (m_stopping || !m_engine)
        return;
    if (isSignalConnected(QMetaMethod::fromSignal(&EngineCore::storeReturned)))
        return Q_EMIT storeReturned();
    // Later, since it is the engine that calls.
    const auto begin = [this] {
        if (m_stopping || !m_engine)
            return;
        m_engine.reset();
        if (auto done = start(); !done)
            finishStop();
    };
    QMetaObject::invokeMethod(this, begin, Qt::QueuedConnection);
}

quint64 EngineCore::connectionsOpen() const
{
    return m_engine ? m_engine->connectionsOpen() : m_standby->connectionsOpen();
}

bool EngineCore::hasOlder() const
{
    return m_engine ? m_engine->hasOlder() : m_standby->hasOlder();
}

void EngineCore::stop()
{
    if (m_stopping || (!m_engine && !m_standby))
        return;
    m_stopping = true;
    drain(drainLimit);
}

void EngineCore::makeWay()
{
    if (m_stopping || (!m_engine && !m_standby))
        return;
    m_stopping = true;
    if (m_engine)
        m_engine->windDown();
    else
        m_standby->windDown();
    whenOrAfter([this] { return !hasOlder(); }, drainLimit, [this] { drain(lastLimit); });
}

void EngineCore::drain(std::chrono::milliseconds limit)
{
    if (m_engine)
        m_engine->beginStop();
    else
        m_standby->drain();
    whenOrAfter([this] { return connectionsOpen() == 0; }, limit, [this] { finishStop(); });
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
    m_standby.reset();
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
    for (const wire::Listener &listener : m_engine ? m_engine->listeners() : m_standby->listeners()) {
        lines << (listener.kind == u"local"_s ? u"local %1"_s.arg(listener.address)
                                              : u"%1 %2:%3"_s.arg(listener.kind, listener.address).arg(listener.port));
    }
    return lines;
}

} // namespace unmta
