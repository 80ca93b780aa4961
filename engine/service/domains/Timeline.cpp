#include "service/domains/Timeline.h"

#include "service/notices/MailTexts.h"
#include "service/notices/NotificationService.h"
#include "store/EngineStore.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

using Kind = TimelineEntry::Kind;

void addChecks(QList<TimelineEntry> &entries, const QList<Check> &checks)
{
    for (qsizetype i = 0; i < checks.size();) {
        const Check &newest = checks[i];
        qsizetype end = i + 1;
        while (end < checks.size() && checks[end].outcome == newest.outcome && checks[end].code == newest.code &&
               checks[end].found == newest.found && checks[end].node == newest.node)
            ++end;
        TimelineEntry entry{checks[end - 1].at,        Kind::Check, newest.code, newest.message,
                            static_cast<int>(end - i), {},          newest.node};
        if (entry.count > 1)
            entry.until = newest.at;
        entries.append(entry);
        i = end;
    }
}

// Where the record leads, as far as a check tells; none when it does not.
std::optional<QString> recordIn(const Check &check)
{
    if (check.outcome == CheckOutcome::Match)
        return check.expected;
    if (check.outcome == CheckOutcome::Changed && check.confirmed)
        return check.found;
    return std::nullopt;
}

void addRecordChanges(QList<TimelineEntry> &entries, const QList<Check> &checks, bool fromTheBeginning)
{
    // Before the first check nobody has seen a record.
    std::optional<QString> before = fromTheBeginning ? std::optional(QString()) : std::nullopt;
    for (auto check = checks.crbegin(); check != checks.crend(); ++check) {
        const auto record = recordIn(*check);
        if (!record || record == before)
            continue;
        if (before) {
            const bool gone = record->isEmpty();
            entries.append(
                {check->at,
                 Kind::Record,
                 gone ? u"record.removed"_s : u"record.changed"_s,
                 gone ? u"The record is gone; it led to %1."_s.arg(*before) : u"The record leads to %1."_s.arg(*record),
                 1,
                 {}});
        }
        before = record;
    }
}

void addMail(QList<TimelineEntry> &entries, const Notification &notification)
{
    const QString subject = mailText(notification, {}).subject;
    const auto &delivery = notification.delivery.fields();
    switch (delivery.state) {
    case DeliveryState::ScreenOnly:
        return;
    case DeliveryState::Queued:
        entries.append({notification.createdAt,
                        Kind::Mail,
                        u"mail.queued"_s,
                        u"Waits to be mailed: %1. %2"_s.arg(subject, delivery.lastError).trimmed(),
                        1,
                        {}});
        return;
    case DeliveryState::Sent:
        entries.append(
            {delivery.sentAt.value_or(notification.createdAt),
             Kind::Mail,
             u"mail.sent"_s,
             u"Mailed to %1: %2. %3"_s.arg(delivery.recipients.join(u", "_s), subject, delivery.lastError).trimmed(),
             1,
             {}});
        return;
    case DeliveryState::Failed:
        entries.append({notification.createdAt,
                        Kind::Mail,
                        u"mail.failed"_s,
                        u"Could not be mailed: %1. %2"_s.arg(subject, delivery.lastError).trimmed(),
                        1,
                        {}});
        return;
    }
}

void addNotifications(QList<TimelineEntry> &entries, const QList<Notification> &notifications)
{
    for (const Notification &notification : notifications) {
        // Certificates have a history of their own.
        if (notification.kind.startsWith("domain."_L1)) {
            entries.append(
                {notification.createdAt, Kind::Status, notification.kind, notificationSentence(notification), 1, {}});
        }
        addMail(entries, notification);
    }
}

void addAttempts(QList<TimelineEntry> &entries, const QList<CertificateAttempt> &attempts)
{
    for (qsizetype i = 0; i < attempts.size();) {
        const CertificateAttempt &newest = attempts[i];
        qsizetype end = i + 1;
        while (end < attempts.size() && newest.code == "failed"_L1 && attempts[end].code == newest.code &&
               attempts[end].message == newest.message)
            ++end;
        TimelineEntry entry{attempts[end - 1].at, Kind::Certificate,         newest.code,
                            newest.message,       static_cast<int>(end - i), {}};
        if (entry.count > 1)
            entry.until = newest.at;
        entries.append(entry);
        i = end;
    }
}

QString operatorSentence(const AuditEntry &entry)
{
    static const QHash<QString, QString> words{
        {u"domain.added"_s, u"Added by %1."_s},
        {u"domain.deleted"_s, u"Deleted by %1."_s},
        {u"domain.default_set"_s, u"Made the default by %1."_s},
        {u"domain.default_unset"_s, u"No longer the default; the flag was taken by %1."_s},
        {u"domain.app_links_set"_s, u"A file for apps was set by %1."_s},
        {u"domain.app_links_deleted"_s, u"A file for apps was taken away by %1."_s},
    };
    const auto found = words.constFind(entry.action);
    return found == words.cend() ? u"%1 by %2."_s.arg(entry.action, entry.actor) : found->arg(entry.actor);
}

// The detail is the node's name.
QString nodeSentence(const AuditEntry &entry)
{
    const QString name = entry.detail.isEmpty() ? entry.subject : entry.detail;
    if (entry.action == u"node.joined")
        return u"Node %1 is new here."_s.arg(name);
    if (entry.action == u"node.took_over") {
        const QString before = QJsonDocument::fromJson(entry.before).object().value(u"upkeep"_s).toString();
        return u"Node %1 does the upkeep from now on, in place of %2."_s.arg(name, before);
    }
    static const QHash<QString, QString> words{
        {u"node.drained"_s, u"Node %1 was taken out of service by %2."_s},
        {u"node.resumed"_s, u"Node %1 was taken into service again by %2."_s},
        {u"node.removed"_s, u"Node %1 was removed by %2."_s},
    };
    const auto found = words.constFind(entry.action);
    return found == words.cend() ? u"%1 by %2."_s.arg(entry.action, entry.actor) : found->arg(name, entry.actor);
}

struct Cursor
{
    TimePoint newest;
    qsizetype given = 0; // entries of that very moment
};

Result<std::optional<Cursor>> parsed(const QString &text)
{
    if (text.isEmpty())
        return std::optional<Cursor>();
    bool okTime = false;
    bool okCount = false;
    const qint64 time = text.section(u'-', 0, 0).toLongLong(&okTime);
    const qint64 count = text.section(u'-', 1).toLongLong(&okCount);
    if (!okTime || !okCount || time < 0 || count < 1)
        return Error(u"store.bad_cursor"_s, u"after"_s, {{u"value"_s, text}});
    return std::optional(Cursor{fromUnixMs(time), static_cast<qsizetype>(count)});
}

Page<TimelineEntry> pageOf(const QList<TimelineEntry> &all, const std::optional<Cursor> &after, int limit)
{
    qsizetype begin = 0;
    qsizetype given = 0; // entries of the moment of the page's last entry, those of earlier pages included
    if (after) {
        while (begin < all.size() && all[begin].newest() > after->newest)
            ++begin;
        while (begin < all.size() && given < after->given && all[begin].newest() == after->newest) {
            ++begin;
            ++given;
        }
    }
    Page<TimelineEntry> page;
    page.items = all.mid(begin, limit);
    if (begin + limit >= all.size() || page.items.isEmpty())
        return page;
    const TimePoint last = page.items.last().newest();
    const auto same = std::count_if(page.items.begin(), page.items.end(),
                                    [last](const TimelineEntry &entry) { return entry.newest() == last; });
    const bool goesOn = after && after->newest == last;
    page.next = u"%1-%2"_s.arg(toUnixMs(last)).arg(same + (goesOn ? given : 0));
    return page;
}

} // namespace

QList<TimelineEntry> timelineOf(const TimelineSources &sources)
{
    QList<TimelineEntry> entries;
    addNotifications(entries, sources.notifications);
    addRecordChanges(entries, sources.checks, sources.allChecks);
    addChecks(entries, sources.checks);
    addAttempts(entries, sources.attempts);
    for (const AuditEntry &entry : sources.audit)
        entries.append({entry.at, Kind::Operator, entry.action, operatorSentence(entry), 1, {}, entry.node});
    for (const AuditEntry &entry : sources.nodes)
        entries.append({entry.at, Kind::Node, entry.action, nodeSentence(entry), 1, {}});
    // What follows from something stands above it when both have the same time.
    const auto rank = [](Kind kind) {
        constexpr std::array order{Kind::Mail,  Kind::Certificate, Kind::Status, Kind::Record,
                                   Kind::Check, Kind::Operator,    Kind::Node};
        return std::find(order.begin(), order.end(), kind) - order.begin();
    };
    std::stable_sort(entries.begin(), entries.end(), [rank](const TimelineEntry &a, const TimelineEntry &b) {
        return a.newest() != b.newest() ? a.newest() > b.newest() : rank(a.kind) < rank(b.kind);
    });
    return entries;
}

Result<TimelineSources> Timeline::sourcesOf(const TrackingDomain &domain) const
{
    const auto &fields = domain.fields();
    const auto checks = m_store.checks.list(fields.id, {}, store::CheckTable::kept);
    if (!checks)
        return checks.error();
    const auto notifications = m_store.notifications.ofDomain(fields.id, {}, maxPageSize);
    if (!notifications)
        return notifications.error();
    const auto attempts = m_store.certificates.attempts(fields.name);
    if (!attempts)
        return attempts.error();
    const auto audit = m_store.audit.list({fields.clusterId, fields.name}, {}, maxPageSize);
    if (!audit)
        return audit.error();
    store::AuditFilter ofNodes;
    ofNodes.action = u"node."_s;
    ofNodes.since = fields.createdAt;
    ofNodes.isOfInstallation = true; // few, and found by an index
    const auto nodes = m_store.audit.list(ofNodes, {}, maxPageSize);
    if (!nodes)
        return nodes.error();
    TimelineSources sources{checks->items, checks->items.size() < store::CheckTable::kept, notifications->items, {}, {},
                            nodes->items};
    // An earlier domain of the same name, or the same host in another cluster, has a story of its own.
    for (const CertificateAttempt &attempt : *attempts) {
        if (attempt.at >= fields.createdAt)
            sources.attempts << attempt;
    }
    for (const AuditEntry &entry : audit->items) {
        if (entry.at >= fields.createdAt)
            sources.audit << entry;
    }
    return sources;
}

Result<Page<TimelineEntry>> Timeline::page(const TrackingDomain &domain, const QString &after, int limit) const
{
    const auto cursor = parsed(after);
    if (!cursor)
        return cursor.error();
    const auto sources = sourcesOf(domain);
    if (!sources)
        return sources.error();
    return pageOf(timelineOf(*sources), *cursor, limit);
}

} // namespace unmta
