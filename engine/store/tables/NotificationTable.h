// What people were told, and what became of the mails about it (domain/Delivery.h).
#pragma once

#include "base/Page.h"
#include "base/Result.h"
#include "domain/Notification.h"

#include <QSet>

namespace unmta::store {

class Database;

// What people are told, and the outbox of the mails about it.
class NotificationTable
{
public:
    explicit NotificationTable(Database &database)
        : m_database(database)
    {}

    [[nodiscard]] Result<std::int64_t> insert(const Notification &notification);
    [[nodiscard]] Result<std::optional<Notification>> byId(std::int64_t id) const;
    // Newest first. No cluster: all, those of the installation included.
    [[nodiscard]] Result<Page<Notification>> list(const QString &clusterId, const QString &after, int limit) const;
    [[nodiscard]] Result<Page<Notification>> ofDomain(std::int64_t domainId, const QString &after,
                                                      int limit) const; // newest first

    // Queued ones whose time has come (Delivery::isDue): the urgent ones first, then in the order of their times.
    [[nodiscard]] Result<QList<Notification>> due(TimePoint now, int limit) const;
    [[nodiscard]] Result<std::optional<TimePoint>> nextDue() const;
    // How many wait to be sent: from an index that has these alone.
    [[nodiscard]] Result<std::int64_t> queued() const;
    // Those of one mail that still wait, oldest first.
    [[nodiscard]] Result<QList<Notification>> ofMail(const QString &messageId) const;
    // The mails that left for these recipients after `since` and up to `now`; a digest counts once. `urgentOnly`: those
    // with something urgent in them.
    struct Sent
    {
        std::int64_t mails = 0;
        std::optional<TimePoint> first;
    };
    [[nodiscard]] Result<Sent> sentSince(const QStringList &recipients, TimePoint since, TimePoint now,
                                         bool urgentOnly = false) const;
    // Its delivery as given. Errors: store.not_found.
    [[nodiscard]] Result<void> updateDelivery(const Notification &notification);
    // Delivery::relayFailed() for all that is due, in one statement whatever their number. Gives the clusters (empty:
    // the installation) of those that were given up.
    [[nodiscard]] Result<QSet<QString>> relayFailed(TimePoint now, TimePoint again, const QString &words);
    // Delivery::hastened() for all, likewise.
    [[nodiscard]] Result<void> hasten(TimePoint now);
    // Whether people have been told of trouble with this host's certificate, but not yet of its end.
    [[nodiscard]] Result<bool> hasCertificateTrouble(std::int64_t domainId, const QString &host) const;
    // Drops at most `limit` of those that were made before that time, the oldest first, and says how many. What waits
    // to be sent stays, and so does the last word about a certificate that is still in trouble: it says that people
    // know.
    [[nodiscard]] Result<std::int64_t> prune(TimePoint before, int limit);

private:
    Database &m_database;
};

} // namespace unmta::store
