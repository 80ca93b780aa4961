// A column of texts: each different one once, in the order in which they appear, then per event which. Internal to
// this folder.
//   number of different texts; each: length, bytes; per event: 0, the next text that has not appeared yet, or its place
//   in that list, from 1. All numbers are Varint.h's.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>
#include <vector>

namespace unmta::store {

class TextColumnWriter
{
public:
    explicit TextColumnWriter(std::size_t events);

    // The text must stay until appendTo().
    void add(QByteArrayView text);
    // The different ones, and their textHash().
    [[nodiscard]] const std::vector<QByteArrayView> &texts() const { return m_texts; }
    [[nodiscard]] const std::vector<std::uint64_t> &hashes() const { return m_hashes; }
    void appendTo(QByteArray &to) const;

private:
    // The high bits: the last multiplication reaches them all.
    [[nodiscard]] std::size_t slotOf(std::uint64_t hash) const { return (hash >> 32) & (m_slots.size() - 1); }
    void grow();

    std::vector<QByteArrayView> m_texts;
    std::vector<std::uint64_t> m_hashes; // of the texts
    std::vector<std::uint32_t> m_slots;  // open addressing; 0: free, else 1 + place in m_texts
    std::vector<std::uint32_t> m_places; // per event: 0: new, else 1 + place
    std::uint32_t m_last = 0;            // 1 + place of the one before
};

class TextColumnReader
{
public:
    // False: damaged.
    [[nodiscard]] bool open(QByteArrayView column);
    [[nodiscard]] bool next(QByteArrayView &text);

private:
    std::vector<QByteArrayView> m_texts;
    QByteArrayView m_rest;
    std::size_t m_seen = 0;
};

} // namespace unmta::store
