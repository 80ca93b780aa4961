#include "assembly/RunningEngine.h"

#include "assembly/EngineMetrics.h"
#include "contract/ErrorText.h"

namespace unmta {

using namespace Qt::StringLiterals;

RunningEngine::RunningEngine(EngineConfig config, Random &random, OwnStore store)
    : m_config(std::move(config))
    , m_store(std::move(store))
    , m_sandbox(m_config.sandbox ? std::make_unique<EngineSandbox>(m_config.dataDir, [this] { clockMoved(); })
                                 : nullptr)
    , m_dns(random)
    , m_services(servicePorts(random))
    , m_root(*m_store.store, m_config.dataDir, m_realTime)
    , m_issuer({*m_store.store, m_services.certificates, m_services.challenges, m_outbound, m_root, clock(),
                m_sandbox.get()})
    , m_edge(m_config, {m_services.snapshots, m_services.feed, clock(), random})
    , m_settings({m_services, m_edge, m_dns, m_issuer, m_sandbox.get()})
    , m_api(m_config, {m_services.tokens, m_root, clock(), m_realTime})
{}

RunningEngine::~RunningEngine() = default;

ServicePorts RunningEngine::servicePorts(Random &random)
{
    return {*m_store.store, clock(),        random, m_sandbox ? m_sandbox->evenRandom() : random,
            m_dns.records,  m_dns.canaries, m_mail, errorSentence,
            random.hex(8)};
}

Result<void> RunningEngine::start()
{
    if (auto done = m_settings.load(m_config.settings); !done)
        return done;
    const Settings &settings = m_services.settings.current();
    if (m_sandbox) {
        if (auto done = m_sandbox->start(settings.targetZone()); !done)
            return done;
    }
    if (auto done = m_edge.startRecording(settings); !done)
        return done;
    if (auto done = m_services.loadSnapshot(); !done)
        return done;
    if (auto done = m_edge.startServing(); !done)
        return done;
    if (auto done = m_settings.start(); !done)
        return done;
    if (auto done = m_services.clusters.ensureFirst(); !done)
        return done;
    addHandlers();
    if (auto done = m_api.start(); !done)
        return done;
    return m_services.startUpkeep();
}

void RunningEngine::addHandlers()
{
    const ApiServices services{*m_store.store,
                               m_services.clusters,
                               m_services.domains,
                               m_services.verification,
                               m_services.certificates,
                               m_services.monitor,
                               m_edge.events(),
                               m_services.links,
                               m_services.settings,
                               m_services.tokens,
                               m_services.outbox,
                               m_services.feed,
                               m_services.snapshots,
                               clock(),
                               *this,
                               m_sandbox.get()};
    ApiDispatcher &dispatcher = m_api.dispatcher();
    addServerHandlers(dispatcher, services);
    addClusterHandlers(dispatcher, services);
    addDomainHandlers(dispatcher, services);
    addEventHandlers(dispatcher, services);
    addAdminHandlers(dispatcher, services);
    addBackupHandlers(dispatcher, services);
    addMonitorHandlers(dispatcher, services);
    addNotificationHandlers(dispatcher, services);
    addTimelineHandlers(dispatcher, services);
    addRewriteHandlers(dispatcher, services);
    addChangeHandlers(dispatcher, services);
    addSandboxHandlers(dispatcher, services);
}

void RunningEngine::beginStop()
{
    m_services.stop();
    m_api.drain();
    m_edge.drain();
}

quint64 RunningEngine::connectionsOpen() const
{
    return m_api.connectionsOpen() + m_edge.stats().http.connectionsOpen;
}

void RunningEngine::reload()
{
    m_settings.applyDns();
}

void RunningEngine::clockMoved()
{
    m_issuer.apply(m_services.settings.current());
    m_services.lookAgain();
}

QList<wire::Listener> RunningEngine::listeners() const
{
    return m_edge.listeners() + m_api.listeners();
}

QStringList RunningEngine::capabilities() const
{
    return m_sandbox ? QStringList{u"sandbox"_s} : QStringList();
}

QByteArray RunningEngine::metrics() const
{
    const auto counts = m_store.store->domains.counts();
    return engineMetrics({m_edge.stats(), m_edge.recorderStatus(), m_dns.forged(), m_dns.queriesSent(),
                          counts ? *counts : store::DomainTable::Counts()});
}

} // namespace unmta
