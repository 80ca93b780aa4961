#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "service/domains/DomainService.h"
#include "service/domains/Timeline.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(TimelineEntry::Kind kind)
{
    switch (kind) {
    case TimelineEntry::Kind::Check:
        return u"check"_s;
    case TimelineEntry::Kind::Record:
        return u"record"_s;
    case TimelineEntry::Kind::Status:
        return u"status"_s;
    case TimelineEntry::Kind::Certificate:
        return u"certificate"_s;
    case TimelineEntry::Kind::Mail:
        return u"mail"_s;
    case TimelineEntry::Kind::Operator:
        return u"operator"_s;
    case TimelineEntry::Kind::Node:
        return u"node"_s;
    }
    return {};
}

wire::TimelineEntry toWire(const TimelineEntry &entry)
{
    return {entry.at, nameOf(entry.kind), entry.code, entry.message, entry.count, entry.until, entry.node};
}

Result<ApiResponse> getTimeline(const DomainService &domains, const Timeline &timeline, const ApiCall &call)
{
    const auto domain = domains.find(call.parameter("cluster"), call.parameter("name"));
    if (!domain)
        return domain.error();
    return pageResponse(
        onePage(call, 50, [&](const QString &after, int limit) { return timeline.page(*domain, after, limit); }),
        [](const TimelineEntry &entry) { return wire::toJson(toWire(entry)); });
}

} // namespace

void addTimelineHandlers(ApiDispatcher &dispatcher, const DomainService &domains, const Timeline &timeline)
{
    dispatcher.on(api::getTimeline, [&](const ApiCall &call) { return getTimeline(domains, timeline, call); });
}

} // namespace unmta
