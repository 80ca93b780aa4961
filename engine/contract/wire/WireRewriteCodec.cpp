// Codecs of WireRewrite.h.
#include "contract/wire/JsonArchive.h"
#include "contract/wire/WireCodec.h"
#include "contract/wire/WireRewrite.h"

namespace unmta::wire {

// A change of rules names only what changes, so every field may be left out.
template <typename A>
void fields(A &a, typename A::template Ref<RewriteRules> v)
{
    a.optional("opens", v.opens);
    a.optional("clicks", v.clicks);
    a.optional("plain_text", v.plainText);
    a.optional("dkim_signed", v.dkimSigned);
}

template <typename A>
void fields(A &a, typename A::template Ref<RewriteLink> v)
{
    a("part", v.part);
    a("url", v.url);
    a("name", v.name);
    a("text", v.text);
    a("index", v.index);
    a("tracked", v.tracked);
    a("reason", v.reason);
    a("new_url", v.newUrl);
}

template <typename A>
void fields(A &a, typename A::template Ref<RewritePart> v)
{
    a("part", v.part);
    a("type", v.type);
    a("rewritten", v.rewritten);
    a("reason", v.reason);
    a("bytes_before", v.bytesBefore);
    a("bytes_after", v.bytesAfter);
}

template <typename A>
void fields(A &a, typename A::template Ref<RewritePreview> v)
{
    a("result", v.result);
    a("reason", v.reason);
    a("tracking_host", v.trackingHost);
    a("message_id", v.messageId);
    a("opens", v.opens);
    a("clicks", v.clicks);
    a("pixel", v.pixel);
    a("pixel_reason", v.pixelReason);
    a("links", v.links);
    a("parts", v.parts);
    a("warnings", v.warnings);
    a("bytes_before", v.bytesBefore);
    a("bytes_after", v.bytesAfter);
    a("content", v.content);
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

UNMTA_WIRE_CODEC(RewriteRules)
UNMTA_WIRE_CODEC(RewritePreview)
UNMTA_WIRE_CODEC(InspectInput)
UNMTA_WIRE_CODEC(Inspection)

} // namespace unmta::wire
