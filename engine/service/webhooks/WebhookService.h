// Webhooks as people set them up: for a cluster, or for the whole installation. What the couriers report is kept here,
// and people are told of a receiver that is switched off. Engine thread, but for lastEvent().
#pragma once

#include "base/ChangeKind.h"
#include "base/Clock.h"
#include "base/Page.h"
#include "base/Random.h"
#include "base/Result.h"
#include "service/webhooks/WebhookCouriers.h"
#include "store/DatabasePlace.h"

#include <QHash>
#include <QObject>

namespace unmta {

namespace store {
class EngineStore;
}
class ChangeFeed;
class NotificationService;

// What is left out stays as it is, or is as it usually is.
struct WebhookEdit
{
    std::optional<QString> url = {};
    std::optional<QStringList> types = {};
    std::optional<QStringList> hosts = {};
    std::optional<bool> peopleOnly = {};
    std::optional<bool> isBatch = {};
    std::optional<bool> isEnabled = {};
};

// What is to be sent again: a row of the log, or a stretch of time.
struct WebhookReplay
{
    std::optional<std::int64_t> delivery = {};
    std::optional<TimePoint> since = {};
    std::optional<TimePoint> until = {}; // none: now
};

class WebhookService final : public QObject
{
    Q_OBJECT

public:
    struct Dependencies
    {
        store::EngineStore &store;
        NotificationService &notifications;
        ChangeFeed &feed;
        const Clock &clock;
        Random &random;
    };
    // None: the installation.
    using Owner = std::optional<QString>;

    static constexpr qsizetype mostPerOwner = 50;
    // Both secrets sign for as long.
    static constexpr Millis overlap = std::chrono::hours(24);

    explicit WebhookService(const Dependencies &d)
        : d(d)
    {}

    // Without couriers nothing can be tested, and all else works. `events`: where they are read.
    void attach(WebhookCouriers &couriers, const store::DatabasePlace &events);
    // From here on they are delivered; after attach(), again after the couriers were stopped.
    [[nodiscard]] Result<void> start();
    // Another node delivers from here on: what is not written yet is not to be.
    void ceased() { m_unkept.clear(); }
    // Another node has changed it.
    [[nodiscard]] Result<void> changedElsewhere(std::int64_t id);
    // The couriers are about to go.
    void stop();
    // A cluster is gone, and its webhooks with it.
    void forgetRemoved();

    // The youngest event's number, read from the disk: not for the engine thread.
    [[nodiscard]] Result<std::int64_t> lastEvent() const;

    // Tells of all that happens after `lastEvent`. Errors, with the field: webhook.bad_url, webhook.types_required,
    // webhook.unknown_type, webhook.bad_host, webhook.too_many; request.not_found.
    [[nodiscard]] Result<Webhook> create(const Owner &owner, const WebhookEdit &edit, std::int64_t lastEvent);
    [[nodiscard]] Result<Page<Webhook>> list(const Owner &owner, const QString &after, int limit) const;
    [[nodiscard]] Result<Webhook> find(const Owner &owner, std::int64_t id) const;
    // Switched on, it goes on where it was, at once. Errors: those of create().
    [[nodiscard]] Result<Webhook> change(const Owner &owner, std::int64_t id, const WebhookEdit &edit);
    [[nodiscard]] Result<void> remove(const Owner &owner, std::int64_t id);
    [[nodiscard]] Result<Webhook> rotateSecret(const Owner &owner, std::int64_t id);
    // Errors: webhook.is_off, webhook.replaying, webhook.bad_replay; request.not_found.
    [[nodiscard]] Result<Webhook> replay(const Owner &owner, std::int64_t id, const WebhookReplay &what,
                                         std::int64_t lastEvent);
    // Newest first.
    [[nodiscard]] Result<Page<WebhookDelivery>> deliveries(const Owner &owner, std::int64_t id, const QString &after,
                                                           int limit) const;
    // One call that says that it is a test. `done` on the engine thread.
    void test(const Owner &owner, std::int64_t id, std::function<void(const Result<WebhookDelivery> &)> done);

    [[nodiscard]] WebhookReading reading(std::int64_t id) const;

    // From the couriers.
    void keep(const QList<WebhookReport> &reports);
    // Somebody's events were deleted: what receivers answered may name him.
    void forgetRecipient(const QString &clusterId, const QString &recipient);

private:
    struct Known // of each one, for what changes by itself
    {
        quint64 revision = 0;
        Owner owner;
        QString url;
        WebhookState state = WebhookState::On;
        bool isFailing = false;
    };

    [[nodiscard]] Result<void> apply(Webhook &webhook, const WebhookEdit &edit) const;
    [[nodiscard]] Result<void> write(const QList<WebhookReport> &reports);
    [[nodiscard]] Result<void> writeProgress(const WebhookReport &report);
    void tell(const QList<WebhookReport> &reports);
    void tellOff(std::int64_t id, const Known &webhook, const WebhookHealth &health);
    // The couriers and the readers of lists hear of it.
    void announce(const Webhook &webhook, ChangeAction action);

    Dependencies d;
    WebhookCouriers *m_couriers = nullptr;
    std::optional<store::DatabasePlace> m_events;
    QHash<std::int64_t, Known> m_known;
    QList<WebhookReport> m_unkept; // the store could not be written
};

} // namespace unmta
