#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "contract/wire/nodes/Node.h"
#include "service/nodes/NodeDirectory.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(NodeShown::State state)
{
    switch (state) {
    case NodeShown::State::Active:
        return u"active"_s;
    case NodeShown::State::Draining:
        return u"draining"_s;
    case NodeShown::State::Silent:
        return u"silent"_s;
    }
    return {};
}

wire::Node toWire(const NodeShown &node)
{
    return {node.id,
            node.name,
            node.version,
            nameOf(node.state),
            node.hasUpkeep,
            node.isThis,
            node.startedAt,
            node.seenAt,
            node.behind / std::chrono::seconds(1),
            node.facts.requests,
            node.facts.requestsPerSecond,
            node.facts.eventsWaiting,
            node.facts.certificates};
}

Result<ApiResponse> listNodes(const NodeDirectory &nodes)
{
    const auto all = nodes.list();
    if (!all)
        return all.error();
    QJsonArray array;
    for (const NodeShown &node : *all)
        array.append(wire::toJson(toWire(node)));
    return listResponse(array, {});
}

Result<ApiResponse> drainNode(NodeDirectory &nodes, AuditLog &log, const ApiCall &call, bool isDraining)
{
    const auto node = nodes.drain(call.parameter("id"), isDraining);
    if (!node)
        return node.error();
    audit(log, call, isDraining ? u"node.drained"_s : u"node.resumed"_s, node->id, node->name);
    return dataResponse(wire::toJson(toWire(*node)));
}

Result<ApiResponse> removeNode(NodeDirectory &nodes, AuditLog &log, const ApiCall &call)
{
    const auto removed = nodes.remove(call.parameter("id"));
    if (!removed)
        return removed.error();
    audit(log, call, u"node.removed"_s, removed->id, removed->name);
    return emptyResponse();
}

} // namespace

void addNodeHandlers(ApiDispatcher &dispatcher, NodeDirectory &nodes, AuditLog &audit)
{
    dispatcher.on(api::listNodes, [&](const ApiCall &) { return listNodes(nodes); });
    dispatcher.on(api::drainNode, [&](const ApiCall &call) { return drainNode(nodes, audit, call, true); });
    dispatcher.on(api::resumeNode, [&](const ApiCall &call) { return drainNode(nodes, audit, call, false); });
    dispatcher.on(api::removeNode, [&](const ApiCall &call) { return removeNode(nodes, audit, call); });
}

} // namespace unmta
