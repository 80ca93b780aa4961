#include "service/notices/NotificationService.h"

#include "base/Log.h"
#include "mail/MessageComposer.h"
#include "service/changes/ChangeFeed.h"
#include "service/settings/SettingsService.h"
#include "store/EngineStore.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

QString timeText(const std::optional<TimePoint> &time)
{
    return time ? toIso8601(*time) : QString();
}

// Everything a template may name, as texts; times in ISO 8601, empty where there is nothing to say.
QJsonObject argsOf(const DomainNews &news, const QString &clusterName)
{
    const auto &after = news.after.fields();
    const Check &check = news.check;
    const bool defaultMoved =
        news.notices.contains(Notice::DefaultGranted) || news.notices.contains(Notice::DefaultLost);
    return {{u"check"_s, check.message},
            {u"code"_s, check.code},
            {u"hint"_s, check.hint},
            {u"expected"_s, after.target},
            {u"found"_s, check.found},
            {u"checked_at"_s, toIso8601(check.at)},
            {u"last_match_at"_s, timeText(news.lastMatchAt)},
            {u"first_strike_at"_s, timeText(news.before.fields().lastStrikeAt)},
            {u"next_check_at"_s, timeText(after.nextCheckAt)},
            {u"host_in_force"_s, news.hostInForce},
            {u"cluster"_s, clusterName},
            {u"default"_s, defaultMoved}};
}

struct Sentence
{
    const char *kind;
    const char16_t *text; // %1 the name, %2 the argument
    const char *argument;
};

// Those that need no more than the name and one argument.
constexpr Sentence sentences[]{
    {"domain.warning", u"The record of %1 failed its check. %2 It stays active until the next failed check.", "check"},
    {"domain.recovered", u"The record of %1 is correct again.", ""},
    {"domain.claimed_elsewhere", u"Another cluster verified %1; it is pending here.", ""},
    {"domain.dangling", u"%1 was deleted, but its record still leads to its old target %2. Remove the record.",
     "target"},
    {"certificate.failed", u"There is trouble with the certificate of %1. %2", "problem"},
    {"certificate.expiring", u"The certificate of %1 ends on %2 and has no successor yet.", "not_after_at"},
    {"certificate.recovered", u"The certificate of %1 is in order again.", ""},
    {"monitor.resumed", u"The monitor works again.", ""},
    {"store.trouble", u"The store cannot be written as usual; opens and clicks are answered, but not recorded. %2",
     "problem"},
    {"store.recovered", u"The store can be written again. Opens and clicks lost: %2", "dropped"},
    {"webhook.off", u"A webhook was switched off; what it was to be told of waits. %2", "summary"},
    {"test", u"A test mail was sent.", ""},
};

} // namespace

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
    QString name = notification.domainName;
    const QString check = notification.args.value(u"check"_s).toString();
    const bool defaultMoved = notification.args.value(u"default"_s).toBool();
    if (notification.kind == u"domain.verified"_s) {
        return defaultMoved ? u"%1 is verified and serves this cluster's links; it is now the default."_s.arg(name)
                            : u"%1 is verified and serves links."_s.arg(name);
    }
    if (notification.kind == u"domain.downgraded"_s) {
        const QString fallback = defaultMoved ? u" It was the default; new mail uses the fallback host."_s : QString();
        return u"%1 failed a second check and is pending; its links no longer work. %2%3"_s.arg(name, check, fallback);
    }
    if (notification.kind == u"monitor.held"_s) {
        return u"The monitor is held. %1 No domain is downgraded until it is released or all is well again."_s.arg(
            notification.args.value(u"explanation"_s).toString());
    }
    for (const Sentence &sentence : sentences) {
        if (notification.kind != QLatin1StringView(sentence.kind))
            continue;
        const QString text = QString::fromUtf16(sentence.text);
        const QString argument = notification.args.value(QLatin1StringView(sentence.argument)).toString();
        // Both at once, so that a name with a percent sign stays what it is.
        return text.contains("%1"_L1) && text.contains("%2"_L1) ? text.arg(name, argument).simplified()
               : text.contains("%2"_L1)                         ? QString(text).replace("%2"_L1, argument)
               : text.contains("%1"_L1)                         ? text.arg(name)
                                                                : text;
    }
    return name;
}

bool NotificationService::canMail(const Settings &settings)
{
    return !settings.text("smtp.url").isEmpty() && !settings.text("smtp.from").isEmpty();
}

Result<QStringList> NotificationService::recipientsOf(const std::optional<QString> &clusterId) const
{
    QStringList named = m_settings.current().list("notify.to");
    if (clusterId) {
        const auto cluster = m_store.clusters.byId(*clusterId);
        if (!cluster)
            return cluster.error();
        if (*cluster && !(*cluster)->notifyTo.isEmpty())
            named = (*cluster)->notifyTo;
    }
    return addressesOf(named);
}

QStringList NotificationService::addressesOf(const QStringList &mailboxes)
{
    QStringList addresses;
    for (const QString &mailbox : mailboxes) {
        if (const QString address = mail::bareAddress(mailbox); !address.isEmpty())
            addresses << address;
    }
    addresses.sort();
    addresses.removeDuplicates();
    return addresses;
}

Result<void> NotificationService::insert(Notification notification)
{
    notification.createdAt = m_clock.now();
    // An incident is one mail, the one that says that the monitor is held; its end is told on the screen.
    const bool isMailed = notification.kind != u"monitor.resumed"_s;
    if (isMailed && canMail(m_settings.current())) {
        const auto recipients = recipientsOf(notification.clusterId);
        if (!recipients)
            return recipients.error();
        if (!recipients->isEmpty())
            notification.delivery = Delivery::queued(notification.createdAt);
    }
    if (const auto inserted = m_store.notifications.insert(notification); !inserted)
        return inserted.error();
    return tellWebhooks(notification);
}

Result<void> NotificationService::tellWebhooks(const Notification &notification)
{
    const auto type = webhookTypeFrom(notification.kind);
    if (!type)
        return {};
    QJsonObject data = notification.args;
    data.insert(u"sentence"_s, notificationSentence(notification));
    return m_store.webhookNotices.insert(
        {0, *type, notification.clusterId, notification.domainName, notification.createdAt, data});
}

Result<void> NotificationService::store(const DomainNews &news)
{
    const auto &fields = news.after.fields();
    const auto cluster = m_store.clusters.byId(fields.clusterId);
    if (!cluster)
        return cluster.error();
    for (const Notice notice : news.notices) {
        Notification notification;
        notification.kind = notificationKind(notice);
        if (notification.kind.isEmpty())
            continue;
        notification.clusterId = fields.clusterId;
        notification.domainId = fields.id;
        notification.domainName = fields.name;
        notification.args = argsOf(news, *cluster ? (*cluster)->name : QString());
        if (auto inserted = insert(notification); !inserted)
            return inserted;
    }
    return {};
}

void NotificationService::announce(const QString &clusterId, const QList<Notice> &notices)
{
    bool any = false;
    for (const Notice notice : notices) {
        if (const QString kind = notificationKind(notice); !kind.isEmpty()) {
            m_feed.add(ChangeKind::Notification, clusterId, kind, ChangeAction::Added);
            any = true;
        }
    }
    if (any)
        Q_EMIT announced();
}

Result<void> NotificationService::storeForOperator(const QString &kind, const QJsonObject &args)
{
    Notification notification;
    notification.kind = kind;
    notification.args = args;
    return insert(notification);
}

void NotificationService::announceToOperator(const QString &kind)
{
    m_feed.add(ChangeKind::Notification, {}, kind, ChangeAction::Added);
    Q_EMIT announced();
}

Result<Page<Notification>> NotificationService::list(const QString &clusterId, const QString &after, int limit) const
{
    return m_store.notifications.list(clusterId, after, limit);
}

Result<void> NotificationService::insertAll(const QList<HostNews> &news)
{
    auto transaction = store::Transaction::begin(m_store.database());
    if (!transaction)
        return transaction.error();
    for (const HostNews &one : news) {
        Notification notification;
        notification.kind = one.kind;
        notification.clusterId = one.clusterId;
        notification.domainId = one.domainId;
        notification.domainName = one.host;
        notification.args = one.args;
        if (const auto cluster = m_store.clusters.byId(one.clusterId); cluster && *cluster)
            notification.args.insert(u"cluster"_s, (*cluster)->name);
        if (auto inserted = insert(std::move(notification)); !inserted)
            return inserted;
    }
    return transaction->commit();
}

void NotificationService::tellOfHosts(const QList<HostNews> &news)
{
    if (news.isEmpty())
        return;
    if (auto inserted = insertAll(news); !inserted) {
        qCWarning(lcMail).noquote() << u"not told kind="_s + news.first().kind << u"host="_s + news.first().host
                                    << u"and others="_s + QString::number(news.size() - 1)
                                    << describe(inserted.error());
        return;
    }
    for (const HostNews &one : news)
        m_feed.add(ChangeKind::Notification, one.clusterId, one.kind, ChangeAction::Added);
    Q_EMIT announced();
}

} // namespace unmta
