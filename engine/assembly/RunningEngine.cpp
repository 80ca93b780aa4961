#include "assembly/RunningEngine.h"

#include "api/handlers/EventMapping.h"
#include "api/handlers/Handlers.h"
#include "assembly/EngineMetrics.h"
#include "assembly/endpoints/OwnNames.h"
#include "assembly/ports/PortHolder.h"
#include "base/Log.h"
#include "contract/ErrorText.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStorageInfo>
#include <QSysInfo>

#include <algorithm>
#include <numeric>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

// Nothing, where the store cannot be read: a figure is no reason to fail.
template <typename T>
T valueOr(const Result<T> &result)
{
    return result ? *result : T();
}

} // namespace

RunningEngine::RunningEngine(EngineConfig config, Random &random, OwnStore store)
    : m_config(std::move(config))
    , m_store(std::move(store))
    , m_nodes(m_store.store->node().isEmpty() ? nullptr : std::make_unique<NodeService>(nodePorts()))
    , m_sandbox(m_config.sandbox ? std::make_unique<EngineSandbox>(m_config.dataDir, [this] { clockMoved(); })
                                 : nullptr)
    , m_dns(random)
    , m_gated(m_outbound, m_permit)
    , m_services(servicePorts(random))
    , m_directory({*m_store.store, m_nodes ? m_store.store->place().server->takeover : Millis(0), clock(),
                   [this] { return alone(); }})
    , m_root(*m_store.store, m_config.dataDir, m_realTime)
    , m_issuer({*m_store.store, m_services.certificates, m_services.challenges, m_dns.caa, m_gated, m_root, clock(),
                m_sandbox.get()})
    , m_webhooks({m_services, clock(), random, m_store.store->place(),
                  m_store.store->place().server
                      ? m_store.store->place()
                      : store::DatabasePlace(store::EngineStore::eventsPath(m_config.dataDir)),
                  m_sandbox != nullptr, errorSentence, m_permit})
    , m_edge(m_config, {m_services.snapshots, m_services.feed, clock(), random, [this] { m_webhooks.wake(); },
                        m_store.store->place(), true,
                        m_nodes ? NodeDuties::certificateFetch(*m_nodes, *m_store.store, m_services.publisher)
                                : edge::CertificateCache::Fetch()})
    , m_settings({m_services, m_edge, m_dns, m_issuer, m_sandbox.get()})
    , m_ballast(m_config.dataDir)
    , m_guard({m_ballast, m_services.notifications, clock(), [this] { return m_edge.recorderStatus(); },
               [this](bool paused) { m_edge.pauseRecording(paused); }, [this] { m_edge.lossesTold(); },
               [this] { tryStalledStore(); }, [this] { return unfenced(); }})
    , m_objects(m_outbound, m_services.settings)
    , m_shipping({*m_store.store, m_services.feed, clock(), random, m_objects, m_edge.place(), appendEventText})
    , m_duties(m_nodes ? nodeDuties(random) : nullptr)
    , m_backup(m_config.dataDir, random, m_realTime,
               m_store.store->place().server ? m_store.store->place().name() : QString())
    , m_hold({m_store.store->database(), clock(), [this](const auto &why) { m_edge.holdEvents(why); },
              [this] { return m_edge.eventsAreStill(); }})
    , m_dataDir(m_config.dataDir)
    , m_probes({*m_store.store, m_services.settings, m_services.publisher, m_dns.checker(), m_outbound, m_mail,
                m_realTime, random})
    , m_readiness(readinessPorts(random))
    , m_trial(
          {m_services.settings, m_services.outbox, m_probes, clock(), [this] { return localSeen(); }, errorSentence})
    , m_stage({m_services.clusters, m_services.links, m_services.notifications, m_outbound,
               [this] { return m_edge.listeners(); }, ctlCommand(m_config)})
    , m_api(m_config, {m_services.tokens, m_root, clock(), m_realTime})
{}

RunningEngine::~RunningEngine() = default;

ServicePorts RunningEngine::servicePorts(Random &random)
{
    return {*m_store.store,
            clock(),
            random,
            m_sandbox ? m_sandbox->evenRandom() : random,
            m_dns.records,
            m_dns.canaries,
            m_mail,
            errorSentence,
            random.hex(8),
            &m_permit,
            ctlCommand(m_config)};
}

ReadinessService::Dependencies RunningEngine::readinessPorts(Random &random)
{
    return {.store = *m_store.store,
            .settings = m_services.settings,
            .snapshots = m_services.snapshots,
            .certificates = m_services.certificates,
            .outbox = m_services.outbox,
            .feed = m_services.feed,
            .clock = clock(),
            .random = random,
            .probes = m_probes,
            .local = [this] { return localSeen(); },
            .dataDir = [this](std::function<void(DataDirSeen)> done) { m_dataDir.ask(std::move(done)); },
            .portHolder = [](int port) { return portHolder(static_cast<quint16>(port)); },
            .hasEvent = [this] { return hasEvent(); },
            .wording = errorSentence};
}

LocalSeen RunningEngine::localSeen() const
{
    LocalSeen seen;
    seen.isSandbox = m_sandbox != nullptr;
    seen.ctl = ctlCommand(m_config);
    seen.program = QCoreApplication::applicationFilePath();
    for (const wire::Listener &listener : m_edge.listeners())
        (listener.kind == u"https"_s ? seen.httpsPorts : seen.httpPorts) << listener.port;
    seen.addresses = ownAddresses();
    seen.namedAddresses = m_services.settings.current().addresses("edge.public_addresses");
    seen.recorder = m_edge.recorderStatus();
    seen.storeTrouble = m_guard.trouble();
    return seen;
}

bool RunningEngine::hasEvent() const
{
    const auto clusters = m_services.clusters.list();
    return clusters && std::any_of(clusters->begin(), clusters->end(), [this](const Cluster &cluster) {
               const auto has = m_edge.events().hasAny(cluster.id);
               return has && *has;
           });
}

NodeService::Dependencies RunningEngine::nodePorts()
{
    return {
        *m_store.store,
        {m_store.store->node(), m_store.store->nodeName(), QStringLiteral(UNMTA_VERSION)},
        m_permit,
        m_store.store->place().server->takeover,
        [this] { return m_services.feed.isClosed() ? QByteArray("{}") : nodeFacts().toJson(); },
        [this](const QList<store::NodeChange> &changes, bool isReset) { return m_duties->takeIn(changes, isReset); },
        [this](const NodeNews &news) { m_services.audit.write(auditEntryOf(news)); }};
}

std::unique_ptr<NodeDuties> RunningEngine::nodeDuties(Random &random)
{
    return std::make_unique<NodeDuties>(NodeDuties::Dependencies{
        *m_nodes, *m_store.store, m_services, m_edge, m_shipping, m_config.dataDir, m_realTime, random,
        [this] { return beginUpkeep(); }, [this] { endUpkeep(); }, [this] { m_renew(); }});
}

NodeFacts RunningEngine::nodeFacts() const
{
    const LoadMeter::Reading reading = loadReading();
    const LoadMeter::Recent recent = m_meter.recent(LoadMeter::Instant::clock::now(), reading);
    // Counting a million hosts takes a moment.
    if (const auto now = LoadMeter::Instant::clock::now();
        !m_countedAt || now - *m_countedAt > std::chrono::minutes(1)) {
        m_countedAt = now;
        m_certificates = 0;
        m_services.snapshots.current()->hosts().forEach(
            [this](const QByteArray &, const HostEntry &entry) { m_certificates += entry.certificate ? 1 : 0; });
    }
    return {static_cast<std::int64_t>(reading.requests),
            static_cast<std::int64_t>(recent.requests) / std::max<std::int64_t>(1, recent.over.count()),
            m_edge.eventsWaiting(), m_certificates, m_nodes ? m_nodes->behind() : Millis(0)};
}

NodeShown RunningEngine::alone() const
{
    return {.id = m_store.node,
            .name = QSysInfo::machineHostName(),
            .version = QStringLiteral(UNMTA_VERSION),
            .hasUpkeep = true,
            .isThis = true,
            .startedAt = m_startedAt + (clock().now() - m_realTime.now()),
            .seenAt = clock().now(),
            .facts = nodeFacts()};
}

std::shared_ptr<void> RunningEngine::unfenced()
{
    return std::make_shared<store::Database::Unfenced>(m_store.store->database());
}

Result<void> RunningEngine::beginUpkeep()
{
    m_issuer.setWanted(true);
    m_issuer.apply(m_services.settings.current());
    if (auto done = m_webhooks.startDelivery(); !done)
        return done;
    if (auto done = m_shipping.start(); !done)
        return done;
    return m_services.startUpkeep();
}

void RunningEngine::endUpkeep()
{
    m_issuer.setWanted(false);
    m_services.stopUpkeep();
    m_webhooks.stopDelivery();
    m_shipping.stop();
}

Result<void> RunningEngine::start()
{
    const auto own = unfenced(); // what a node does while it starts is its own affair
    if (!m_nodes)
        m_permit.grantForEver();
    else if (auto done = m_nodes->start(); !done)
        return done;
    m_issuer.setWanted(isDoer());
    if (auto done = m_settings.load(m_config.settings); !done)
        return done;
    const Settings &settings = m_services.settings.current();
    if (m_sandbox) {
        if (auto done = m_sandbox->chooseZone(m_services.settings); !done)
            return done;
        if (auto done = m_sandbox->start(settings.targetZone()); !done)
            return done;
    }
    if (auto done = m_edge.startRecording(settings); !done)
        return done;
    if (auto done = m_services.loadSnapshot(); !done)
        return done;
    if (auto done = m_duties ? m_duties->start() : Result<void>(); !done)
        return done;
    if (auto done = m_edge.startServing(settings); !done)
        return done;
    if (auto done = m_settings.start(); !done)
        return done;
    if (auto done = m_services.clusters.ensureFirst(); !done)
        return done;
    if (auto done = addHandlers(); !done)
        return done;
    if (auto done = m_api.start(); !done)
        return done;
    QObject::connect(&m_guard, &StoreGuard::recovered, &m_services.certificates, &CertificateService::storeRecovered);
    QObject::connect(&m_edge.deletion(), &EventDeletion::deleted, &m_services.webhooks,
                     &WebhookService::forgetRecipient);
    m_webhooks.start();
    QObject::connect(&m_services.clusters, &ClusterService::removed, &m_shipping, &ShippingService::forget);
    m_meter.note(LoadMeter::Instant::clock::now(), loadReading());
    QObject::connect(&m_meterTimer, &QTimer::timeout, &m_meterTimer,
                     [this] { m_meter.note(LoadMeter::Instant::clock::now(), loadReading()); });
    m_meterTimer.start(LoadMeter::step);
    m_guard.start();
    m_readiness.start();
    if (auto done = isDoer() ? beginUpkeep() : m_shipping.load(); !done)
        return done;
    return m_duties ? m_duties->follow() : Result<void>();
}

Result<void> RunningEngine::addHandlers()
{
    Services &s = m_services;
    m_api.dispatcher().setFrame([this] { return unfenced(); });
    m_api.dispatcher().setRoomMaker([this] { return m_guard.makeRoom(); });
    m_overview = std::make_unique<DomainOverview>(
        DomainOverview::Dependencies{*m_store.store, s.verification, s.certificates, m_edge.events(), clock()});
    ApiDispatcher &dispatcher = m_api.dispatcher();
    dispatcher.setAnswerMemory(s.answers);
    addActivityHandlers(dispatcher, s.clusters, s.domains, m_edge.events(), m_edge.figures(), clock());
    addAppLinkHandlers(dispatcher, s.domains, s.appLinks, s.audit);
    addAuditHandlers(dispatcher, s.audit);
    addBackupHandlers(dispatcher, m_backup, s.audit);
    addBulkHandlers(dispatcher, s.clusters, s.domains, s.verification, *m_overview, s.audit);
    addChangeHandlers(dispatcher, s.feed);
    addClusterHandlers(dispatcher, s.clusters, s.audit);
    addDomainHandlers(dispatcher, s.clusters, s.domains, s.verification, *m_overview, s.audit);
    addEventHandlers(dispatcher, s.clusters, m_edge.deletion(), m_edge.bots(), m_edge.judging(), s.audit);
    addEventListHandlers(dispatcher, s.clusters, s.domains, m_edge.readers(), m_edge.summarizer());
    addTopHandlers(dispatcher, s.clusters, m_edge.figures(), m_edge.readers(), clock());
    addLinkHandlers(dispatcher, s.links, m_readiness);
    addMonitorHandlers(dispatcher, s.monitor, s.clusters, s.dangling, s.audit);
    addNodeHandlers(dispatcher, m_directory, s.audit);
    addNotificationHandlers(dispatcher, s.notifications, s.outbox, s.settings, s.audit);
    addReadinessHandlers(dispatcher, m_readiness, m_trial, s.audit);
    addRewriteHandlers(dispatcher, s.rewriting, m_readiness, s.audit);
    if (m_sandbox)
        addSandboxHandlers(dispatcher, *m_sandbox, m_stage, s.feed, clock());
    addServerHandlers(dispatcher, *this, s.settings, s.feed, clock());
    addSettingsHandlers(dispatcher, s.settings, s.audit);
    addShippingHandlers(dispatcher, s.clusters, m_shipping, s.audit);
    addStoreHandlers(dispatcher, m_hold, m_store.store->place().server ? QString() : m_config.dataDir);
    addTimelineHandlers(dispatcher, s.domains, s.timeline);
    addTokenHandlers(dispatcher, s.tokens, s.audit);
    addWebhookHandlers(dispatcher, s.webhooks, s.audit);
    return dispatcher.checkHandlers();
}

// Without anybody who writes, nobody would notice that the disk goes on.
void RunningEngine::tryStalledStore()
{
    store::Database &database = m_store.store->database();
    if (!database.stall())
        return;
    const auto own = unfenced();
    if (const auto tried = database.tryToWrite(); !tried)
        qCDebug(lcStore).noquote() << "the store cannot be written yet" << describe(tried.error());
}

void RunningEngine::beginStop()
{
    if (m_nodes)
        m_nodes->refrain();
    m_readiness.stop();
    m_webhooks.pause();
    m_shipping.stop();
    m_services.stop();
    m_api.drain();
    m_edge.drain();
}

quint64 RunningEngine::connectionsOpen() const
{
    return m_api.connectionsOpen() + m_edge.stats().http.connectionsOpen;
}

void RunningEngine::reload(const QMap<QString, QString> &settings)
{
    const auto own = unfenced();
    if (auto done = settings.isEmpty() ? Result<void>() : m_services.settings.update(settings); !done)
        qCWarning(lcEngine).noquote() << "the settings stay as they are" << describe(done.error());
    m_settings.applyDns();
    m_api.renewCertificate();
}

void RunningEngine::clockMoved()
{
    m_issuer.apply(m_services.settings.current());
    m_services.lookAgain();
    m_webhooks.wake();
    m_shipping.lookAgain();
}

QList<wire::Listener> RunningEngine::listeners() const
{
    return m_edge.listeners() + m_api.listeners();
}

std::optional<QString> RunningEngine::internalRoot() const
{
    return m_root.pem(m_nodes && m_services.settings.current().text("certificates.issuer") == u"internal"_s);
}

QStringList RunningEngine::capabilities() const
{
    QStringList capabilities;
    if (m_sandbox)
        capabilities << u"sandbox"_s;
    if (m_nodes)
        capabilities << u"nodes"_s;
    return capabilities;
}

// Links need nothing that could be missing here, least of all the store.
QStringList RunningEngine::edgeTroubles() const
{
    if (m_nodes && m_nodes->isDraining())
        return {u"This node is being drained: nobody should be led to it. unmta-ctl node resume ends that."_s};
    return {};
}

QStringList RunningEngine::troubles() const
{
    QStringList troubles;
    const RecorderStatus events = m_edge.recorderStatus();
    if (!events.healthy)
        troubles << u"Opens and clicks are not recorded. %1"_s.arg(errorSentence(events.error));
    troubles += edgeTroubles();
    constexpr Millis longWrite(2'000); // a disk that hangs says nothing, so that nothing has failed yet
    if (events.writingFor > longWrite) {
        troubles << u"Opens and clicks have been waiting for the disk for %1 s. They are recorded once it goes on; see "
                    "whether it answers."_s.arg(events.writingFor.count() / 1000);
    }
    if (const auto &why = m_store.store->database().stall())
        troubles << u"Nothing can be saved at present. %1"_s.arg(errorSentence(*why));
    if (const auto why = m_guard.trouble())
        troubles << u"The store cannot be written as usual. %1"_s.arg(errorSentence(*why));
    return troubles;
}

LoadMeter::Reading RunningEngine::loadReading() const
{
    const edge::EdgeStats edge = m_edge.stats();
    return {std::accumulate(edge.requests.begin(), edge.requests.end(), std::uint64_t{0}), edge.latency};
}

QList<std::pair<QByteArray, qint64>> RunningEngine::storeFiles() const
{
    QList<std::pair<QByteArray, qint64>> files;
    const QDir directory(m_config.dataDir);
    for (const char *name : {"engine.db", "engine.db-wal", "events.db", "events.db-wal"})
        files.append({name, QFileInfo(directory.filePath(QString::fromLatin1(name))).size()});
    return files;
}

wire::ServerLoad RunningEngine::load() const
{
    const auto micros = [](const std::optional<std::chrono::microseconds> &time) {
        return time ? std::optional<qint64>(time->count()) : std::nullopt;
    };
    const LoadMeter::Reading reading = loadReading();
    const LoadMeter::Recent recent = m_meter.recent(LoadMeter::Instant::clock::now(), reading);
    const RecorderStatus recorder = m_edge.recorderStatus();
    wire::ServerLoad load;
    load.startedAt = m_startedAt;
    load.requests = static_cast<qint64>(reading.requests);
    load.recentRequests = static_cast<qint64>(recent.requests);
    load.recentSeconds = recent.over.count();
    load.medianMicros = micros(recent.median);
    load.p99Micros = micros(recent.p99);
    load.connections = static_cast<qint64>(m_edge.stats().http.connectionsOpen);
    load.recording = recorder.healthy;
    load.eventsWaiting = static_cast<qint64>(recorder.queued);
    load.eventsDropped = static_cast<qint64>(recorder.dropped);
    for (const WebhookReading &webhook : m_webhooks.couriers().readings()) {
        load.webhooksWaiting += webhook.backlog;
        load.webhooksBehindSeconds =
            std::max<qint64>(load.webhooksBehindSeconds, webhook.behind / std::chrono::seconds(1));
    }
    load.mailsWaiting = valueOr(m_store.store->notifications.queued());
    for (const auto &[name, bytes] : storeFiles())
        load.storeBytes += bytes;
    load.freeBytes = QStorageInfo(m_config.dataDir).bytesAvailable();
    return load;
}

QByteArray RunningEngine::metrics() const
{
    EngineReadings readings;
    readings.now = clock().now();
    readings.startedAt = m_startedAt;
    readings.edge = m_edge.stats();
    readings.recorder = m_edge.recorderStatus();
    readings.dnsForged = m_dns.forged();
    readings.dnsQueries = m_dns.queriesSent();
    readings.dnsOutcomes = m_dns.outcomes();
    readings.domains = valueOr(m_store.store->domains.counts());
    readings.checks = m_services.domains.checkCounts();
    readings.checksRunning = m_services.verification.running();
    readings.isMonitorHeld = m_services.monitor.status().held != MonitorService::HoldReason::None;
    readings.certificates = valueOr(m_store.store->certificates.counts());
    readings.orders = m_services.certificates.orderCounts();
    readings.ordersUnderWay = m_services.certificates.underWay();
    readings.shipping = m_shipping.overview();
    readings.mailsQueued = valueOr(m_store.store->notifications.queued());
    readings.apiJobsRunning = m_api.dispatcher().jobsRunning();
    readings.webhooks = m_webhooks.couriers().readings();
    readings.webhookCallsTaken = m_webhooks.couriers().callsTaken();
    readings.webhookCallsFailed = m_webhooks.couriers().callsFailed();
    readings.files = storeFiles();
    readings.freeBytes = QStorageInfo(m_config.dataDir).bytesAvailable();
    const ApiDispatcher::Counts &api = m_api.dispatcher().counts();
    readings.apiDone = api.done;
    readings.apiRefused = api.refused;
    readings.apiFailed = api.failed;
    readings.hasUpkeep = isDoer();
    readings.eventsBehind = m_edge.eventsWaiting();
    return engineMetrics(readings);
}

} // namespace unmta
