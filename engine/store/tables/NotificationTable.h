#pragma once

#include "base/Page.h"
#include "base/Result.h"
#include "domain/Notification.h"

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
    explicit NotificationTable(Database &database)
        : m_database(database)
    {}

    [[nodiscard]] Result<std::int64_t> insert(const Notification &notification);
    [[nodiscard]] Result<std::optional<Notification>> byId(std::int64_t id) const;
    [[nodiscard]] Result<Page<Notification>> list(const NotificationFilter &filter, const QString &after,
                                                  int limit) const; // newest first
    [[nodiscard]] Result<Page<Notification>> ofDomain(std::int64_t domainId, const QString &after,
                                                      int limit) const;             // newest first
    [[nodiscard]] Result<std::int64_t> unreadCount(const QString &clusterId) const; // empty: all
    // Errors: store.not_found.
    [[nodiscard]] Result<void> markRead(std::int64_t id);
    [[nodiscard]] Result<void> markAllRead(const QString &clusterId); // empty: all

    // Queued ones whose time has come, in the order of their times. A time more than `longestPause` ahead was written
    // under a wall clock that has been set back since: it has come as well.
    static constexpr Millis longestPause = std::chrono::hours(2);
    [[nodiscard]] Result<QList<Notification>> due(TimePoint now, int limit) const;
    [[nodiscard]] Result<std::optional<TimePoint>> nextDue() const;
    // Those of one mail that still wait, oldest first.
    [[nodiscard]] Result<QList<Notification>> ofMail(const QString &messageId) const;
    // The mails that left for these recipients after `since` and up to `now`; a digest counts once.
    struct Sent
    {
        std::int64_t mails = 0;
        std::optional<TimePoint> first;
    };
    [[nodiscard]] Result<Sent> sentSince(const QStringList &recipients, TimePoint since, TimePoint now) const;
    // State, attempts, nextAttemptAt, sentAt, messageId, lastError, recipients and deliveredTo as given.
    // Errors: store.not_found.
    [[nodiscard]] Result<void> updateDelivery(const Notification &notification);
    // One more attempt failed for all that is due: they wait until `next`; those with `most` attempts are given up.
    [[nodiscard]] Result<void> deferDue(TimePoint now, TimePoint next, int most, const QString &error);
    // What waits after a failed attempt is due at once.
    [[nodiscard]] Result<void> hasten(TimePoint now);
    // Whether people have been told of trouble with this host's certificate, but not yet of its end.
    [[nodiscard]] Result<bool> hasCertificateTrouble(std::int64_t domainId, const QString &host) const;
    // Drops what was made before that time and is not waiting to be sent.
    [[nodiscard]] Result<void> prune(TimePoint before);

private:
    Database &m_database;
};

} // namespace unmta::store
