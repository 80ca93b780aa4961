// One event as bytes that lie elsewhere: what the edge packs and what readers of packed events look at. Texts are
// UTF-8. Whoever makes one keeps the bytes.
#pragma once

#include "domain/TrackingEvent.h"

#include <QByteArrayView>

#include <array>

namespace unmta {

// RFC 9562, version 7.
using EventId = std::array<char, 16>;

// In the order of the packed form; what sums need stands first.
enum class EventText : std::uint8_t
{
    Cluster,
    Host,
    Bot,
    MessageId,
    Recipient,
    Url,
    LinkName,
    Ip,
    UserAgent,
    Meta, // per entry, in the order of the keys: length and bytes of the key, length and bytes of the value (Varint.h)
};
inline constexpr std::size_t eventTextCount = 10;

struct EventView
{
    EventId id{};
    LinkKind kind = LinkKind::Open;
    std::int64_t timestamp = 0; // milliseconds since 1970
    std::int64_t domainId = 0;  // not negative
    int linkIndex = 0;          // not negative
    std::array<QByteArrayView, eventTextCount> texts;

    [[nodiscard]] QByteArrayView &operator[](EventText text) { return texts[static_cast<std::size_t>(text)]; }
    [[nodiscard]] QByteArrayView operator[](EventText text) const { return texts[static_cast<std::size_t>(text)]; }
};

[[nodiscard]] EventId makeRawEventId(std::int64_t unixMs, Random &random);

// The other way is packEvent(). What is not UTF-8 becomes U+FFFD; bytes of `meta` that are none are left out.
[[nodiscard]] TrackingEvent toEvent(const EventView &view);

void appendMeta(QByteArray &to, QByteArrayView key, QByteArrayView value);
[[nodiscard]] QMap<QString, QString> metaOf(QByteArrayView meta);

} // namespace unmta
