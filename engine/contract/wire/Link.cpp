#include "contract/wire/Link.h"

#include "contract/json/JsonArchive.h"

namespace unmta::wire {

// The LinkInput kind is spelt as in query strings.
enum class LinkKindName : std::uint8_t
{
    Open,
    Click
};

template <>
std::span<const EnumName<LinkKindName>> enumNames(LinkKindName)
{
    static constexpr EnumName<LinkKindName> names[]{{LinkKindName::Open, "open"}, {LinkKindName::Click, "click"}};
    return names;
}

void fields(JsonWriter &a, const LinkInput &v)
{
    a("kind", kindOf(v.kind));
    if (v.isForApps)
        a("app", v.isForApps);
    a("url", v.url);
    a("message_id", v.messageId);
    a("recipient", v.recipient);
    a.nullable("tracking_host", v.trackingHost);
    a("link_name", v.linkName);
    a("meta", v.meta);
    if (v.allowHttp)
        a("allow_http", v.allowHttp);
}

void fields(JsonReader &a, LinkInput &v)
{
    LinkKindName kind = LinkKindName::Click;
    a("kind", kind);
    a.optional("app", v.isForApps);
    v.kind = kind == LinkKindName::Open ? EventType::Open : EventType::Click;
    a.optional("url", v.url);
    a.optional("message_id", v.messageId);
    a.optional("recipient", v.recipient);
    a.nullable("tracking_host", v.trackingHost);
    a.optional("link_name", v.linkName);
    a.optional("meta", v.meta);
    a.optional("allow_http", v.allowHttp);
}

template <typename A>
void fields(A &a, typename A::template Ref<Link> v)
{
    a("url", v.url);
}

template <typename A>
void fields(A &a, typename A::template Ref<InspectInput> v)
{
    a("url", v.url);
}

template <typename A>
void fields(A &a, typename A::template Ref<Inspection> v)
{
    a("genuine", v.genuine);
    a("message", v.message);
    a("kind", v.kind);
    a("cluster_id", v.clusterId);
    a("tracking_host", v.trackingHost);
    a("url", v.url);
    a("message_id", v.messageId);
    a("recipient", v.recipient);
    a("link_index", v.linkIndex);
    a("link_name", v.linkName);
    a("meta", v.meta);
}

UNMTA_WIRE_CODEC(LinkInput)
UNMTA_WIRE_CODEC(Link)
UNMTA_WIRE_CODEC(InspectInput)
UNMTA_WIRE_CODEC(Inspection)

} // namespace unmta::wire
