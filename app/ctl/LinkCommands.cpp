#include "ctl/Commands.h"
#include "ctl/Show.h"

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

struct LinkInput
{
    QString kind;
    QString url;
    QString messageId;
    QString recipient;
    QString trackingHost;
    QString linkName;
    QStringList meta; // "key=value"
    bool allowHttp = false;
    bool isForApps = false;
};

Outcome mint(Session &session, const LinkInput &input)
{
    wire::LinkInput link;
    link.kind = wire::eventTypeFromKind(input.kind).value_or(wire::EventType::Click);
    link.isForApps = input.isForApps;
    link.url = input.url;
    link.messageId = input.messageId;
    link.recipient = input.recipient;
    if (!input.trackingHost.isEmpty())
        link.trackingHost = input.trackingHost;
    link.linkName = input.linkName;
    link.allowHttp = input.allowHttp;
    for (const QString &pair : input.meta) {
        const qsizetype equals = pair.indexOf(u'=');
        if (equals <= 0)
            return usageError(u"--meta wants key=value, not “%1”."_s.arg(pair));
        link.meta.insert(pair.left(equals), pair.mid(equals + 1));
    }
    const auto path = session.inCluster();
    if (!path)
        return path.error();
    return present(session, session.call(api::mintLink, *path, link),
                   [](const wire::Link &made) { printLine(made.url); });
}

void showInspection(const wire::Inspection &found)
{
    printLine(found.message);
    if (!found.genuine)
        return;
    QList<std::pair<QString, QString>> fields{{u"Kind"_s, found.kind},
                                              {u"Cluster"_s, found.clusterId},
                                              {u"Host"_s, found.trackingHost},
                                              {u"URL"_s, shown(found.url)},
                                              {u"Message"_s, shown(found.messageId)},
                                              {u"Recipient"_s, shown(found.recipient)},
                                              {u"Link name"_s, shown(found.linkName)}};
    for (auto it = found.meta.cbegin(); it != found.meta.cend(); ++it)
        fields.append({u"Meta "_s + it.key(), *it});
    printFields(fields);
}

Outcome inspect(Session &session, const LinkInput &input)
{
    bool genuine = false;
    const auto answer = session.call(api::inspectLink, {}, {input.url});
    if (answer.body)
        genuine = answer.body->value(u"data"_s).toObject().value(u"genuine"_s).toBool();
    const Outcome outcome = present(session, answer, showInspection);
    return outcome && !genuine ? Outcome(Exit::Refused) : outcome;
}

} // namespace

void addLinkCommands(Command root)
{
    const auto input = std::make_shared<LinkInput>();
    const Command group = root.group("link", "Tracked links");
    group.command("inspect", "Say what a tracked URL stands for, without recording anything")
        .argument("URL", &input->url, "The whole address")
        .does([input](Session &session) { return inspect(session, *input); });
    group.command("mint", "Make a tracked link")
        .choice("--kind", &input->kind, {u"open"_s, u"click"_s}, "A pixel or a link", true)
        .option("--url", &input->url, "Where a click leads")
        .option("--message-id", &input->messageId, "The message it is for")
        .option("--recipient", &input->recipient, "The person it is for")
        .option("--tracking-host", &input->trackingHost, "An active tracking domain (default: the one in force)")
        .flag("--app", &input->isForApps, "A link that apps may open, where the domain's app-links let them")
        .option("--link-name", &input->linkName, "A name that comes back in the event")
        .options("--meta", &input->meta, "key=value that comes back in the event; may be given more than once")
        .flag("--allow-http", &input->allowHttp, "Lead to an https URL by http while the host has no certificate")
        .does([input](Session &session) { return mint(session, *input); });
}

} // namespace unmta::ctl
