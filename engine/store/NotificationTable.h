#pragma once

#include "base/Result.h"
#include "domain/Notification.h"
#include "store/Page.h"

namespace unmta::store {

class Database;

struct NotificationFilter
{
    QString clusterId; // empty: all, those of the installation included
    bool unreadOnly = false;
};

// What people are told, and the outbox of the mails about it.
class NotificationTable
{
public:
    explicit NotificationTable(Database &database) : m_database(database) {}

    [[nodiscard]] Result<std::int64_t> insert(const Notification &notification);
    [[nodiscard]] Result<std::optional<Notification>> byId(std::int64_t id) const;
    [[nodiscard]] Result<Page<Notification>> list(const NotificationFilter &filter, const QString &after,
                                                  int limit) const; // newest first
    [[nodiscard]] Result<Page<Notification>> ofDomain(std::int64_t domainId, const QString &after,
                                                      int limit) const; // newest first
    [[nodiscard]] Result<std::int64_t> unreadCount(const QString &clusterId) const; // empty: all
    // Errors: store.not_found.
    [[nodiscard]] Result<void> markRead(std::int64_t id);
    [[nodiscard]] Result<void> markAllRead(const QString &clusterId); // empty: all

    // Queued ones whose time has come, oldest first.
    [[nodiscard]] Result<QList<Notification>> due(TimePoint now, int limit) const;
    [[nodiscard]] Result<std::optional<TimePoint>> nextDue() const;
    // Mails about this cluster (none: about the installation) that left at or after `since`; a digest counts once.
    [[nodiscard]] Result<std::int64_t> sentSince(const std::optional<QString> &clusterId, TimePoint since) const;
    // State, attempts, nextAttemptAt, sentAt, messageId and lastError as given. Errors: store.not_found.
    [[nodiscard]] Result<void> updateDelivery(const Notification &notification);
    // Drops what was made before that time and is not waiting to be sent.
    [[nodiscard]] Result<void> prune(TimePoint before);

private:
    Database &m_database;
};

} // namespace unmta::store
