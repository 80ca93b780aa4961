#include "ctl/Commands.h"
#include "ctl/Show.h"

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

struct NodeInput
{
    QString id;
    bool yes = false;
};

Outcome listNodes(Session &session)
{
    return presentList(
        session, session.call(api::listNodes),
        Table({u"ID"_s, u"COMPUTER"_s, u"VERSION"_s, u"STATE"_s, u"UPKEEP"_s, u"SEEN"_s, u"BEHIND"_s, u"REQUESTS/S"_s,
               u"WAITING"_s, u"CERTIFICATES"_s}),
        [](const wire::Node &node) {
            return QStringList{node.isThis ? node.id + u" *"_s : node.id,
                               node.name,
                               node.version,
                               node.state,
                               node.hasUpkeep ? u"yes"_s : QString(),
                               shown(node.seenAt),
                               u"%1 s"_s.arg(node.behindSeconds),
                               QString::number(node.requestsPerSecond),
                               QString::number(node.eventsWaiting),
                               QString::number(node.certificates)};
        },
        u"There is no node."_s);
}

Outcome drain(Session &session, const NodeInput &input)
{
    return present(session, session.call(api::drainNode, {input.id}), [](const wire::Node &node) {
        printLine(
            u"Node %1 gives its upkeep away and reports itself unhealthy. Its edge answers whoever still comes."_s.arg(
                node.id));
    });
}

Outcome resume(Session &session, const NodeInput &input)
{
    return present(session, session.call(api::resumeNode, {input.id}),
                   [](const wire::Node &node) { printLine(u"Node %1 is in service again."_s.arg(node.id)); });
}

Outcome remove(Session &session, const NodeInput &input)
{
    const auto confirmed =
        confirm(u"Events that node %1 has not carried to the store yet lie in its data directory only; "
                "keep that until they have been."_s.arg(input.id),
                u"y"_s, input.yes);
    if (!confirmed)
        return confirmed.error();
    return presentDone(session, session.call(api::removeNode, {input.id}), u"Node %1 is removed."_s.arg(input.id));
}

} // namespace

void addNodeCommands(Command root)
{
    const auto input = std::make_shared<NodeInput>();
    const Command group = root.group("node", "The engines that share a store on PostgreSQL");
    group.command("list", "List them; the one that answers has an asterisk").does(listNodes);
    group.command("drain", "Take a node out of service: another does the upkeep, and its health check fails")
        .argument("ID", &input->id, "Its id")
        .does([input](Session &session) { return drain(session, *input); });
    group.command("resume", "Take a drained node into service again")
        .argument("ID", &input->id, "Its id")
        .does([input](Session &session) { return resume(session, *input); });
    group.command("remove", "Forget a node that is gone for good")
        .argument("ID", &input->id, "Its id")
        .flag("--yes", &input->yes, "Do not ask")
        .does([input](Session &session) { return remove(session, *input); });
}

} // namespace unmta::ctl
