// The parts of an engine in the order in which they are built; a part uses only what stands above it. Internal to
// EngineCore; engine thread.
#pragma once

#include "EngineCore.h"
#include "EngineSandbox.h"
#include "acme/InternalCa.h"
#include "api/ApiDispatcher.h"
#include "api/ApiServer.h"
#include "api/LocalSocketServer.h"
#include "api/handlers/EngineFacts.h"
#include "assembly/ChallengeRelay.h"
#include "assembly/DnsCanaryProbe.h"
#include "assembly/DnsRecordChecker.h"
#include "base/Random.h"
#include "diagnosis/DomainChecker.h"
#include "domain/Snapshot.h"
#include "edge/EdgeServer.h"
#include "http/server/HttpServer.h"
#include "outbound/OutboundHttp.h"
#include "service/access/AuditLog.h"
#include "service/access/TokenService.h"
#include "service/certificates/CertificateService.h"
#include "service/changes/ChangeFeed.h"
#include "service/domains/ClusterService.h"
#include "service/domains/DomainOverview.h"
#include "service/domains/DomainService.h"
#include "service/domains/MonitorClock.h"
#include "service/domains/Timeline.h"
#include "service/domains/VerificationService.h"
#include "service/events/EventRecorder.h"
#include "service/events/EventService.h"
#include "service/monitor/DanglingWatch.h"
#include "service/monitor/MonitorService.h"
#include "service/notices/NotificationService.h"
#include "service/notices/OutboxService.h"
#include "service/rewriting/LinkService.h"
#include "service/rewriting/RewriteService.h"
#include "service/routing/SnapshotPublisher.h"
#include "service/settings/SettingsService.h"
#include "service/upkeep/BackupService.h"
#include "service/upkeep/HistoryPruner.h"
#include "store/EngineStore.h"

#include <QTimer>

namespace unmta {

// Hands the edge's events to the recorder.
class RecorderSink final : public edge::EventSink
{
public:
    explicit RecorderSink(EventRecorder &recorder)
        : m_recorder(recorder)
    {}
    void record(TrackingEvent event, std::function<void(bool durable)> done) override
    {
        m_recorder.record(std::move(event), std::move(done));
    }

private:
    EventRecorder &m_recorder;
};

class EngineCore::Parts final : public EngineFacts
{
public:
    Parts(EngineCore &owner, EngineConfig config)
        : m_owner(owner)
        , m_config(std::move(config))
    {}
    ~Parts() override { tearDown(); }

    [[nodiscard]] Result<void> start();
    // False when there is nothing to stop.
    bool beginStop();
    void tearDown();
    [[nodiscard]] quint64 connectionsOpen() const;
    void applyDnsSettings();

    [[nodiscard]] QString node() const override { return m_node; }
    [[nodiscard]] QList<wire::Listener> listeners() const override;
    [[nodiscard]] QStringList capabilities() const override;
    [[nodiscard]] std::optional<QString> internalRoot() const override;
    [[nodiscard]] QByteArray metrics() const override;

    std::unique_ptr<ApiDispatcher> dispatcher;

private:
    [[nodiscard]] Result<void> openStore();
    [[nodiscard]] Result<void> startRecorder();
    void buildServices();
    [[nodiscard]] Result<void> startEdge();
    [[nodiscard]] Result<void> startApi();
    void connectServices();
    void applySettings(const Settings &settings);
    // Due times follow the settings that they are made from, and only those.
    [[nodiscard]] Result<void> rescheduleIfWanted();
    void applyIssuer(const Settings &settings);
    [[nodiscard]] QByteArray issuerConfiguration(const Settings &settings) const;
    [[nodiscard]] Result<acme::InternalCa> internalCa();
    [[nodiscard]] Result<void> renewApiCertificate();
    [[nodiscard]] Clock &clock() { return m_config.sandbox ? static_cast<Clock &>(m_movableClock) : m_systemClock; }

    EngineCore &m_owner;
    const EngineConfig m_config;
    QString m_node;
    std::optional<QString> m_internalRoot;
    QStringList m_schedule; // the settings that due times in the store were made with
    bool m_stopping = false;

    SystemClock m_systemClock;
    MovableClock m_movableClock;
    SystemRandom m_random;
    EvenRandom m_evenRandom;
    SnapshotHolder m_snapshots;
    std::unique_ptr<store::EngineStore> m_store;
    std::unique_ptr<ChangeFeed> m_feed;
    std::unique_ptr<SettingsService> m_settings;
    std::unique_ptr<EngineSandbox> m_sandbox;
    std::unique_ptr<EventRecorder> m_recorder;
    std::unique_ptr<RecorderSink> m_sink;
    std::unique_ptr<EventService> m_events;
    std::unique_ptr<SnapshotPublisher> m_publisher;
    std::unique_ptr<outbound::OutboundHttp> m_outbound;
    std::unique_ptr<diagnosis::DomainChecker> m_checker;
    std::unique_ptr<DnsRecordChecker> m_recordChecker;
    std::unique_ptr<DnsCanaryProbe> m_canaries;
    std::unique_ptr<NotificationService> m_notifications;
    std::unique_ptr<outbound::OutboundHttp> m_mailWorker;
    std::unique_ptr<mail::SmtpSender> m_mailSender;
    std::unique_ptr<OutboxService> m_outbox;
    std::unique_ptr<MonitorClock> m_monitorClock;
    std::unique_ptr<ClusterService> m_clusters;
    std::unique_ptr<DomainService> m_domains;
    std::unique_ptr<VerificationService> m_verification;
    std::unique_ptr<MonitorService> m_monitor;
    std::unique_ptr<DanglingWatch> m_dangling;
    std::unique_ptr<ChallengeRelay> m_challenges;
    std::unique_ptr<CertificateService> m_certificates;
    std::unique_ptr<LinkService> m_links;
    std::unique_ptr<TokenService> m_tokens;
    std::unique_ptr<AuditLog> m_audit;
    std::unique_ptr<DomainOverview> m_overview;
    std::unique_ptr<Timeline> m_timeline;
    std::unique_ptr<RewriteService> m_rewriting;
    std::unique_ptr<BackupService> m_backup;
    std::unique_ptr<HistoryPruner> m_pruner;
    std::unique_ptr<edge::EdgeServer> m_edge;
    std::unique_ptr<ApiServer> m_apiHandler;
    std::shared_ptr<http::SingleTlsContext> m_apiTls; // none on loopback
    std::unique_ptr<QTimer> m_apiRenewal;             // made on the engine thread
    std::unique_ptr<http::HttpServer> m_api;
    std::unique_ptr<LocalSocketServer> m_localSocket;
};

} // namespace unmta
