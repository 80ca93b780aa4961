#include "contract/wire/Rewrite.h"

#include "contract/json/JsonArchive.h"

namespace unmta::wire {

template <>
std::span<const EnumName<PixelPosition>> enumNames(PixelPosition)
{
    static constexpr EnumName<PixelPosition> names[]{
        {PixelPosition::Auto, "auto"}, {PixelPosition::Start, "start"}, {PixelPosition::End, "end"}};
    return names;
}

QString nameOf(PixelPosition position)
{
    for (const auto &entry : enumNames(position)) {
        if (entry.value == position)
            return QString::fromLatin1(entry.name);
    }
    return {};
}

// A change of rules names only what changes, so every field may be left out.
template <typename A>
void fields(A &a, typename A::template Ref<RewriteRules> v)
{
    a.optional("opens", v.opens);
    a.optional("clicks", v.clicks);
    a.optional("plain_text", v.plainText);
    a.optional("dkim_signed", v.dkimSigned);
    a.optional("pixel_position", v.pixelPosition);
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

UNMTA_WIRE_CODEC(RewriteRules)
UNMTA_WIRE_CODEC(RewritePreview)

} // namespace unmta::wire
