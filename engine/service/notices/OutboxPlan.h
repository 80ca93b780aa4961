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
    // So many mails an hour for the same people; what is above that comes in one mail. Mails with something urgent
    // leave first and count by themselves, so that no warning waits behind good news.
    static constexpr int mailsPerHour = 20;

    OutboxPlan(store::EngineStore &store, const NotificationService &notifications, const Clock &clock)
        : m_store(store)
        , m_notifications(notifications)
        , m_clock(clock)
    {}

    // None: nothing may leave now. Puts off what is above the hour's limit.
    [[nodiscard]] Result<std::optional<PlannedMail>> next();

private:
    // `due` goes to the same people and is urgent or not.
    [[nodiscard]] Result<std::optional<PlannedMail>> nextOf(const QList<Notification> &due,
                                                            const QStringList &recipients);
    [[nodiscard]] Result<bool> isPostponed(const QStringList &recipients, const QList<Notification> &group, int *left);

    store::EngineStore &m_store;
    const NotificationService &m_notifications;
    const Clock &m_clock;
};

} // namespace unmta
