#include "service/NotificationService.h"

#include "service/ChangeFeed.h"
#include "store/EngineStore.h"

namespace unmta {

using namespace Qt::StringLiterals;

QString notificationKind(Notice notice)
{
    switch (notice) {
    case Notice::Verified:
        return u"domain.verified"_s;
    case Notice::Warning:
        return u"domain.warning"_s;
    case Notice::Recovered:
        return u"domain.recovered"_s;
    case Notice::Downgraded:
        return u"domain.downgraded"_s;
    case Notice::ClaimedElsewhere:
        return u"domain.claimed_elsewhere"_s;
    case Notice::DefaultGranted: // told with "verified"
    case Notice::DefaultLost:    // told with "downgraded"
        return {};
    }
    return {};
}

QString notificationSentence(const Notification &notification)
{
    const QString name = notification.domainName;
    const QString check = notification.args.value(u"check"_s).toString();
    const bool defaultMoved = notification.args.value(u"default"_s).toBool();
    if (notification.kind == u"domain.verified"_s) {
        return defaultMoved ? u"%1 is verified and serves this cluster's links; it is now the default."_s.arg(name)
                            : u"%1 is verified and serves links."_s.arg(name);
    }
    if (notification.kind == u"domain.warning"_s)
        return u"The record of %1 failed its check. %2 It stays active until the next failed check."_s.arg(name, check);
    if (notification.kind == u"domain.recovered"_s)
        return u"The record of %1 is correct again."_s.arg(name);
    if (notification.kind == u"domain.downgraded"_s) {
        const QString fallback = defaultMoved ? u" It was the default; new mail uses the fallback host."_s : QString();
        return u"%1 failed a second check and is pending; its links no longer work. %2%3"_s.arg(name, check, fallback);
    }
    if (notification.kind == u"domain.claimed_elsewhere"_s)
        return u"Another cluster verified %1; it is pending here."_s.arg(name);
    if (notification.kind == u"monitor.held"_s) {
        return u"The monitor is held. %1 No domain is downgraded until it is released or all is well again."_s.arg(
            notification.args.value(u"explanation"_s).toString());
    }
    if (notification.kind == u"monitor.resumed"_s)
        return u"The monitor works again."_s;
    return name;
}

Result<void> NotificationService::store(const TrackingDomain &domain, const QList<Notice> &notices, const Check &check)
{
    for (const Notice notice : notices) {
        const QString kind = notificationKind(notice);
        if (kind.isEmpty())
            continue;
        Notification notification;
        notification.kind = kind;
        notification.clusterId = domain.fields().clusterId;
        notification.domainId = domain.fields().id;
        notification.domainName = domain.fields().name;
        notification.createdAt = m_clock.now();
        notification.args = {{u"check"_s, check.message},
                             {u"code"_s, check.code},
                             {u"default"_s, notices.contains(Notice::DefaultGranted)
                                               || notices.contains(Notice::DefaultLost)}};
        if (auto inserted = m_store.notifications.insert(notification); !inserted)
            return inserted.error();
    }
    return {};
}

Result<void> NotificationService::storeForOperator(const QString &kind, const QJsonObject &args)
{
    Notification notification;
    notification.kind = kind;
    notification.createdAt = m_clock.now();
    notification.args = args;
    const auto inserted = m_store.notifications.insert(notification);
    return inserted ? Result<void>() : inserted.error();
}

void NotificationService::announceToOperator(const QString &kind)
{
    m_feed.add(u"notification"_s, {}, kind, ChangeAction::Added);
}

void NotificationService::announce(const QString &clusterId, const QList<Notice> &notices)
{
    for (const Notice notice : notices) {
        if (const QString kind = notificationKind(notice); !kind.isEmpty())
            m_feed.add(u"notification"_s, clusterId, kind, ChangeAction::Added);
    }
}

} // namespace unmta
