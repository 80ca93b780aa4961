#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "contract/ErrorText.h"
#include "contract/wire/Rewrite.h"
#include "service/readiness/ReadinessService.h"
#include "service/rewriting/LinkService.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

QString sentenceOf(const InspectedLink &link)
{
    switch (link.outcome) {
    case InspectedLink::Outcome::NotALink:
        return u"This is not the address of a tracked link or pixel."_s;
    case InspectedLink::Outcome::UnknownHost:
        return u"%1 is not a host that is served here."_s.arg(link.trackingHost);
    case InspectedLink::Outcome::Refused:
        return link.refusal ? errorSentence(*link.refusal) : QString();
    case InspectedLink::Outcome::Genuine:
        break;
    }
    return link.kind == LinkKind::Open ? u"An open pixel."_s : u"A click link to %1."_s.arg(link.payload.url);
}

wire::Inspection toWire(const InspectedLink &link)
{
    wire::Inspection result;
    result.message = sentenceOf(link);
    if (link.outcome != InspectedLink::Outcome::Genuine)
        return result;
    result.genuine = true;
    result.kind = wire::kindOf(link.kind == LinkKind::Open ? wire::EventType::Open : wire::EventType::Click);
    result.clusterId = link.clusterId;
    result.trackingHost = link.trackingHost;
    result.url = link.payload.url;
    result.messageId = link.payload.messageId;
    result.recipient = link.payload.recipient;
    result.linkIndex = link.payload.linkIndex;
    result.linkName = link.payload.linkName;
    result.meta = link.payload.meta;
    return result;
}

Result<ApiResponse> mintLink(const LinkService &links, ReadinessService &readiness, const ApiCall &call)
{
    const auto input = call.body<wire::LinkInput>();
    if (!input)
        return input.error();
    LinkOrder order;
    order.kind = input->kind == wire::EventType::Open ? LinkKind::Open : LinkKind::Click;
    order.isForApps = input->isForApps;
    order.payload.url = input->url;
    order.payload.messageId = input->messageId;
    order.payload.recipient = input->recipient;
    order.payload.linkName = input->linkName;
    order.payload.meta = input->meta;
    order.allowHttp = input->allowHttp;
    order.trackingHost = input->trackingHost.value_or(QString());
    const auto url = links.mint(call.parameter("cluster"), order);
    if (!url)
        return url.error();
    if (call.token) // people at the computer itself try links; programs that make mail have a token
        readiness.mailHostSeen(u"links by the API"_s);
    return dataResponse(wire::toJson(wire::Link{*url}));
}

Result<ApiResponse> inspectLink(const LinkService &links, const ApiCall &call)
{
    const auto input = call.body<wire::InspectInput>();
    if (!input)
        return input.error();
    const auto onlyCluster = call.token ? call.token->clusterId : std::nullopt;
    return dataResponse(wire::toJson(toWire(links.inspect(input->url, onlyCluster))));
}

} // namespace

void addLinkHandlers(ApiDispatcher &dispatcher, const LinkService &links, ReadinessService &readiness)
{
    dispatcher.on(api::mintLink, [&](const ApiCall &call) { return mintLink(links, readiness, call); });
    dispatcher.on(api::inspectLink, [&](const ApiCall &call) { return inspectLink(links, call); });
}

} // namespace unmta
