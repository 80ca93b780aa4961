// An engine while it runs: owns every part of it. Built as a whole, without a failure; started part by part; taken down
// by its destructor, also when the start ended half-way. Internal to EngineCore; engine thread.
#pragma once

#include "api/handlers/EngineFacts.h"
#include "assembly/EngineConfig.h"
#include "assembly/EngineSandbox.h"
#include "assembly/IssuerChoice.h"
#include "assembly/LoadMeter.h"
#include "assembly/OwnStore.h"
#include "assembly/SandboxStage.h"
#include "assembly/Services.h"
#include "assembly/SettingsFollower.h"
#include "assembly/endpoints/ApiEndpoint.h"
#include "assembly/endpoints/EdgeEndpoint.h"
#include "assembly/endpoints/InternalRoot.h"
#include "assembly/endpoints/WebhookEndpoint.h"
#include "assembly/nodes/NodeDuties.h"
#include "assembly/ports/DataDirProbe.h"
#include "assembly/ports/DnsPorts.h"
#include "assembly/ports/GatedOutbound.h"
#include "assembly/ports/NetworkProbes.h"
#include "assembly/ports/SmtpMailSender.h"
#include "base/Clock.h"
#include "outbound/OutboundHttp.h"
#include "service/domains/DomainOverview.h"
#include "service/nodes/NodeDirectory.h"
#include "service/nodes/NodeService.h"
#include "service/readiness/ReadinessService.h"
#include "service/readiness/SettingsTrial.h"
#include "service/shipping/ObjectStores.h"
#include "service/shipping/ShippingService.h"
#include "service/upkeep/BackupService.h"
#include "service/upkeep/StoreGuard.h"
#include "service/upkeep/StoreHold.h"

#include <QTimer>

namespace unmta {

class RunningEngine final : public EngineFacts
{
public:
    // `random` outlives the engine.
    RunningEngine(EngineConfig config, Random &random, OwnStore store);
    ~RunningEngine() override;
    RunningEngine(const RunningEngine &) = delete;
    RunningEngine &operator=(const RunningEngine &) = delete;

    // Once. When it returns an error, the engine is to be destroyed. Errors: those of EngineCore::start().
    [[nodiscard]] Result<void> start();
    // After start(): takes no new work. What is owed is done when no connection is open any more.
    void beginStop();
    // Before start(): what to do when it had better be started anew, see NodeService::schemaMoved().
    void setRenewal(std::function<void()> renew) { m_renew = std::move(renew); }
    // Of the edge, before that, and whether somebody is still there from before.
    void windDown() { m_edge.windDown(); }
    [[nodiscard]] bool hasOlder() const { return m_edge.hasOlder(); }
    [[nodiscard]] quint64 connectionsOpen() const;
    // As EngineCore::reload().
    void reload(const QMap<QString, QString> &settings);

    [[nodiscard]] ApiDispatcher &dispatcher() { return m_api.dispatcher(); }

    [[nodiscard]] QString node() const override { return m_store.node; }
    [[nodiscard]] QList<wire::Listener> listeners() const override;
    [[nodiscard]] QStringList capabilities() const override;
    [[nodiscard]] std::optional<QString> internalRoot() const override;
    [[nodiscard]] QByteArray metrics() const override;
    [[nodiscard]] wire::ServerLoad load() const override;
    [[nodiscard]] QStringList troubles() const override;
    [[nodiscard]] QStringList edgeTroubles() const override;

private:
    [[nodiscard]] const Clock &clock() const { return m_sandbox ? m_sandbox->clock() : m_realTime; }
    [[nodiscard]] ServicePorts servicePorts(Random &random);
    [[nodiscard]] ReadinessService::Dependencies readinessPorts(Random &random);
    [[nodiscard]] LocalSeen localSeen() const;
    [[nodiscard]] bool hasEvent() const;
    [[nodiscard]] LoadMeter::Reading loadReading() const;
    [[nodiscard]] QList<std::pair<QByteArray, qint64>> storeFiles() const;
    void clockMoved();
    [[nodiscard]] NodeService::Dependencies nodePorts();
    [[nodiscard]] std::unique_ptr<NodeDuties> nodeDuties(Random &random);
    [[nodiscard]] NodeFacts nodeFacts() const;
    [[nodiscard]] NodeShown alone() const;
    [[nodiscard]] bool isDoer() const { return !m_nodes || m_nodes->isDoer(); }
    // What only one of several nodes does.
    [[nodiscard]] Result<void> beginUpkeep();
    void endUpkeep();
    // Around what does not depend on being that one.
    [[nodiscard]] std::shared_ptr<void> unfenced();
    void tryStalledStore();
    // Every operation gets its handler, or the engine does not start.
    [[nodiscard]] Result<void> addHandlers();

    // In the order in which they are built. They go in the other order, so each uses only what stands above it, and a
    // part with a thread of its own stands below whom its thread calls, or keeps its callers away from it otherwise.
    const EngineConfig m_config;
    SystemClock m_realTime;
    const TimePoint m_startedAt = m_realTime.now();
    OwnStore m_store;
    DoerPermit m_permit;
    std::function<void()> m_renew;
    std::unique_ptr<NodeService> m_nodes;     // null: the store is this engine's alone
    std::unique_ptr<EngineSandbox> m_sandbox; // null outside it
    DnsPorts m_dns;
    outbound::OutboundHttp m_outbound; // its thread calls the issuer in the services, which shuts itself when it goes
    GatedOutbound m_gated;
    SmtpMailSender m_mail;
    Services m_services;
    NodeDirectory m_directory;
    InternalRoot m_root;
    IssuerChoice m_issuer;
    WebhookEndpoint m_webhooks;
    EdgeEndpoint m_edge; // the recorder's thread calls the change feed and the webhooks
    LoadMeter m_meter;
    QTimer m_meterTimer;
    mutable std::int64_t m_certificates = 0; // that this node can show, when they were last counted
    mutable std::optional<LoadMeter::Instant> m_countedAt;
    SettingsFollower m_settings;
    store::Ballast m_ballast;
    StoreGuard m_guard;
    ObjectStores m_objects; // the outbound thread calls it, which it shuts out when it goes
    ShippingService m_shipping;
    std::unique_ptr<NodeDuties> m_duties; // of a node
    BackupService m_backup;
    StoreHold m_hold;
    DataDirProbe m_dataDir;
    NetworkProbes m_probes;
    ReadinessService m_readiness;
    SettingsTrial m_trial;
    SandboxStage m_stage;                       // has nothing to do outside the sandbox
    std::unique_ptr<DomainOverview> m_overview; // once events can be read
    ApiEndpoint m_api;
};

} // namespace unmta
