#include "ctl/Commands.h"
#include "ctl/Show.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

QString mailWord(const wire::Notification &notification)
{
    if (notification.state == u"sent"_s)
        return u"mailed %1"_s.arg(shown(notification.sentAt));
    if (notification.state == u"queued"_s)
        return u"waits"_s;
    return notification.state == u"failed"_s ? u"not mailed"_s : u"-"_s;
}

Outcome notifications(Session &session, int limit)
{
    return presentList(
        session, session.list(api::listNotifications, {}, {}, limit),
        Table({u"AT"_s, u"KIND"_s, u"DOMAIN"_s, u"MAIL"_s, u"MESSAGE"_s}),
        [](const wire::Notification &n) {
            const QString more = n.error.isEmpty() ? QString() : u" ["_s + n.error + u']';
            return QStringList{shown(n.at), n.kind, shown(n.domain), mailWord(n), n.message + more};
        },
        u"There is nothing to tell."_s);
}

Outcome testNotifications(Session &session)
{
    const auto answer = session.call(api::testNotifications);
    const auto presented = present(session, answer, [](const wire::MailTest &test) {
        printLine(test.message);
        printFields({{u"Relay"_s, test.relay}});
    });
    if (!presented)
        return presented.error();
    return answer.body->value(u"data"_s).toObject().value(u"sent"_s).toBool() ? Exit::Done : Exit::Refused;
}

// "edge.target_zone: a.example → b.example", or what is said of it.
QString detailOf(const wire::AuditEntry &entry)
{
    const auto text = [](const QJsonValue &value) {
        if (value.isString())
            return value.toString().isEmpty() ? u"-"_s : value.toString();
        if (value.isArray() || value.isObject())
            return QString::fromUtf8(
                QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact).sliced(1).chopped(1));
        return value.toVariant().toString();
    };
    QStringList changes;
    for (auto it = entry.after.begin(); it != entry.after.end(); ++it) {
        const QJsonValue before = entry.before.value(it.key());
        changes << (before.isUndefined() ? u"%1: %2"_s.arg(it.key(), text(it.value()))
                                         : u"%1: %2 → %3"_s.arg(it.key(), text(before), text(it.value())));
    }
    return changes.isEmpty() ? shown(entry.detail) : changes.join(u"; "_s);
}

// "192.0.2.7", "here"; with several nodes "web-2" in place of here, and "192.0.2.7 at web-2".
QString whereFrom(const wire::AuditEntry &entry)
{
    if (entry.node.isEmpty())
        return entry.peer.value_or(u"here"_s);
    return entry.peer ? u"%1 at %2"_s.arg(*entry.peer, entry.node) : entry.node;
}

struct AuditInput
{
    QString actor;
    QString action;
    QString subject;
    QString since;
    QString until;
    int limit = 50;
};

Outcome audit(Session &session, const AuditInput &input)
{
    QueryItems query{{u"actor"_s, input.actor}, {u"action"_s, input.action}, {u"subject"_s, input.subject}};
    for (const auto &[name, text] : {std::pair(u"since"_s, &input.since), std::pair(u"until"_s, &input.until)}) {
        const auto time = session.timeOf(*text);
        if (!time)
            return time.error();
        query.append({name, *time});
    }
    if (!session.options().cluster.isEmpty()) {
        const auto cluster = session.cluster();
        if (!cluster)
            return cluster.error();
        query.append({u"cluster"_s, cluster->id});
    }
    return presentList(
        session, session.list(api::listAudit, {}, query, input.limit),
        Table({u"AT"_s, u"WHO"_s, u"FROM"_s, u"WHAT"_s, u"SUBJECT"_s, u"DETAIL"_s}),
        [](const wire::AuditEntry &e) {
            return QStringList{shown(e.at), e.actor, whereFrom(e), e.action, e.subject, detailOf(e)};
        },
        u"Nobody has changed anything yet."_s);
}

} // namespace

Outcome domainTimeline(Session &session, const QString &name, int limit)
{
    const auto path = session.inCluster({name});
    if (!path)
        return path.error();
    return presentList(
        session, session.list(api::getTimeline, *path, {}, limit),
        Table({u"AT"_s, u"UNTIL"_s, u"TIMES"_s, u"KIND"_s, u"CODE"_s, u"MESSAGE"_s}),
        [](const wire::TimelineEntry &e) {
            return QStringList{
                shown(e.at), shown(e.until), QString::number(e.count),
                e.kind,      e.code,         e.node.isEmpty() ? e.message : u"%1 (%2)"_s.arg(e.message, e.node)};
        },
        u"Nothing has happened yet."_s);
}

void addHistoryCommands(Command root)
{
    const auto limit = std::make_shared<int>(50);
    const Command notification = root.group("notification", "What the engine had to tell");
    notification.command("list", "List the newest, and what became of their mails")
        .number("--limit", limit.get(), 1, 100'000, "How many")
        .does([limit](Session &session) { return notifications(session, *limit); });
    notification.command("test", "Send a test mail now; exit status 1 when the relay does not take it")
        .does(testNotifications);
    const auto audited = std::make_shared<AuditInput>();
    root.group("audit", "Who changed what")
        .command("list", "List the newest")
        .option("--actor", &audited->actor, "Only what this one did: token:NAME, console, local, engine")
        .option("--action", &audited->action, "Only this, such as domain.deleted; \"domain.\": all that begin so")
        .option("--subject", &audited->subject, "Only what was done to this")
        .option("--since", &audited->since, "Only from this time on: RFC 3339, or how long ago, such as 24h")
        .option("--until", &audited->until, "Only before this time")
        .number("--limit", &audited->limit, 1, 100'000, "How many")
        .does([audited](Session &session) { return audit(session, *audited); });
}

} // namespace unmta::ctl
