#include "service/notices/OutboxPlan.h"

#include "service/notices/NotificationService.h"
#include "store/EngineStore.h"

#include <algorithm>

namespace unmta {

using namespace std::chrono_literals;

namespace {

constexpr int mostDue = maxPageSize;

// Then it goes with whatever else waits.
bool hadToWait(const Notification &notification)
{
    return notification.delivery.hadToWait(notification.createdAt);
}

// What has failed in a mail of its own may be what the relay cannot take, and gives way to others.
bool goesFirst(const Notification &notification)
{
    const auto &delivery = notification.delivery.fields();
    return isUrgent(notification) && (delivery.attempts == 0 || delivery.messageId.isEmpty());
}

} // namespace

Result<std::optional<PlannedMail>> OutboxPlan::next()
{
    const auto due = m_store.notifications.due(m_clock.now(), mostDue);
    if (!due)
        return due.error();
    // By the people they go to, and whether they are urgent: good news has its own mails and its own share of the hour.
    using Key = std::pair<QStringList, bool>;
    QMap<Key, QList<Notification>> groups;
    QList<Key> order;
    QList<Key> later;
    QHash<QString, QStringList> known;
    for (const Notification &notification : *due) {
        const QString cluster = notification.clusterId.value_or(QString());
        if (!known.contains(cluster)) {
            const auto recipients = m_notifications.recipientsOf(notification.clusterId);
            if (!recipients)
                return recipients.error();
            known.insert(cluster, *recipients);
        }
        const QStringList &recipients = known[cluster];
        const Key key(recipients, isUrgent(notification));
        if (!groups.contains(key))
            (goesFirst(notification) ? order : later) << key;
        groups[key] << notification;
    }
    std::stable_sort(later.begin(), later.end(), [&groups](const Key &a, const Key &b) {
        return groups[a].first().delivery.fields().nextAttemptAt < groups[b].first().delivery.fields().nextAttemptAt;
    });
    order << later;
    for (const Key &key : std::as_const(order)) {
        auto mail = nextOf(groups[key], key.first);
        if (!mail || *mail)
            return mail;
    }
    return std::optional<PlannedMail>();
}

Result<std::optional<PlannedMail>> OutboxPlan::nextOf(const QList<Notification> &due, const QStringList &recipients)
{
    const Notification &first = due.first();
    if (recipients.isEmpty()) {
        // Nobody is to be told any more: it stays on the screen.
        for (Notification notification : due) {
            notification.delivery = notification.delivery.unwanted();
            if (auto done = m_store.notifications.updateDelivery(notification); !done)
                return done.error();
        }
        return std::optional<PlannedMail>();
    }
    int left = 0;
    const auto postponed = isPostponed(recipients, due, &left);
    if (!postponed)
        return postponed.error();
    if (*postponed)
        return std::optional<PlannedMail>();

    PlannedMail mail;
    mail.recipients = recipients;
    if (const QString known = first.delivery.fields().messageId; !known.isEmpty()) {
        auto all = m_store.notifications.ofMail(known);
        if (!all)
            return all.error();
        // Recipients may have been set per cluster since: what goes to others is a mail of its own.
        for (const Notification &notification : std::as_const(*all)) {
            const auto own = m_notifications.recipientsOf(notification.clusterId);
            if (own && *own == recipients)
                mail.notifications << notification;
        }
        return std::optional(mail);
    }
    for (const Notification &notification : due) {
        if (notification.delivery.fields().messageId.isEmpty())
            mail.notifications << notification;
    }
    if (mail.notifications.size() <= left &&
        std::none_of(mail.notifications.begin(), mail.notifications.end(), hadToWait))
        mail.notifications = {mail.notifications.first()};
    std::sort(mail.notifications.begin(), mail.notifications.end(),
              [](const Notification &a, const Notification &b) { return a.id < b.id; });
    return std::optional(mail);
}

Result<bool> OutboxPlan::isPostponed(const QStringList &recipients, const QList<Notification> &group, int *left)
{
    const TimePoint now = m_clock.now();
    const auto sent = m_store.notifications.sentSince(recipients, now - 1h, now, isUrgent(group.first()));
    if (!sent)
        return sent.error();
    *left = mailsPerHour - static_cast<int>(sent->mails);
    if (*left > 0)
        return false;
    // What comes until then goes with it, in one mail.
    auto transaction = store::Transaction::begin(m_store.database());
    if (!transaction)
        return transaction.error();
    for (Notification notification : group) {
        notification.delivery = notification.delivery.postponed(sent->first.value_or(now) + 1h);
        if (auto done = m_store.notifications.updateDelivery(notification); !done)
            return done.error();
    }
    if (auto done = transaction->commit(); !done)
        return done.error();
    return true;
}

} // namespace unmta
