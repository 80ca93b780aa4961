#include "ctl/Commands.h"
#include "ctl/Show.h"

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

struct Input
{
    QString kind;
    QString url;
    QString messageId;
    QString recipient;
    QString trackingHost;
    QString linkName;
    QStringList meta; // "key=value"
};

Outcome mint(Session &session, const Input &input)
{
    wire::LinkInput link;
    link.kind = wire::eventTypeFromKind(input.kind).value_or(wire::EventType::Click);
    link.url = input.url;
    link.messageId = input.messageId;
    link.recipient = input.recipient;
    if (!input.trackingHost.isEmpty())
        link.trackingHost = input.trackingHost;
    link.linkName = input.linkName;
    for (const QString &pair : input.meta) {
        const qsizetype equals = pair.indexOf(u'=');
        if (equals <= 0)
            return usageError(u"--meta wants key=value, not “%1”."_s.arg(pair));
        link.meta.insert(pair.left(equals), pair.mid(equals + 1));
    }
    const auto path = session.inCluster({u"links"_s});
    if (!path)
        return path.error();
    return present<wire::Link>(session, session.post(*path, wire::toJson(link)),
                               [](const wire::Link &made) { printLine(made.url); });
}

} // namespace

void addLinkCommands(Command root)
{
    const auto input = std::make_shared<Input>();
    root.group("link", "Tracked links")
        .command("mint", "Make a tracked link")
        .choice("--kind", &input->kind, {u"open"_s, u"click"_s}, "A pixel or a link", true)
        .option("--url", &input->url, "Where a click leads")
        .option("--message-id", &input->messageId, "The message it is for")
        .option("--recipient", &input->recipient, "The person it is for")
        .option("--tracking-host", &input->trackingHost, "An active tracking domain (default: the one in force)")
        .option("--link-name", &input->linkName, "A name that comes back in the event")
        .options("--meta", &input->meta, "key=value that comes back in the event; may be given more than once")
        .does([input](Session &session) { return mint(session, *input); });
}

} // namespace unmta::ctl
