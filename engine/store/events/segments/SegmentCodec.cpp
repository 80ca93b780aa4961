#include "store/events/segments/SegmentCodec.h"

#include "base/Varint.h"
#include "store/events/segments/Compression.h"
#include "store/events/segments/KeyFilter.h"
#include "store/events/segments/TextColumn.h"

#include <algorithm>
#include <array>

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

constexpr char version = 1;
// Bits of an event's flags.
constexpr std::uint8_t isClick = 1;
constexpr std::uint8_t hasWholeId = 2; // else the id begins with the event's time
constexpr std::size_t idTimeSize = 6;

// In the order of the columns.
constexpr std::array textColumns{EventText::Host,      EventText::Bot,       EventText::MessageId,
                                 EventText::Recipient, EventText::Url,       EventText::LinkName,
                                 EventText::Ip,        EventText::UserAgent, EventText::Meta};

std::array<char, idTimeSize> timeBytes(std::int64_t ms)
{
    std::array<char, idTimeSize> bytes{};
    for (std::size_t i = 0; i < idTimeSize; ++i)
        bytes[i] = static_cast<char>((static_cast<std::uint64_t>(ms) >> (8 * (idTimeSize - 1 - i))) & 0xff);
    return bytes;
}

bool beginsWithTime(const EventView &event)
{
    const auto time = timeBytes(event.timestamp);
    return std::equal(time.begin(), time.end(), event.id.begin());
}

// recipientKey() changes nothing.
bool isItsOwnKey(QByteArrayView recipient)
{
    return std::all_of(recipient.begin(), recipient.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '@' || c == '.' || c == '_' || c == '+';
    });
}

void appendHashes(std::vector<std::uint64_t> &hashes, FilterKey kind, const TextColumnWriter &column)
{
    for (std::size_t i = 0; i < column.texts().size(); ++i) {
        const QByteArrayView text = column.texts()[i];
        if (text.isEmpty())
            continue;
        if (kind == FilterKey::Recipient && !isItsOwnKey(text))
            hashes.push_back(filterHash(kind, recipientKey(text)));
        else
            hashes.push_back(keyHash(kind, column.hashes()[i]));
    }
}

QByteArray filterOf(const std::array<std::optional<TextColumnWriter>, eventTextCount> &columns)
{
    const auto column = [&](EventText text) -> const TextColumnWriter & {
        return *columns[static_cast<std::size_t>(text)];
    };
    std::vector<std::uint64_t> hashes;
    hashes.reserve(column(EventText::MessageId).texts().size() * 3);
    appendHashes(hashes, FilterKey::Host, column(EventText::Host));
    appendHashes(hashes, FilterKey::MessageId, column(EventText::MessageId));
    appendHashes(hashes, FilterKey::Recipient, column(EventText::Recipient));
    appendHashes(hashes, FilterKey::Url, column(EventText::Url));
    return makeFilter(hashes);
}

// Numbers that change little from one to the next.
class DeltaReader
{
public:
    explicit DeltaReader(QByteArrayView column)
        : m_rest(column)
    {}
    [[nodiscard]] bool next(std::int64_t &value)
    {
        std::uint64_t delta = 0;
        if (!takeVarint(m_rest, delta))
            return false;
        // Damaged ones may overflow, so as unsigned.
        m_last =
            static_cast<std::int64_t>(static_cast<std::uint64_t>(m_last) + static_cast<std::uint64_t>(unzigzag(delta)));
        value = m_last;
        return true;
    }

private:
    QByteArrayView m_rest;
    std::int64_t m_last = 0;
};

class DeltaWriter
{
public:
    explicit DeltaWriter(std::size_t events)
        : m_bytes(static_cast<qsizetype>(events) * maxVarintSize, Qt::Uninitialized)
        , m_at(m_bytes.data())
    {}
    void add(std::int64_t value)
    {
        m_at = writeVarint(m_at, zigzag(value - m_last));
        m_last = value;
    }
    [[nodiscard]] QByteArrayView bytes() const { return {m_bytes.constData(), m_at}; }

private:
    QByteArray m_bytes;
    char *m_at;
    std::int64_t m_last = 0;
};

// Takes the columns of a segment apart and puts its events together again.
class Decoder
{
public:
    [[nodiscard]] bool open(QByteArrayView ids, QByteArrayView columns)
    {
        m_ids = ids;
        QByteArrayView seqs;
        QByteArrayView times;
        QByteArrayView domains;
        QByteArrayView links;
        if (!takeCounted(columns, seqs) || !takeCounted(columns, m_flags) || !takeCounted(columns, times) ||
            !takeCounted(columns, domains) || !takeCounted(columns, links))
            return false;
        m_seqs.emplace(seqs);
        m_times.emplace(times);
        m_domains.emplace(domains);
        m_links.emplace(links);
        for (TextColumnReader &text : m_texts) {
            QByteArrayView column;
            if (!takeCounted(columns, column) || !text.open(column))
                return false;
        }
        return columns.isEmpty();
    }

    [[nodiscard]] bool next(EventRun::Item &item)
    {
        EventView &event = item.event;
        std::int64_t link = 0;
        if (m_flags.isEmpty() || !m_seqs->next(item.seq) || !m_times->next(event.timestamp) ||
            !m_domains->next(event.domainId) || !m_links->next(link))
            return false;
        const auto flags = static_cast<std::uint8_t>(m_flags[0]);
        m_flags = m_flags.sliced(1);
        event.kind = flags & isClick ? LinkKind::Click : LinkKind::Open;
        event.linkIndex = static_cast<int>(link);
        if (!takeId(event, flags & hasWholeId))
            return false;
        for (std::size_t i = 0; i < m_texts.size(); ++i) {
            if (!m_texts[i].next(event[textColumns[i]]))
                return false;
        }
        return true;
    }

private:
    [[nodiscard]] bool takeId(EventView &event, bool isWhole)
    {
        const std::size_t from = isWhole ? 0 : idTimeSize;
        const auto size = static_cast<qsizetype>(event.id.size() - from);
        if (m_ids.size() < size)
            return false;
        const auto time = timeBytes(event.timestamp);
        std::copy(time.begin(), time.end(), event.id.begin());
        std::copy_n(m_ids.data(), size, event.id.begin() + static_cast<std::ptrdiff_t>(from));
        m_ids = m_ids.sliced(size);
        return true;
    }

    QByteArrayView m_ids;
    QByteArrayView m_flags;
    std::optional<DeltaReader> m_seqs;
    std::optional<DeltaReader> m_times;
    std::optional<DeltaReader> m_domains;
    std::optional<DeltaReader> m_links;
    std::array<TextColumnReader, textColumns.size()> m_texts;
};

} // namespace

Segment encodeSegment(const QString &clusterId, std::span<const EventRun::Item> events)
{
    Segment segment;
    segment.clusterId = clusterId;
    segment.firstSeq = events.front().seq;
    segment.lastSeq = events.back().seq;
    segment.events = static_cast<std::int64_t>(events.size());
    segment.firstTime = events.front().event.timestamp;
    segment.lastTime = segment.firstTime;

    DeltaWriter seqs(events.size());
    DeltaWriter times(events.size());
    DeltaWriter domains(events.size());
    DeltaWriter links(events.size());
    QByteArray flags(segment.events, Qt::Uninitialized);
    char *flag = flags.data();
    QByteArray ids(segment.events * qsizetype(std::tuple_size_v<EventId>), Qt::Uninitialized);
    char *id = ids.data();
    std::array<std::optional<TextColumnWriter>, eventTextCount> texts;
    for (const EventText text : textColumns)
        texts[static_cast<std::size_t>(text)].emplace(events.size());
    for (const auto &[seq, event] : events) {
        seqs.add(seq);
        times.add(event.timestamp);
        domains.add(event.domainId);
        links.add(event.linkIndex);
        const bool isWhole = !beginsWithTime(event);
        *flag++ = static_cast<char>((event.kind == LinkKind::Click ? isClick : 0) | (isWhole ? hasWholeId : 0));
        id = std::copy(event.id.begin() + (isWhole ? 0 : idTimeSize), event.id.end(), id);
        segment.firstTime = std::min(segment.firstTime, event.timestamp);
        segment.lastTime = std::max(segment.lastTime, event.timestamp);
        for (const EventText text : textColumns)
            texts[static_cast<std::size_t>(text)]->add(event[text]);
    }

    QByteArray columns;
    for (const QByteArrayView column :
         {seqs.bytes(), QByteArrayView(flags), times.bytes(), domains.bytes(), links.bytes()})
        appendCounted(columns, column);
    QByteArray column;
    for (const EventText text : textColumns) {
        column.resize(0);
        texts[static_cast<std::size_t>(text)]->appendTo(column);
        appendCounted(columns, column);
    }
    segment.filter = filterOf(texts);
    segment.body.append(version);
    // Random, so that compressing them would only cost time.
    appendCounted(segment.body, QByteArrayView(ids.constData(), id));
    segment.body.append(compressed(columns));
    return segment;
}

Result<EventRun> decodeSegment(const QString &clusterId, std::int64_t firstSeq, std::int64_t events,
                               const QByteArray &body)
{
    EventRun run;
    run.more = body;
    QByteArrayView rest(run.more);
    QByteArrayView ids;
    if (!rest.startsWith(version))
        return damagedEvents(u"segment"_s, firstSeq);
    rest = rest.sliced(1);
    auto columns = takeCounted(rest, ids) ? decompressed(rest) : std::nullopt;
    Decoder decoder;
    if (!columns)
        return damagedEvents(u"segment"_s, firstSeq);
    // The cluster's id lies behind the columns, so that the events can point to it.
    const qsizetype size = columns->size();
    columns->append(clusterId.toUtf8());
    run.bytes = *std::move(columns);
    if (!decoder.open(ids, QByteArrayView(run.bytes).first(size)) || events > size)
        return damagedEvents(u"segment"_s, firstSeq);
    const QByteArrayView cluster = QByteArrayView(run.bytes).sliced(size);
    run.items.resize(static_cast<std::size_t>(events));
    for (EventRun::Item &item : run.items) {
        if (!decoder.next(item))
            return damagedEvents(u"segment"_s, firstSeq);
        item.event[EventText::Cluster] = cluster;
    }
    return run;
}

} // namespace unmta::store
