// The handlers of every operation, one file per resource with its mapping between what the services know and what
// travels. Each takes the services that it needs, and translates; what is done is done in a service. All references
// outlive the dispatcher.
#pragma once

class QString;

namespace unmta {

class ApiDispatcher;
class AppLinkService;
class AuditLog;
class BackupService;
class BotJudging;
class BotTester;
class ChangeFeed;
class Clock;
class ClusterService;
class DanglingWatch;
class DomainOverview;
class DomainService;
class EngineFacts;
class EventDeletion;
class EventFigures;
class EventReaders;
class EventService;
class EventSummarizer;
class LinkService;
class MonitorService;
class NodeDirectory;
class NotificationService;
class OutboxService;
class ReadinessService;
class RewriteService;
class SandboxControls;
class SandboxPlay;
class SettingsService;
class SettingsTrial;
class ShippingService;
class StoreHold;
class Timeline;
class TokenService;
class VerificationService;
class WebhookService;

void addActivityHandlers(ApiDispatcher &dispatcher, const ClusterService &clusters, const DomainService &domains,
                         const EventService &events, const EventFigures &figures, const Clock &clock);
void addAppLinkHandlers(ApiDispatcher &dispatcher, const DomainService &domains, AppLinkService &appLinks,
                        AuditLog &audit);
void addAuditHandlers(ApiDispatcher &dispatcher, const AuditLog &audit);
void addBackupHandlers(ApiDispatcher &dispatcher, const BackupService &backup, AuditLog &audit);
void addBulkHandlers(ApiDispatcher &dispatcher, const ClusterService &clusters, DomainService &domains,
                     VerificationService &verification, const DomainOverview &overview, AuditLog &audit);
void addChangeHandlers(ApiDispatcher &dispatcher, ChangeFeed &feed);
void addClusterHandlers(ApiDispatcher &dispatcher, ClusterService &clusters, AuditLog &audit);
void addDomainHandlers(ApiDispatcher &dispatcher, const ClusterService &clusters, DomainService &domains,
                       VerificationService &verification, const DomainOverview &overview, AuditLog &audit);
void addEventHandlers(ApiDispatcher &dispatcher, const ClusterService &clusters, EventDeletion &deletion,
                      const BotTester &bots, BotJudging &judging, AuditLog &audit);
void addEventListHandlers(ApiDispatcher &dispatcher, const ClusterService &clusters, const DomainService &domains,
                          EventReaders &readers, const EventSummarizer &summarizer);
void addLinkHandlers(ApiDispatcher &dispatcher, const LinkService &links, ReadinessService &readiness);
void addMonitorHandlers(ApiDispatcher &dispatcher, MonitorService &monitor, const ClusterService &clusters,
                        const DanglingWatch &dangling, AuditLog &audit);
void addNodeHandlers(ApiDispatcher &dispatcher, NodeDirectory &nodes, AuditLog &audit);
void addNotificationHandlers(ApiDispatcher &dispatcher, const NotificationService &notifications, OutboxService &outbox,
                             const SettingsService &settings, AuditLog &audit);
void addReadinessHandlers(ApiDispatcher &dispatcher, ReadinessService &readiness, SettingsTrial &trial,
                          AuditLog &audit);
void addRewriteHandlers(ApiDispatcher &dispatcher, RewriteService &rewriting, ReadinessService &readiness,
                        AuditLog &audit);
void addSandboxHandlers(ApiDispatcher &dispatcher, SandboxControls &sandbox, SandboxPlay &play, ChangeFeed &feed,
                        const Clock &clock);
void addServerHandlers(ApiDispatcher &dispatcher, const EngineFacts &facts, const SettingsService &settings,
                       const ChangeFeed &feed, const Clock &clock);
void addSettingsHandlers(ApiDispatcher &dispatcher, SettingsService &settings, AuditLog &audit);
void addShippingHandlers(ApiDispatcher &dispatcher, const ClusterService &clusters, ShippingService &shipping,
                         AuditLog &audit);
// `dataDir`: where the store's files are; empty: it is on a server.
void addStoreHandlers(ApiDispatcher &dispatcher, StoreHold &hold, const QString &dataDir);
void addTimelineHandlers(ApiDispatcher &dispatcher, const DomainService &domains, const Timeline &timeline);
void addTopHandlers(ApiDispatcher &dispatcher, const ClusterService &clusters, const EventFigures &figures,
                    EventReaders &readers, const Clock &clock);
void addTokenHandlers(ApiDispatcher &dispatcher, TokenService &tokens, AuditLog &audit);
void addWebhookHandlers(ApiDispatcher &dispatcher, WebhookService &webhooks, AuditLog &audit);

} // namespace unmta
