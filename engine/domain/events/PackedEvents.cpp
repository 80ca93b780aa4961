#include "domain/events/PackedEvents.h"

#include "base/Varint.h"

#include <QUuid>

#include <limits>

namespace unmta {

namespace {

constexpr char clickBit = 1; // all others are 0

EventId idOf(const QString &text)
{
    QUuid uuid(text);
    if (uuid.isNull())
        uuid = QUuid::createUuidV5(QUuid(), text);
    const QByteArray raw = uuid.toRfc4122();
    EventId id;
    std::copy(raw.begin(), raw.end(), id.begin());
    return id;
}

} // namespace

void packEvent(QByteArray &to, const EventView &event)
{
    qsizetype bound = 1 + qsizetype(event.id.size()) + (3 + qsizetype(eventTextCount)) * maxVarintSize;
    for (const QByteArrayView text : event.texts)
        bound += text.size();
    const qsizetype start = to.size();
    to.resize(start + bound);
    char *at = to.data() + start;
    *at++ = event.kind == LinkKind::Click ? clickBit : 0;
    at = std::copy(event.id.begin(), event.id.end(), at);
    at = writeVarint(at, static_cast<std::uint64_t>(event.timestamp));
    at = writeVarint(at, static_cast<std::uint64_t>(event.domainId));
    at = writeVarint(at, static_cast<std::uint64_t>(event.linkIndex));
    for (const QByteArrayView text : event.texts)
        at = writeCounted(at, text);
    to.resize(at - to.constData());
}

void packEvent(QByteArray &to, const TrackingEvent &event)
{
    QByteArray meta;
    for (auto it = event.meta.cbegin(); it != event.meta.cend(); ++it)
        appendMeta(meta, it.key().toUtf8(), it.value().toUtf8());
    const std::array<QByteArray, eventTextCount> texts{
        event.clusterId.toUtf8(), event.trackingHost.toUtf8(),
        event.bot.toUtf8(),       event.messageId.toUtf8(),
        event.recipient.toUtf8(), event.url.toUtf8(),
        event.linkName.toUtf8(),  event.ip.toUtf8(),
        event.userAgent.toUtf8(), meta,
    };
    EventView view{idOf(event.eventId), event.kind, toUnixMs(event.timestamp), event.domainId, event.linkIndex, {}};
    std::copy(texts.begin(), texts.end(), view.texts.begin());
    packEvent(to, view);
}

QByteArray packEvents(std::span<const TrackingEvent> events)
{
    QByteArray packed;
    for (const TrackingEvent &event : events)
        packEvent(packed, event);
    return packed;
}

bool PackedEvents::next(EventView &event)
{
    if (m_rest.isEmpty())
        return false;
    m_isWhole = false; // until all of it was read
    constexpr auto idSize = qsizetype(std::tuple_size_v<EventId>);
    if (m_rest.size() < 1 + idSize || (m_rest[0] & ~clickBit) != 0)
        return false;
    event.kind = m_rest[0] & clickBit ? LinkKind::Click : LinkKind::Open;
    std::copy_n(m_rest.data() + 1, idSize, event.id.begin());
    m_rest = m_rest.sliced(1 + idSize);
    std::uint64_t timestamp = 0;
    std::uint64_t domain = 0;
    std::uint64_t index = 0;
    if (!takeVarint(m_rest, timestamp) || !takeVarint(m_rest, domain) || !takeVarint(m_rest, index) ||
        index > std::uint64_t(std::numeric_limits<int>::max()))
        return false;
    event.timestamp = static_cast<std::int64_t>(timestamp);
    event.domainId = static_cast<std::int64_t>(domain);
    event.linkIndex = static_cast<int>(index);
    for (QByteArrayView &text : event.texts) {
        if (!takeCounted(m_rest, text))
            return false;
    }
    m_isWhole = true;
    return true;
}

std::optional<EventView> PackedEvents::next()
{
    EventView event;
    return next(event) ? std::optional(event) : std::nullopt;
}

} // namespace unmta
