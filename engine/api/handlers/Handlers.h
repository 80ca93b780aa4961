// The handlers of every operation, one file per resource. Each takes from ApiServices what it needs.
#pragma once

#include "api/ApiCall.h"
#include "api/ApiDispatcher.h"
#include "contract/Operations.h"

namespace unmta {

namespace store {
class EngineStore;
}
class CertificateService;
class ChangeFeed;
class ClusterService;
class DomainService;
class EventService;
class LinkService;
class MonitorService;
class OutboxService;
class SettingsService;
class SnapshotHolder;
class TokenService;
class VerificationService;

// What the handlers learn from the process around them.
class EngineFacts
{
public:
    virtual ~EngineFacts() = default;
    [[nodiscard]] virtual QString node() const = 0;
    [[nodiscard]] virtual QString dataDir() const = 0;
    [[nodiscard]] virtual QList<wire::Listener> listeners() const = 0;
    [[nodiscard]] virtual QStringList capabilities() const = 0;
    [[nodiscard]] virtual std::optional<QString> internalRoot() const = 0;
    [[nodiscard]] virtual QByteArray metrics() const = 0; // Prometheus text format
};

// The simulated DNS provider and the movable clock; only in the sandbox.
class SandboxControls
{
public:
    virtual ~SandboxControls() = default;
    [[nodiscard]] virtual QList<wire::DnsRecord> records() const = 0;
    // Errors: sandbox.own_zone, sandbox.dns_name, sandbox.dns_type, sandbox.dns_value.
    [[nodiscard]] virtual Result<void> setRecord(const wire::DnsRecord &record) = 0;
    // An empty type removes every record of the name. False: there was none.
    [[nodiscard]] virtual bool removeRecord(const QString &name, const QString &type) = 0;
    virtual void advanceClock(Millis by) = 0;
};

struct ApiServices
{
    store::EngineStore &store;
    ClusterService &clusters;
    DomainService &domains;
    VerificationService &verification;
    CertificateService &certificates;
    MonitorService &monitor;
    EventService &events;
    LinkService &links;
    SettingsService &settings;
    TokenService &tokens;
    OutboxService &outbox;
    ChangeFeed &feed;
    const SnapshotHolder &snapshots;
    const Clock &clock;
    EngineFacts &facts;
    SandboxControls *sandbox; // null outside it
};

void addServerHandlers(ApiDispatcher &dispatcher, const ApiServices &services);
void addClusterHandlers(ApiDispatcher &dispatcher, const ApiServices &services);
void addDomainHandlers(ApiDispatcher &dispatcher, const ApiServices &services);
void addEventHandlers(ApiDispatcher &dispatcher, const ApiServices &services);
void addAdminHandlers(ApiDispatcher &dispatcher, const ApiServices &services);
void addBackupHandlers(ApiDispatcher &dispatcher, const ApiServices &services);
void addMonitorHandlers(ApiDispatcher &dispatcher, const ApiServices &services);
void addNotificationHandlers(ApiDispatcher &dispatcher, const ApiServices &services);
void addTimelineHandlers(ApiDispatcher &dispatcher, const ApiServices &services);
void addRewriteHandlers(ApiDispatcher &dispatcher, const ApiServices &services);
void addChangeHandlers(ApiDispatcher &dispatcher, const ApiServices &services);
void addSandboxHandlers(ApiDispatcher &dispatcher, const ApiServices &services);

// Writes down who did what, after it was done.
void audit(const ApiServices &services, const ApiCall &call, const QString &action, const QString &subject,
           const QString &detail = {});

} // namespace unmta
