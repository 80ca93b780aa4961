#include "service/shipping/ObjectPacker.h"

#include "service/shipping/ObjectStream.h"
#include "store/Database.h"
#include "store/events/EventReader.h"

#include <QCryptographicHash>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

ShippingCompression compressionOf(const QString &name)
{
    return name.endsWith(".zst"_L1) ? ShippingCompression::Zstd : ShippingCompression::Gzip;
}

// An object while its lines come.
class Packing
{
public:
    Packing(ShippingCompression compression, const EventLine &line)
        : m_stream(compression)
        , m_line(line)
    {}

    // Gives the bytes of the line.
    qsizetype add(std::int64_t seq, const EventView &event)
    {
        m_text.clear();
        m_line(m_text, seq, toEvent(event));
        m_text += '\n';
        m_stream.write(m_text);
        if (m_object.events == 0)
            m_object.firstSeq = seq;
        m_object.lastSeq = seq;
        ++m_object.events;
        return m_text.size();
    }
    [[nodiscard]] PackedObject finish()
    {
        m_object.content = m_stream.finish();
        m_object.sha256 = QCryptographicHash::hash(m_object.content, QCryptographicHash::Sha256).toHex();
        return std::move(m_object);
    }

private:
    ObjectStream m_stream;
    const EventLine &m_line;
    QByteArray m_text;
    PackedObject m_object;
};

// Takes events in their order until a limit is reached, those of the first one's day and those of one other day.
class Planning
{
public:
    Planning(const QString &clusterId, const ShippingTarget &target, const EventLine &line)
        : m_clusterId(clusterId)
        , m_target(target)
        , m_packing(target.compression, line)
        , m_line(line)
    {}

    // False: no further one is wanted.
    bool take(std::int64_t seq, const EventView &event)
    {
        const std::int64_t day = dayOf(event.timestamp);
        const auto part = std::find_if(m_parts.cbegin(), m_parts.cend(),
                                       [day](const ShippingPart &known) { return known.day == day; });
        if (part == m_parts.cend()) {
            if (m_parts.size() == ShippingProgress::mostParts)
                return false; // this one is the next plan's
            m_parts.append({objectName(m_target.prefix, m_clusterId, day, seq, m_target.compression), day});
        }
        m_bytes += day == m_parts.first().day ? m_packing.add(seq, event) : lengthOf(seq, event);
        m_last = seq;
        return m_bytes < m_target.maxBytes && ++m_events < ObjectPacker::mostEvents;
    }
    [[nodiscard]] std::optional<ShippingPlan> finish()
    {
        if (m_parts.isEmpty())
            return std::nullopt;
        return ShippingPlan{m_last, m_parts, m_packing.finish()};
    }

private:
    qsizetype lengthOf(std::int64_t seq, const EventView &event)
    {
        m_text.clear();
        m_line(m_text, seq, toEvent(event));
        return m_text.size() + 1;
    }

    const QString m_clusterId;
    const ShippingTarget &m_target;
    Packing m_packing; // of the first part
    const EventLine &m_line;
    QByteArray m_text;
    QList<ShippingPart> m_parts;
    std::int64_t m_last = 0;
    std::int64_t m_bytes = 0;
    std::int64_t m_events = 0;
};

} // namespace

Result<std::optional<ShippingPlan>> ObjectPacker::plan(const QString &clusterId, std::int64_t cursor,
                                                       const ShippingTarget &target) const
{
    Planning planning(clusterId, target, m_line);
    const auto visited =
        store::EventReader(m_database)
            .visit({.clusterId = clusterId}, cursor, store::endOfEvents, store::ReadOrder::Oldest,
                   [&](std::int64_t seq, const EventView &event) { return planning.take(seq, event); });
    if (!visited)
        return visited.error();
    return planning.finish();
}

Result<PackedObject> ObjectPacker::pack(const QString &clusterId, const ShippingPiece &piece) const
{
    Packing packing(compressionOf(piece.part.name), m_line);
    const auto visited = store::EventReader(m_database)
                             .visit({.clusterId = clusterId}, piece.after, piece.last + 1, store::ReadOrder::Oldest,
                                    [&](std::int64_t seq, const EventView &event) {
                                        if (dayOf(event.timestamp) == piece.part.day)
                                            packing.add(seq, event);
                                        return true;
                                    });
    if (!visited)
        return visited.error();
    return packing.finish();
}

} // namespace unmta
