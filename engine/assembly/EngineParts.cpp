#include "EngineParts.h"

#include "EngineMetrics.h"
#include "api/handlers/Handlers.h"
#include "base/Log.h"
#include "contract/ErrorText.h"
#include "contract/LocalSocketTransport.h"
#include "dns/Resolvers.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

http::HttpListener listenerOf(const ListenAddress &address, bool tls)
{
    return {address.address, address.port, tls};
}

edge::EdgePolicy edgePolicyOf(const Settings &settings)
{
    edge::EdgePolicy policy;
    policy.requireHttps = settings.httpsPolicy() == HttpsPolicy::Require;
    if (auto ranges = http::IpRanges::parse(settings.list("edge.trusted_proxies")))
        policy.trustedProxies = *std::move(ranges);
    else
        qCWarning(lcEdge).noquote() << "edge.trusted_proxies is not usable; no proxy is trusted";
    switch (settings.ipPrivacy()) {
    case IpPrivacy::Full:
        policy.ip = edge::IpDetail::Full;
        break;
    case IpPrivacy::Truncated:
        policy.ip = edge::IpDetail::Truncated;
        break;
    case IpPrivacy::None:
        policy.ip = edge::IpDetail::None;
        break;
    }
    policy.keepUserAgent = settings.keepsUserAgent();
    return policy;
}

QStringList scheduleOf(const Settings &settings)
{
    return {settings.text("monitor.interval"), settings.text("monitor.auto_verify")};
}

} // namespace

Result<void> EngineCore::Parts::start()
{
    http::raiseFileLimit();
    if (auto allowed = checkListeners(m_config); !allowed)
        return allowed;
    if (auto done = openStore(); !done)
        return done;
    if (m_config.sandbox) {
        m_sandbox = std::make_unique<EngineSandbox>(m_config.dataDir, m_movableClock, [this] {
            m_monitor->lookAgain();
            m_dangling->lookAgain();
            applyIssuer(m_settings->current());
            m_certificates->lookAgain();
            m_outbox->lookAgain();
            m_pruner->lookAgain();
        });
        if (auto done = m_sandbox->start(m_settings->current().targetZone()); !done)
            return done;
    }
    if (auto done = startRecorder(); !done)
        return done;
    m_publisher = std::make_unique<SnapshotPublisher>(*m_store, m_snapshots);
    if (auto done = m_publisher->load(m_settings->current().targetZone()); !done)
        return done;
    buildServices();
    connectServices();
    if (auto done = startEdge(); !done)
        return done;
    applySettings(m_settings->current());
    applyIssuer(m_settings->current());
    if (auto done = rescheduleIfWanted(); !done) // settings that came with the start may be new
        return done;
    if (auto done = m_clusters->ensureFirst(); !done)
        return done;
    if (auto done = startApi(); !done)
        return done;
    m_certificates->start();
    m_outbox->start();
    m_pruner->start();
    m_dangling->start();
    return m_monitor->start();
}

Result<void> EngineCore::Parts::openStore()
{
    auto opened = store::EngineStore::open(m_config.dataDir, m_random);
    if (!opened)
        return opened.error();
    m_store = *std::move(opened);
    // A sandbox and a real engine never share a store: the one's certificates and time would stay for the other.
    const auto mark = m_store->mark.claim({m_config.sandbox, m_random.hex(4)});
    if (!mark)
        return mark.error();
    if (mark->sandbox != m_config.sandbox) {
        return Error(mark->sandbox ? u"store.is_sandbox"_s : u"store.not_sandbox"_s, {},
                     {{u"path"_s, m_config.dataDir}});
    }
    m_node = mark->node;
    m_feed = std::make_unique<ChangeFeed>(m_random.hex(8));
    m_settings = std::make_unique<SettingsService>(*m_store, *m_feed);
    if (auto done = m_settings->load(); !done)
        return done;
    m_schedule = scheduleOf(m_settings->current());
    QMap<QString, QString> given = m_config.settings;
    if (m_config.sandbox && !given.contains(u"certificates.issuer"_s))
        given.insert(u"certificates.issuer"_s, u"internal"_s);
    return given.isEmpty() ? Result<void>() : m_settings->update(given);
}

Result<void> EngineCore::Parts::startRecorder()
{
    RecorderConfig config;
    config.path = store::EngineStore::eventsPath(m_config.dataDir);
    config.retention = m_settings->current().retention("events.retention");
    m_recorder = std::make_unique<EventRecorder>(
        config, clock(),
        [this](const QList<ActivityIncrease> &increases) {
            QMetaObject::invokeMethod(
                m_feed.get(),
                [feed = m_feed.get(), increases] {
                    for (const ActivityIncrease &increase : increases)
                        feed->addActivity(increase.clusterId, increase.trackingHost);
                },
                Qt::QueuedConnection);
        },
        [](const RecorderStatus &status) {
            if (status.healthy)
                qCInfo(lcEdge).noquote() << "events are recorded again";
            else
                qCCritical(lcEdge).noquote()
                    << "events are not recorded" << describe(status.error) << "dropped=" << status.dropped;
        });
    m_sink = std::make_unique<RecorderSink>(*m_recorder);
    if (auto done = m_recorder->start(); !done)
        return done;
    auto events = EventService::open(config.path);
    if (!events)
        return events.error();
    m_events = *std::move(events);
    return {};
}

void EngineCore::Parts::buildServices()
{
    auto &store = *m_store;
    auto &feed = *m_feed;
    m_outbound = std::make_unique<outbound::OutboundHttp>();
    m_checker = std::make_unique<diagnosis::DomainChecker>(diagnosis::CheckerConfig(), m_random);
    m_recordChecker = std::make_unique<DnsRecordChecker>(*m_checker);
    m_canaries = std::make_unique<DnsCanaryProbe>(*m_checker, m_random);
    m_notifications = std::make_unique<NotificationService>(store, feed, *m_settings, clock(), errorSentence);
    // A worker of its own: a relay that keeps silent delays no certificate.
    m_mailWorker = std::make_unique<outbound::OutboundHttp>();
    m_mailSender = std::make_unique<mail::SmtpSender>(*m_mailWorker);
    m_outbox = std::make_unique<OutboxService>(
        OutboxService::Dependencies{store, *m_notifications, *m_settings, feed, *m_mailSender, clock(), m_random});
    m_monitorClock = std::make_unique<MonitorClock>(store, clock());
    m_clusters = std::make_unique<ClusterService>(
        ClusterService::Dependencies{store, *m_publisher, feed, *m_settings, clock(), m_random});
    Random &spread = m_config.sandbox ? static_cast<Random &>(m_evenRandom) : m_random;
    m_domains = std::make_unique<DomainService>(DomainService::Dependencies{
        store, *m_publisher, feed, *m_settings, *m_notifications, *m_monitorClock, clock(), spread});
    m_verification = std::make_unique<VerificationService>(VerificationService::Dependencies{
        *m_recordChecker, *m_domains, store, feed, *m_settings, *m_monitorClock, clock()});
    m_monitor = std::make_unique<MonitorService>(
        MonitorService::Dependencies{store, *m_verification, *m_domains, *m_canaries, *m_notifications, *m_settings,
                                     feed, *m_monitorClock, clock()},
        MonitorService::Limits());
    m_dangling = std::make_unique<DanglingWatch>(
        DanglingWatch::Dependencies{store, *m_recordChecker, *m_settings, *m_notifications, feed, clock()},
        std::chrono::seconds(1));
    m_challenges = std::make_unique<ChallengeRelay>(*m_publisher);
    m_certificates = std::make_unique<CertificateService>(
        CertificateService::Dependencies{store, *m_publisher, feed, *m_notifications, clock(), m_random});
    m_links = std::make_unique<LinkService>(m_snapshots, clock(), m_random);
    m_tokens = std::make_unique<TokenService>(store, feed, clock(), m_random);
    m_audit = std::make_unique<AuditLog>(store, clock());
    m_overview = std::make_unique<DomainOverview>(
        DomainOverview::Dependencies{store, *m_verification, *m_certificates, *m_events, clock()});
    m_timeline = std::make_unique<Timeline>(store);
    m_rewriting = std::make_unique<RewriteService>(
        RewriteService::Dependencies{store, feed, *m_clusters, *m_settings, m_snapshots, clock()});
    m_backup = std::make_unique<BackupService>(m_config.dataDir);
    m_pruner = std::make_unique<HistoryPruner>(store, *m_settings, clock());
}

void EngineCore::Parts::connectServices()
{
    auto *certificates = m_certificates.get();
    connect(m_domains.get(), &DomainService::activated, certificates, &CertificateService::wanted);
    connect(m_domains.get(), &DomainService::deactivated, certificates, &CertificateService::unwanted);
    connect(m_domains.get(), &DomainService::removed, certificates, &CertificateService::removed);
    connect(m_domains.get(), &DomainService::added, m_verification.get(), &VerificationService::learnProvider);
    connect(m_domains.get(), &DomainService::scheduleChanged, m_monitor.get(), &MonitorService::lookAgain);
    connect(m_clusters.get(), &ClusterService::hostRemoved, certificates, &CertificateService::removed);
    // The local CA needs no proof that a host leads here. A public one does: that a domain of the cluster got its
    // certificate shows that the wildcard under which the fallback host lies leads to this edge.
    connect(m_clusters.get(), &ClusterService::added, certificates, [this](const QString &clusterId) {
        if (m_settings->current().text("certificates.issuer") == u"internal"_s)
            m_certificates->wanted(m_clusters->hostsOf(clusterId).fallback);
    });
    connect(certificates, &CertificateService::issuedFor, certificates, [this](const QString &host) {
        const auto snapshot = m_snapshots.current();
        const HostEntry *entry = snapshot->host(host.toLatin1());
        if (entry && entry->domainId != 0)
            m_certificates->wanted(m_clusters->hostsOf(QString::fromLatin1(entry->clusterId)).fallback);
    });
    connect(m_settings.get(), &SettingsService::changed, m_feed.get(), [this](const Settings &settings) {
        m_publisher->targetZoneChanged(settings.targetZone());
        applySettings(settings);
        applyIssuer(settings);
        if (auto done = rescheduleIfWanted(); !done)
            qCWarning(lcMonitor).noquote() << "due times were not changed" << describe(done.error());
    });
}

void EngineCore::Parts::applySettings(const Settings &settings)
{
    if (m_sandbox)
        m_sandbox->setTargetZone(settings.targetZone());
    m_edge->setPolicy(edgePolicyOf(settings));
    m_recorder->setRetention(settings.retention("events.retention"));
    applyDnsSettings();
}

Result<void> EngineCore::Parts::rescheduleIfWanted()
{
    const QStringList wanted = scheduleOf(m_settings->current());
    if (wanted == m_schedule)
        return {};
    m_schedule = wanted;
    return m_domains->reschedule();
}

void EngineCore::Parts::applyDnsSettings()
{
    diagnosis::CheckerConfig config;
    if (m_sandbox) {
        config.resolvers = {m_sandbox->dnsServer()};
        config.authorities = {m_sandbox->dnsServer()};
    } else {
        const auto resolvers = dns::resolversFromSetting(m_settings->current().text("dns.resolvers"));
        if (!resolvers) {
            qCWarning(lcDns).noquote() << "resolvers not usable" << describe(resolvers.error());
            return;
        }
        config.resolvers = *resolvers;
    }
    m_checker->setConfig(config);
}

Result<void> EngineCore::Parts::startEdge()
{
    edge::EdgeConfig config;
    for (const ListenAddress &address : m_config.http)
        config.listeners.append(listenerOf(address, false));
    for (const ListenAddress &address : m_config.https)
        config.listeners.append(listenerOf(address, true));
    m_edge = std::make_unique<edge::EdgeServer>(config, m_snapshots, *m_sink, clock(), m_random);
    return m_edge->start();
}

Result<void> EngineCore::Parts::startApi()
{
    dispatcher = std::make_unique<ApiDispatcher>(*m_tokens, clock(), m_config.sandbox);
    addAuditHandlers(*dispatcher, *m_audit);
    addBackupHandlers(*dispatcher, *m_backup, *m_audit);
    addChangeHandlers(*dispatcher, *m_feed);
    addClusterHandlers(*dispatcher, *m_clusters, *m_audit);
    addDomainHandlers(*dispatcher, *m_clusters, *m_domains, *m_verification, *m_overview, *m_audit);
    addEventHandlers(*dispatcher, *m_clusters, *m_domains, *m_events, clock());
    addLinkHandlers(*dispatcher, *m_links);
    addMonitorHandlers(*dispatcher, *m_monitor, *m_clusters, *m_dangling, *m_audit);
    addNotificationHandlers(*dispatcher, *m_notifications, *m_outbox, *m_settings, *m_audit);
    addRewriteHandlers(*dispatcher, *m_rewriting, *m_audit);
    if (m_sandbox)
        addSandboxHandlers(*dispatcher, *m_sandbox, *m_feed, clock());
    addServerHandlers(*dispatcher, *this, *m_settings, *m_feed, clock());
    addSettingsHandlers(*dispatcher, *m_settings, *m_audit);
    addTimelineHandlers(*dispatcher, *m_domains, *m_timeline);
    addTokenHandlers(*dispatcher, *m_tokens, *m_audit);
    if (auto done = dispatcher->checkHandlers(); !done)
        return done;

    http::HttpServerConfig config;
    const bool tls = !isLoopback(m_config.api.address);
    config.listeners = {listenerOf(m_config.api, tls)};
    config.workers = 1;
    // More than any call takes: what is somewhat too large still gets the dispatcher's refusal, in words.
    config.limits.bodyBytes = 64 * 1024 * 1024;
    config.connections.total = 2000;
    if (tls) {
        if (auto done = renewApiCertificate(); !done)
            return done;
        config.tls = m_apiTls;
    }
    m_apiHandler = std::make_unique<ApiServer>(*dispatcher);
    m_api = std::make_unique<http::HttpServer>(config, *m_apiHandler, clock());
    if (auto done = m_api->start(); !done)
        return done;
    m_localSocket = std::make_unique<LocalSocketServer>(*dispatcher, clock());
    return m_localSocket->listen(localSocketName(m_config.dataDir));
}

bool EngineCore::Parts::beginStop()
{
    if (m_stopping || !m_api)
        return false;
    m_stopping = true;
    m_monitor->stop();
    m_dangling->stop();
    m_certificates->stop();
    m_outbox->stop();
    m_pruner->stop();
    m_feed->close();
    m_localSocket->drain();
    m_api->drain();
    m_edge->drain();
    return true;
}

quint64 EngineCore::Parts::connectionsOpen() const
{
    return m_api->stats().connectionsOpen + m_edge->stats().http.connectionsOpen + m_localSocket->connectionsOpen();
}

void EngineCore::Parts::tearDown()
{
    // Whoever calls goes before whom it calls.
    m_localSocket.reset();
    m_apiRenewal.reset();
    m_api.reset();
    m_apiHandler.reset();
    dispatcher.reset();
    m_edge.reset();
    if (m_recorder)
        m_recorder->stop();
    if (m_certificates)
        m_certificates->stop();
    m_backup.reset();
    m_rewriting.reset();
    m_timeline.reset();
    m_overview.reset();
    m_audit.reset();
    m_monitor.reset();
    m_dangling.reset();
    m_verification.reset();
    m_checker.reset();
    m_recordChecker.reset();
    m_canaries.reset();
    m_outbound.reset();
    m_certificates.reset();
    m_challenges.reset();
    m_pruner.reset();
    m_tokens.reset();
    m_links.reset();
    m_domains.reset();
    m_clusters.reset();
    m_monitorClock.reset();
    m_mailWorker.reset();
    m_outbox.reset();
    m_mailSender.reset();
    m_notifications.reset();
    m_publisher.reset();
    m_events.reset();
    m_sink.reset();
    m_recorder.reset();
    m_sandbox.reset();
    m_settings.reset();
    m_feed.reset();
    m_store.reset();
}

QList<wire::Listener> EngineCore::Parts::listeners() const
{
    QList<wire::Listener> result;
    for (const http::HttpListener &listener : m_edge->listeners())
        result.append({listener.tls ? u"https"_s : u"http"_s, listener.address, listener.port});
    for (const http::HttpListener &listener : m_api->listeners())
        result.append({u"api"_s, listener.address, listener.port});
    result.append({u"local"_s, localSocketName(m_config.dataDir), 0});
    return result;
}

QStringList EngineCore::Parts::capabilities() const
{
    return m_config.sandbox ? QStringList{u"sandbox"_s} : QStringList();
}

std::optional<QString> EngineCore::Parts::internalRoot() const
{
    return m_internalRoot;
}

QByteArray EngineCore::Parts::metrics() const
{
    const auto counts = m_store->domains.counts();
    return engineMetrics({m_edge->stats(), m_recorder->status(), m_checker->forged(), m_checker->queriesSent(),
                          counts ? *counts : store::DomainTable::Counts()});
}

} // namespace unmta
