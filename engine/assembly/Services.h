// The services that decide, and how they hear of each other: one owner, over ports that stand for the world outside.
// The engine gives it the real ones, tests give it theirs. Engine thread.
#pragma once

#include "assembly/ports/ChallengeRelay.h"
#include "base/Clock.h"
#include "base/Random.h"
#include "domain/Snapshot.h"
#include "service/access/AnswerMemory.h"
#include "service/access/AuditLog.h"
#include "service/access/TokenService.h"
#include "service/certificates/CertificateService.h"
#include "service/changes/ChangeFeed.h"
#include "service/domains/AppLinkService.h"
#include "service/domains/ClusterService.h"
#include "service/domains/DomainService.h"
#include "service/domains/MonitorClock.h"
#include "service/domains/Timeline.h"
#include "service/domains/VerificationService.h"
#include "service/monitor/DanglingWatch.h"
#include "service/monitor/MonitorService.h"
#include "service/notices/NotificationService.h"
#include "service/notices/OutboxService.h"
#include "service/rewriting/LinkService.h"
#include "service/rewriting/RewriteService.h"
#include "service/routing/SnapshotPublisher.h"
#include "service/settings/SettingsService.h"
#include "service/upkeep/HistoryPruner.h"
#include "service/webhooks/WebhookService.h"

namespace unmta {

// All references outlive the services.
struct ServicePorts
{
    store::EngineStore &store;
    const Clock &clock;
    Random &random;
    Random &spread; // of the domains' due times
    RecordChecker &checker;
    CanaryProbe &canaries;
    MailSender &mail;
    Wording wording;
    QString epoch; // of the change feed
    const DoerPermit *permit = nullptr;
    QString ctl = QStringLiteral("unmta-ctl"); // as mails tell to type it
};

// In the order in which they are built; each uses only what stands above it, and they go in the other order. They are
// connected from the beginning, but do nothing by themselves until startUpkeep().
class Services final : public QObject
{
    Q_OBJECT

public:
    explicit Services(const ServicePorts &ports);
    ~Services() override;

    // The routing snapshot, from the store and the settings in force.
    [[nodiscard]] Result<void> loadSnapshot();
    // Whoever has work that falls due begins to look for it. There is an issuer by now.
    [[nodiscard]] Result<void> startUpkeep();
    // Takes up no new work of that kind; startUpkeep() may follow.
    void stopUpkeep();
    // The same for good, and answers whoever waits for changes.
    void stop();
    // The clock was moved.
    void lookAgain();

    SnapshotHolder snapshots;
    ChangeFeed feed;
    SettingsService settings;
    SnapshotPublisher publisher;
    NotificationService notifications;
    OutboxService outbox;
    MonitorClock monitorClock;
    ClusterService clusters;
    DomainService domains;
    AppLinkService appLinks;
    VerificationService verification;
    MonitorService monitor;
    DanglingWatch dangling;
    ChallengeRelay challenges; // the issuer in `certificates` calls it from another thread
    CertificateService certificates;
    LinkService links;
    RewriteService rewriting;
    TokenService tokens;
    AnswerMemory answers;
    AuditLog audit;
    Timeline timeline;
    WebhookService webhooks;
    HistoryPruner pruner;

private:
    void connectDomains();
    void connectClusters();
    void wantFallbackOf(const QString &clusterId);
};

} // namespace unmta
