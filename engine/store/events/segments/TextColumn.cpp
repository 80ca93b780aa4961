#include "store/events/segments/TextColumn.h"

#include "base/Varint.h"
#include "store/events/segments/KeyFilter.h"

#include <cstring>

namespace unmta::store {

namespace {

constexpr std::size_t firstSlots = 64;
constexpr qsizetype maxPlaceSize = 5; // of 32 bits

bool isSame(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() &&
           (a.isEmpty() || std::memcmp(a.data(), b.data(), static_cast<std::size_t>(a.size())) == 0);
}

} // namespace

TextColumnWriter::TextColumnWriter(std::size_t events)
    : m_slots(firstSlots, 0)
{
    m_places.reserve(events);
}

void TextColumnWriter::add(QByteArrayView text)
{
    if (m_last > 0 && isSame(m_texts[m_last - 1], text)) {
        m_places.push_back(m_last);
        return;
    }
    const std::uint64_t hash = textHash(text);
    std::size_t at = slotOf(hash);
    while (m_slots[at] != 0) {
        const std::uint32_t place = m_slots[at];
        if (m_hashes[place - 1] == hash && isSame(m_texts[place - 1], text)) {
            m_places.push_back(place);
            m_last = place;
            return;
        }
        at = (at + 1) & (m_slots.size() - 1);
    }
    m_texts.push_back(text);
    m_hashes.push_back(hash);
    m_last = static_cast<std::uint32_t>(m_texts.size());
    m_slots[at] = m_last;
    m_places.push_back(0);
    if (m_texts.size() * 2 > m_slots.size())
        grow();
}

void TextColumnWriter::grow()
{
    m_slots.assign(m_slots.size() * 4, 0);
    for (std::size_t i = 0; i < m_hashes.size(); ++i) {
        std::size_t at = slotOf(m_hashes[i]);
        while (m_slots[at] != 0)
            at = (at + 1) & (m_slots.size() - 1);
        m_slots[at] = static_cast<std::uint32_t>(i + 1);
    }
}

void TextColumnWriter::appendTo(QByteArray &to) const
{
    qsizetype bound = maxVarintSize;
    for (const QByteArrayView text : m_texts)
        bound += maxVarintSize + text.size();
    const qsizetype start = to.size();
    to.resize(start + bound + static_cast<qsizetype>(m_places.size()) * maxPlaceSize);
    char *at = writeVarint(to.data() + start, m_texts.size());
    for (const QByteArrayView text : m_texts)
        at = writeCounted(at, text);
    for (const std::uint32_t place : m_places)
        at = writeVarint(at, place);
    to.resize(at - to.constData());
}

bool TextColumnReader::open(QByteArrayView column)
{
    std::uint64_t count = 0;
    // Each takes a byte at least.
    if (!takeVarint(column, count) || count > static_cast<std::uint64_t>(column.size()))
        return false;
    m_texts.resize(count);
    for (QByteArrayView &text : m_texts) {
        if (!takeCounted(column, text))
            return false;
    }
    m_rest = column;
    m_seen = 0;
    return true;
}

bool TextColumnReader::next(QByteArrayView &text)
{
    std::uint64_t place = 0;
    if (!takeVarint(m_rest, place))
        return false;
    if (place == 0)
        place = ++m_seen;
    if (place > m_texts.size())
        return false;
    text = m_texts[place - 1];
    return true;
}

} // namespace unmta::store
