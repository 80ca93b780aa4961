#include "store/events/EventPack.h"

#include "store/Names.h"

namespace unmta::store {

namespace {

// Written by hand because a QJsonDocument costs more than everything else on the way of an event to the disk.
void appendText(QByteArray &json, const QString &text)
{
    constexpr char hex[] = "0123456789abcdef";
    json.append('"');
    for (const char c : text.toUtf8()) {
        const auto octet = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            json.append('\\').append(c);
        else if (octet == 0)
            json.append("\\ufffd");
        else if (octet < 0x20)
            json.append("\\u00").append(hex[octet >> 4]).append(hex[octet & 0xf]);
        else
            json.append(c);
    }
    json.append('"');
}

void appendEvent(QByteArray &json, const TrackingEvent &event)
{
    const auto text = [&json](const QString &value) {
        json.append(',');
        appendText(json, value);
    };
    const auto number = [&json](std::int64_t value) { json.append(',').append(QByteArray::number(qlonglong{value})); };

    json.append('[');
    appendText(json, event.eventId);
    text(nameOf(linkKindNames, event.kind));
    number(toUnixMs(event.timestamp));
    text(event.clusterId);
    number(event.domainId);
    text(event.trackingHost);
    text(event.messageId);
    text(event.recipient);
    text(event.url);
    number(event.linkIndex);
    text(event.linkName);
    text(event.ip);
    text(event.userAgent);
    text(event.bot);
    json.append(",{");
    for (auto it = event.meta.cbegin(); it != event.meta.cend(); ++it) {
        if (it != event.meta.cbegin())
            json.append(',');
        appendText(json, it.key());
        json.append(':');
        appendText(json, it.value());
    }
    json.append("}]");
}

} // namespace

QByteArray packEvents(std::span<const TrackingEvent> events)
{
    QByteArray json;
    json.reserve(static_cast<qsizetype>(events.size()) * 400);
    json.append('[');
    for (const TrackingEvent &event : events) {
        if (json.size() > 1)
            json.append(',');
        appendEvent(json, event);
    }
    json.append(']');
    return json;
}

} // namespace unmta::store
