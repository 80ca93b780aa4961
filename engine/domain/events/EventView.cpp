#include "domain/events/EventView.h"

#include "base/Random.h"
#include "base/Varint.h"

#include <QUuid>

#include <algorithm>

namespace unmta {

EventId makeRawEventId(std::int64_t unixMs, Random &random)
{
    EventId id;
    const QByteArray raw = random.bytes(qsizetype(id.size()));
    std::copy(raw.begin(), raw.end(), id.begin());
    const auto ms = static_cast<std::uint64_t>(unixMs);
    for (std::size_t i = 0; i < 6; ++i)
        id[i] = static_cast<char>((ms >> (8 * (5 - i))) & 0xff);
    id[6] = static_cast<char>((id[6] & 0x0f) | 0x70);
    id[8] = static_cast<char>((id[8] & 0x3f) | 0x80);
    return id;
}

TrackingEvent toEvent(const EventView &view)
{
    const auto text = [&view](EventText which) { return QString::fromUtf8(view[which]); };
    TrackingEvent event;
    event.eventId =
        QUuid::fromRfc4122(QByteArrayView(view.id.data(), qsizetype(view.id.size()))).toString(QUuid::WithoutBraces);
    event.kind = view.kind;
    event.timestamp = fromUnixMs(view.timestamp);
    event.clusterId = text(EventText::Cluster);
    event.domainId = view.domainId;
    event.trackingHost = text(EventText::Host);
    event.messageId = text(EventText::MessageId);
    event.recipient = text(EventText::Recipient);
    event.url = text(EventText::Url);
    event.linkIndex = view.linkIndex;
    event.linkName = text(EventText::LinkName);
    event.ip = text(EventText::Ip);
    event.userAgent = text(EventText::UserAgent);
    event.bot = text(EventText::Bot);
    event.meta = metaOf(view[EventText::Meta]);
    return event;
}

QMap<QString, QString> metaOf(QByteArrayView meta)
{
    QMap<QString, QString> entries;
    QByteArrayView key;
    QByteArrayView value;
    while (!meta.isEmpty() && takeCounted(meta, key) && takeCounted(meta, value))
        entries.insert(QString::fromUtf8(key), QString::fromUtf8(value));
    return entries;
}

void appendMeta(QByteArray &to, QByteArrayView key, QByteArrayView value)
{
    appendCounted(to, key);
    appendCounted(to, value);
}

} // namespace unmta
