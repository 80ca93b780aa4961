#include "contract/wire/Event.h"

#include "contract/json/JsonArchive.h"

namespace unmta::wire {

template <>
std::span<const EnumName<EventType>> enumNames(EventType)
{
    static constexpr EnumName<EventType> names[]{{EventType::Open, "Open"}, {EventType::Click, "Click"}};
    return names;
}

std::optional<EventType> eventTypeFromKind(const QString &kind)
{
    if (kind == QLatin1StringView("open"))
        return EventType::Open;
    if (kind == QLatin1StringView("click"))
        return EventType::Click;
    return std::nullopt;
}

QString kindOf(EventType type)
{
    return type == EventType::Open ? QStringLiteral("open") : QStringLiteral("click");
}

template <typename A>
void fields(A &a, typename A::template Ref<Event> v)
{
    a("event_id", v.eventId);
    a("type", v.type);
    a("timestamp", v.timestamp);
    a("cluster_id", v.clusterId);
    a("tracking_host", v.trackingHost);
    a("message_id", v.messageId);
    a("recipient", v.recipient);
    a("url", v.url);
    a("link_index", v.linkIndex);
    a("link_name", v.linkName);
    a("ip", v.ip);
    a("user_agent", v.userAgent);
    a("bot", v.bot);
    a("meta", v.meta);
    a("cursor", v.cursor);
}

template <typename A>
void fields(A &a, typename A::template Ref<EventCount> v)
{
    a("events", v.events);
}

template <typename A>
void fields(A &a, typename A::template Ref<EventDeletion> v)
{
    a("deleted", v.deleted);
}

template <typename A>
void fields(A &a, typename A::template Ref<EventGroup> v)
{
    a("key", v.key);
    a("link_name", v.linkName);
    a("opens", v.opens);
    a("clicks", v.clicks);
    a("opens_by_people", v.opensByPeople);
    a("clicks_by_people", v.clicksByPeople);
    a("first_at", v.firstAt);
    a("last_at", v.lastAt);
}

template <typename A>
void fields(A &a, typename A::template Ref<EventSummary> v)
{
    a("opens", v.opens);
    a("clicks", v.clicks);
    a("opens_by_people", v.opensByPeople);
    a("clicks_by_people", v.clicksByPeople);
    a("groups", v.groups);
    a("complete", v.isComplete);
    a("top", v.top);
}

void fields(JsonWriter &a, const BotTestInput &v)
{
    if (!v.rules.isEmpty())
        a("rules", v.rules);
}

void fields(JsonReader &a, BotTestInput &v)
{
    a.optional("rules", v.rules);
}

template <typename A>
void fields(A &a, typename A::template Ref<BotEffect> v)
{
    a("rule", v.rule);
    a("verdict", v.verdict);
    a("events", v.events);
    a("opens_to_programs", v.opensToPrograms);
    a("clicks_to_programs", v.clicksToPrograms);
    a("opens_to_people", v.opensToPeople);
    a("clicks_to_people", v.clicksToPeople);
}

template <typename A>
void fields(A &a, typename A::template Ref<BotTest> v)
{
    a("opens", v.opens);
    a("clicks", v.clicks);
    a("opens_by_people", v.opensByPeople);
    a("clicks_by_people", v.clicksByPeople);
    a("opens_by_people_then", v.opensByPeopleThen);
    a("clicks_by_people_then", v.clicksByPeopleThen);
    a("rules", v.rules);
}

template <typename A>
void fields(A &a, typename A::template Ref<BotJudging> v)
{
    a("changed", v.changed);
}

template <typename A>
void fields(A &a, typename A::template Ref<ActivityBucket> v)
{
    a("start", v.start);
    a("opens", v.opens);
    a("clicks", v.clicks);
    a("opens_by_people", v.opensByPeople);
    a("clicks_by_people", v.clicksByPeople);
}

UNMTA_WIRE_CODEC(Event)
UNMTA_WIRE_TEXT(Event)
UNMTA_WIRE_CODEC(EventCount)
UNMTA_WIRE_CODEC(EventDeletion)
UNMTA_WIRE_CODEC(EventGroup)
UNMTA_WIRE_CODEC(EventSummary)
UNMTA_WIRE_CODEC(BotTestInput)
UNMTA_WIRE_CODEC(BotTest)
UNMTA_WIRE_CODEC(BotJudging)
UNMTA_WIRE_CODEC(ActivityBucket)

} // namespace unmta::wire
