// Clusters and their link keys. Engine thread.
#pragma once

#include "base/Clock.h"
#include "base/Page.h"
#include "base/Random.h"
#include "base/Result.h"
#include "domain/Cluster.h"

#include <QObject>

#include <optional>

namespace unmta {

namespace store {
class EngineStore;
}
class ChangeFeed;
class SettingsService;
class SnapshotPublisher;

// What is left out stays as it is.
struct ClusterEdit
{
    std::optional<QString> name = {};
    std::optional<QStringList> notifyTo = {}; // mailboxes for mail about it; none: those of the installation
};

class ClusterService final : public QObject
{
    Q_OBJECT

public:
    struct Dependencies
    {
        store::EngineStore &store;
        SnapshotPublisher &publisher;
        ChangeFeed &feed;
        SettingsService &settings;
        const Clock &clock;
        Random &random;
    };

    // What the API says about a cluster beyond its own fields.
    struct Hosts
    {
        QString fallback;
        QString defaultDomain; // empty: none
        QString inForce;
    };

    explicit ClusterService(const Dependencies &d)
        : d(d)
    {}

    // A store without clusters gets one named "default".
    [[nodiscard]] Result<void> ensureFirst();
    // Errors: cluster.name_required, cluster.name_too_long, cluster.duplicate (field "name").
    [[nodiscard]] Result<Cluster> create(const QString &name);
    [[nodiscard]] Result<QList<Cluster>> list() const; // all
    [[nodiscard]] Result<Page<Cluster>> list(const QString &after, int limit) const;
    // Errors: request.not_found.
    [[nodiscard]] Result<Cluster> byId(const QString &id) const;
    // All of it or nothing. Errors: request.not_found, mail.bad_address (field "notify_to"), those of create().
    [[nodiscard]] Result<Cluster> change(const QString &id, const ClusterEdit &edit);
    // Its domains, keys, certificates and tokens are destroyed; its targets stay burnt. Errors: cluster.last.
    [[nodiscard]] Result<void> remove(const QString &id);
    [[nodiscard]] Hosts hostsOf(const QString &id) const;

Q_SIGNALS:
    void added(const QString &clusterId);
    void removed(const QString &clusterId);
    void hostsRemoved(const QStringList &hosts);

private:
    Dependencies d;
};

} // namespace unmta
