// A small engine in memory, as far as the console can tell it from the real one: clusters, domains, records of a played
// provider, checks, activity, events, settings and the change feed.
#pragma once

#include "contract/wire/Wire.h"
#include "support/FakeClock.h"
#include "support/FakeTransport.h"

#include <QHash>
#include <QJsonObject>

#include <optional>

namespace unmta::test {

class FakeEngine final : public QObject
{
public:
    FakeEngine();

    [[nodiscard]] FakeTransport::Handler handler();

    // The world as the tests and pictures need it.
    wire::TrackingDomain &addDomain(const QString &name, bool wantsDefault = false);
    // Verified some days ago, certificate valid, with activity.
    wire::TrackingDomain &addActive(const QString &name, qint64 opensPerDay);
    wire::TrackingDomain *find(const QString &name);
    // Tells the feed that the domain was changed from elsewhere.
    void touch(const QString &name, ChangeKind kind = ChangeKind::Domain);
    // Deleted by somebody else.
    void remove(const QString &name);
    void notify(const QString &kind, const QString &domain, const QString &message);
    // The monitor is held, or runs again.
    void setMonitor(const wire::Monitor &state);
    // As if somebody else did it.
    void deleteOldestEvent();
    // One readiness check is another than before, and the feed tells of it.
    void setReadiness(const wire::ReadinessCheck &check);
    // While held, a probe is under way and does not end.
    void holdProbe(bool hold);
    void addEvent(wire::EventType type, const QString &host, const QString &recipient, const QString &url = {});
    // While held, a verification is under way and does not end.
    void holdVerification(bool hold);
    [[nodiscard]] bool hasHeldVerification() const { return bool(m_held); }
    // What a check of this domain finds, in place of what the records say.
    void setCheck(const QString &name, const wire::Check &check) { m_checks.insert(name, check); }
    [[nodiscard]] wire::Check lookUp(const wire::TrackingDomain &domain) const;
    // What the next previews answer. The content is the request's, with the tracked links' addresses exchanged.
    void setPreview(const wire::RewritePreview &preview) { m_preview = preview; }
    // While held, a preview is under way and does not end.
    void holdPreview(bool hold);

    // Asked first: an answer of the test's own, or none.
    std::function<std::optional<ApiResponse>(const ApiRequest &request)> also;

    FakeClock clock;
    QString clusterId;
    QStringList capabilities{QStringLiteral("sandbox")};
    QList<wire::Cluster> clusters;
    QList<wire::TrackingDomain> domains;
    qsizetype domainsPage = 1'000'000; // that are listed at once
    QList<wire::DnsRecord> records;
    QList<wire::Event> events;
    qsizetype eventsReadAtOnce = 1'000'000; // for one page
    QList<wire::SandboxMail> mails;
    QList<wire::SandboxAudienceInput> audiences; // that were played
    QList<wire::BulkInput> bulks;
    QStringList deletedRecipients;
    std::optional<Error> deletionRefusal;
    std::optional<Error> botTestRefusal;
    wire::BotTest botTest;
    QList<wire::Notification> notifications;
    QList<wire::Token> tokens;
    QList<wire::Webhook> webhooks;
    QList<wire::WebhookDelivery> deliveries; // of every webhook, newest first
    QString testProblem;                     // of the next test of a webhook
    QList<qint64> replayed;                  // deliveries
    wire::Settings settings;
    QHash<QString, QList<wire::Check>> history;
    QHash<QString, QList<wire::TimelineEntry>> happened; // by domain, newest first; before it come the checks
    int timelinePage = 50;
    int httpPort = 80;
    int httpsPort = 443;
    QHash<QString, qint64> opensPerDay;
    wire::Monitor monitor{QStringLiteral("running"), {}, {}, {}, {}, {}};
    wire::Readiness readiness;       // at first all is ready
    wire::Readiness probedReadiness; // what a probe finds; without checks: what there is
    int probes = 0;
    bool isReadOnly = false;                                    // nobody may change anything
    wire::Access access{{}, {QStringLiteral("admin")}, {}, {}}; // the console's own, unless isReadOnly
    int released = 0;                                           // times that the monitor was
    QHash<QString, QJsonValue> appLinks;                        // by platform, of every domain
    QStringList asked; // what was read so far, as "/clusters/a1b2c3d4/tracking-domains/a.example.com"
    wire::RewriteRules rewriteRules;
    QHash<QString, wire::Inspection> inspections; // by URL; any other is not genuine
    QList<ApiRequest> previewed;
    wire::ReadinessCheck trial; // what the next test of settings finds
    std::optional<Error> trialRefusal;
    QList<wire::SettingsTestInput> trials; // that were asked for
    std::optional<Error> settingsRefusal;  // of every change
    std::optional<Error> tokenRefusal;     // of everything
    std::optional<Error> rewritingRefusal; // of previews and changed rules

private:
    using Respond = FakeTransport::Respond;

    void handle(const ApiRequest &request, const Respond &respond);
    [[nodiscard]] QList<wire::Cluster> countedClusters() const;
    void handleCluster(const QStringList &path, const ApiRequest &request, const Respond &respond);
    void handleEvents(const QStringList &path, const ApiRequest &request, const Respond &respond);
    [[nodiscard]] ApiResponse eventsOf(const ApiRequest &request) const;
    [[nodiscard]] ApiResponse sumsOf(const ApiRequest &request) const;
    void handleBulk(const QStringList &path, const ApiRequest &request, const Respond &respond);
    void handleDomain(const QStringList &path, const ApiRequest &request, const Respond &respond);
    void add(const ApiRequest &request, const Respond &respond);
    void verify(const QString &name, const Respond &respond);
    void setDefault(wire::TrackingDomain &domain, bool isDefault);
    void changes(const ApiRequest &request, const Respond &respond);
    void handleRecords(const ApiRequest &request, const Respond &respond);
    void handleReadiness(const QStringList &path, const Respond &respond);
    void handleWebhooks(const QStringList &path, const ApiRequest &request, const Respond &respond);
    void handleTokens(const QStringList &path, const ApiRequest &request, const Respond &respond);
    void handleRewriting(const QString &what, const ApiRequest &request, const Respond &respond);
    void change(ChangeKind kind, const QString &subject, wire::ChangeAction action);
    [[nodiscard]] QList<wire::TimelineEntry> timeline(const wire::TrackingDomain &domain) const;
    [[nodiscard]] QJsonArray activity(const QString &name, const ApiRequest &request) const;
    void refreshCluster();

    QHash<QString, wire::Check> m_checks;
    QList<wire::Change> m_changes;
    std::function<void()> m_poll;
    std::function<void()> m_held;
    wire::RewritePreview m_preview;
    std::function<void()> m_heldPreview;
    bool m_hold = false;
    bool m_holdPreview = false;
    std::function<void()> m_heldProbe;
    bool m_holdProbe = false;
    qint64 m_lastId = 0;
};

[[nodiscard]] wire::Check makeCheck(const wire::TrackingDomain &domain, TimePoint at, wire::CheckOutcome outcome,
                                    const QString &code, const QString &found, const QString &message,
                                    const QString &hint);

// Twice in a row the record was gone; the second time was `ago`.
wire::TrackingDomain &downgrade(FakeEngine &engine, wire::TrackingDomain &domain, Millis ago);

} // namespace unmta::test
