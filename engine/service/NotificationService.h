// What people are told: kept for the console's list and, where mail is set up, put into the outbox. Engine thread.
#pragma once

#include "base/Clock.h"
#include "domain/Notification.h"
#include "domain/TrackingDomain.h"

namespace unmta {

namespace store {
class EngineStore;
}
class ChangeFeed;

class NotificationService
{
public:
    NotificationService(store::EngineStore &store, ChangeFeed &feed, const Clock &clock)
        : m_store(store), m_feed(feed), m_clock(clock)
    {}

    // One notification per notice that concerns people. Called inside the transaction of the transition, so that a
    // downgrade and its notification are stored together or not at all; announce() follows the commit.
    [[nodiscard]] Result<void> store(const TrackingDomain &domain, const QList<Notice> &notices, const Check &check);
    void announce(const QString &clusterId, const QList<Notice> &notices);

    // About the installation, for its operator. Inside a transaction, or alone.
    [[nodiscard]] Result<void> storeForOperator(const QString &kind, const QJsonObject &args);
    void announceToOperator(const QString &kind);

private:
    store::EngineStore &m_store;
    ChangeFeed &m_feed;
    const Clock &m_clock;
};

// "domain.verified", "domain.warning", …; empty for notices that have no notification of their own.
[[nodiscard]] QString notificationKind(Notice notice);
// One sentence for lists.
[[nodiscard]] QString notificationSentence(const Notification &notification);

} // namespace unmta
