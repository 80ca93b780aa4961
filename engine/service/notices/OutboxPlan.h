// Which mail of the outbox leaves next: one notification, or a digest of many. Engine thread.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "domain/Notification.h"

#include <QList>
#include <QStringList>

#include <optional>

namespace unmta {

namespace store {
class EngineStore;
}
class NotificationService;

struct PlannedMail
{
    QList<Notification> notifications; // oldest first; those of a mail that was tried before have its Message-ID
    QStringList recipients;
};

class OutboxPlan
{
public:
    // So many mails an hour for the same people; what is above that comes in one mail. What is urgent has as many
    // again: it never waits behind good news, neither for its turn nor in a digest.
    static constexpr int mailsPerHour = 20;

    OutboxPlan(store::EngineStore &store, const NotificationService &notifications, const Clock &clock)
        : m_store(store)
        , m_notifications(notifications)
        , m_clock(clock)
    {}

    // None: nothing may leave now. Puts off what is above the hour's limit.
    [[nodiscard]] Result<std::optional<PlannedMail>> next();

private:
    // `due` goes to the same people, and is as urgent. `limit`: of mails to them in an hour.
    [[nodiscard]] Result<std::optional<PlannedMail>> nextOf(const QList<Notification> &due,
                                                            const QStringList &recipients, int limit);
    [[nodiscard]] Result<bool> isPostponed(const QStringList &recipients, const QList<Notification> &group, int limit,
                                           int *left);

    store::EngineStore &m_store;
    const NotificationService &m_notifications;
    const Clock &m_clock;
};

} // namespace unmta
