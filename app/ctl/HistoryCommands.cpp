#include "ctl/Commands.h"
#include "ctl/Show.h"

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

Outcome notifications(Session &session, int limit)
{
    return presentList<wire::Notification>(
        session, session.list({u"notifications"_s}, {}, limit), Table({u"AT"_s, u"KIND"_s, u"DOMAIN"_s, u"MESSAGE"_s}),
        [](const wire::Notification &n) { return QStringList{shown(n.at), n.kind, shown(n.domain), n.message}; },
        u"There is nothing to tell."_s);
}

Outcome audit(Session &session, int limit)
{
    return presentList<wire::AuditEntry>(
        session, session.list({u"audit"_s}, {}, limit),
        Table({u"AT"_s, u"WHO"_s, u"WHAT"_s, u"SUBJECT"_s, u"DETAIL"_s}),
        [](const wire::AuditEntry &e) { return QStringList{shown(e.at), e.actor, e.action, e.subject, shown(e.detail)}; },
        u"Nobody has changed anything yet."_s);
}

} // namespace

void addHistoryCommands(Command root)
{
    const auto limit = std::make_shared<int>(50);
    root.group("notification", "What the engine had to tell")
        .command("list", "List the newest")
        .number("--limit", limit.get(), 1, 100'000, "How many")
        .does([limit](Session &session) { return notifications(session, *limit); });
    root.group("audit", "Who changed what")
        .command("list", "List the newest")
        .number("--limit", limit.get(), 1, 100'000, "How many")
        .does([limit](Session &session) { return audit(session, *limit); });
}

} // namespace unmta::ctl
