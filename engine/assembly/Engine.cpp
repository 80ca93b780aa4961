#include "Engine.h"

#include "EngineCore.h"
#include "api/LocalTransport.h"

namespace unmta {

Engine::Engine(EngineConfig config, QObject *parent)
    : QObject(parent)
    , m_config(std::move(config))
{
    m_thread.setObjectName(QStringLiteral("engine"));
    m_core = new EngineCore(m_config);
    m_core->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_core, &QObject::deleteLater);
    connect(m_core, &EngineCore::stopped, this, &Engine::stopped);
}

Engine::~Engine()
{
    m_transport.reset();
    if (m_thread.isRunning()) {
        m_thread.quit();
        m_thread.wait();
    } else {
        delete m_core;
    }
}

void Engine::start()
{
    m_thread.start();
    QMetaObject::invokeMethod(
        m_core,
        [this, core = m_core] {
            const Result<void> outcome = core->start();
            QMetaObject::invokeMethod(
                this,
                [this, outcome] {
                    if (!outcome) {
                        Q_EMIT failed(outcome.error());
                        return;
                    }
                    m_transport = std::make_unique<LocalTransport>(m_core->dispatcher());
                    Q_EMIT started();
                },
                Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

void Engine::stop()
{
    QMetaObject::invokeMethod(m_core, &EngineCore::stop, Qt::QueuedConnection);
}

Transport &Engine::transport()
{
    Q_ASSERT(m_transport);
    return *m_transport;
}

} // namespace unmta
