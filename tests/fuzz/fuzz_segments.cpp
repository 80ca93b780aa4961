// libFuzzer target: no body of a segment, damaged in whatever way, leads out of itself; and what can be read of one is
// the same when it is written and read again. Bytes that are no zstd frame say little, so by the first byte they are
// the body, or the columns in one.
#include "base/Varint.h"
#include "store/events/segments/Compression.h"
#include "store/events/segments/KeyFilter.h"
#include "store/events/segments/SegmentCodec.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace unmta;
using namespace unmta::store;

namespace {

QByteArray bodyOf(QByteArrayView bytes, bool isWhole)
{
    if (isWhole || bytes.isEmpty())
        return bytes.toByteArray();
    const qsizetype ids = std::min<qsizetype>(static_cast<std::uint8_t>(bytes[0]), bytes.size() - 1);
    QByteArray body(1, '\x01');
    appendCounted(body, bytes.sliced(1, ids));
    return body + compressed(bytes.sliced(1 + ids).toByteArray());
}

bool isSame(const EventView &a, const EventView &b)
{
    return a.id == b.id && a.kind == b.kind && a.timestamp == b.timestamp && a.domainId == b.domainId &&
           a.linkIndex == b.linkIndex && a.texts == b.texts;
}

// Numbers that no store has would overflow where differences are taken.
bool isUsual(const EventRun::Item &item)
{
    constexpr std::int64_t bound = std::int64_t{1} << 60;
    const auto isNear = [](std::int64_t number) { return -bound < number && number < bound; };
    return isNear(item.seq) && isNear(item.event.timestamp) && isNear(item.event.domainId);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const QByteArrayView bytes(data + 2, static_cast<qsizetype>(size - 2));
    const QString cluster = QStringLiteral("0a0b0c0d");
    static_cast<void>(mayHold(bytes, data[1]));
    const auto run = decodeSegment(cluster, 1, data[1], bodyOf(bytes, data[0] % 2 == 0));
    if (!run || run->items.empty() || !std::all_of(run->items.begin(), run->items.end(), isUsual))
        return 0;
    const Segment segment = encodeSegment(cluster, run->items);
    const auto again = decodeSegment(cluster, segment.firstSeq, segment.events, segment.body);
    const bool isWhole =
        again && again->items.size() == run->items.size() &&
        std::equal(again->items.begin(), again->items.end(), run->items.begin(),
                   [](const auto &a, const auto &b) { return a.seq == b.seq && isSame(a.event, b.event); });
    if (!isWhole)
        std::abort();
    return 0;
}
