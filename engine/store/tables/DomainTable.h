// Tracking domains with everything that their state machine keeps, and the queries that find what is due.
#pragma once

#include "base/Page.h"
#include "base/Result.h"
#include "domain/Certificate.h"
#include "domain/TrackingDomain.h"

#include <functional>
#include <optional>

namespace unmta::store {

class Database;

// Which domains of a cluster are asked for: all that is given must be so.
struct DomainFilter
{
    std::optional<DomainStatus> status = {};
    std::optional<bool> isDefault = {};
    QString part = {};                                // of the name, in either form, in lower case; empty: any
    std::optional<QString> provider = {};             // of the zone's DNS; empty: not known yet
    std::optional<CertificateState> certificate = {}; // as it is shown: that of a pending domain is None
};

// The schema holds two rules whatever the services do: one default per cluster, and one active domain per host.
class DomainTable
{
public:
    struct Counts
    {
        std::int64_t pending = 0;
        std::int64_t active = 0;
    };
    using Visitor = std::function<void(const TrackingDomain &)>;
    // A place in the order of due times.
    struct DuePosition
    {
        TimePoint at;
        std::int64_t id = 0;
    };

    explicit DomainTable(Database &database)
        : m_database(database)
    {}

    // Gives the new id (never used before). The target must have been claimed (TargetTable).
    // Errors: domain.duplicate (field "name"), store.constraint.
    [[nodiscard]] Result<std::int64_t> insert(const TrackingDomain &domain);
    // All fields but cluster, name, target, createdAt and provider. A domain that is the default takes the flag from
    // the one that had it. When two clusters dispute a host, write the one that becomes pending first: store.duplicate
    // otherwise. Errors: store.not_found.
    [[nodiscard]] Result<void> update(const TrackingDomain &domain);
    // What was learnt about the zone; no part of the domain's life. Errors: store.not_found.
    [[nodiscard]] Result<void> setProvider(std::int64_t id, const QString &provider);
    // Burns the target as well. Errors: store.not_found.
    [[nodiscard]] Result<void> remove(std::int64_t id, TimePoint now);

    [[nodiscard]] Result<std::optional<TrackingDomain>> byId(std::int64_t id) const;
    [[nodiscard]] Result<std::optional<TrackingDomain>> byName(const QString &clusterId, const QString &name) const;
    [[nodiscard]] Result<std::optional<TrackingDomain>> defaultOf(const QString &clusterId) const;
    // Whoever holds the host, in whatever cluster.
    [[nodiscard]] Result<std::optional<TrackingDomain>> activeByName(const QString &name) const;
    // The domain of a target that is not burnt.
    [[nodiscard]] Result<Page<TrackingDomain>> list(const QString &clusterId, const QString &after, int limit) const
    {
        return list(clusterId, {}, after, limit);
    }
    // In the order in which they were added, whatever the filter.
    [[nodiscard]] Result<Page<TrackingDomain>> list(const QString &clusterId, const DomainFilter &filter,
                                                    const QString &after, int limit) const;
    // In the order of their due times, from behind a place in it.
    [[nodiscard]] Result<QList<TrackingDomain>> due(DomainStatus status, TimePoint now, int limit,
                                                    const std::optional<DuePosition> &behind = std::nullopt) const;
    [[nodiscard]] Result<std::optional<TimePoint>> nextDue(DomainStatus status) const;
    // The wall clock was set by that much: what was to come in an hour still comes in an hour.
    [[nodiscard]] Result<void> shiftDueTimes(Millis by);
    // Due times after `latest` were written under another clock: they are spread over `span` from `now` on.
    [[nodiscard]] Result<void> bringForward(TimePoint now, TimePoint latest, Millis span);
    // Every domain, one after the other, without holding them all.
    [[nodiscard]] Result<void> forEach(const Visitor &visit) const;
    // The active ones, in no order, and no more of them than the edge must know: for building the snapshot.
    struct Served
    {
        std::int64_t id = 0;
        QString clusterId;
        QString host;
        bool isDefault = false;
    };
    [[nodiscard]] Result<void> forEachServed(const std::function<void(const Served &)> &visit) const;
    // Kept by the store itself, so that it costs the same whatever their number.
    [[nodiscard]] Result<Counts> counts() const;
    // Of at most `limit` domains behind an id: the hosts of the active ones for which no work on a certificate is due
    // at any time.
    struct HostPage
    {
        QStringList hosts;
        std::int64_t next = 0; // ask on from behind it; 0: that was the last
    };
    [[nodiscard]] Result<HostPage> withoutCertificateWork(std::int64_t behind, int limit) const;
    // How many of a status have a due time: from the index alone, which takes a moment where there are many.
    [[nodiscard]] Result<std::int64_t> watched(DomainStatus status) const;

private:
    [[nodiscard]] Result<QList<std::int64_t>> idsOfPart(const QString &clusterId, const QString &part,
                                                        std::int64_t after, qsizetype limit) const;
    [[nodiscard]] Result<QList<TrackingDomain>> rowsBehind(const QString &clusterId, const DomainFilter &filter,
                                                           std::int64_t after, int limit) const;
    [[nodiscard]] Result<QList<TrackingDomain>> rowsOf(const QList<std::int64_t> &ids, const DomainFilter &filter,
                                                       int limit) const;

    Database &m_database;
};

} // namespace unmta::store
