// A Bloom filter over what people look events up by: a segment that cannot hold it is not read. For a text that was
// added the answer is always "maybe"; for others wrongly so about once in a hundred.
//
// One byte: how many bits a look-up tests (probes); then the bits, a power of two of them, at least 64, the lowest of
// each byte first. Probe i tests bit (low half + i × (high half | 1)) mod number of bits of the key's hash.
//
// A text's hash: begin with its length; for each eight bytes as a little-endian number, the last ones filled up with
// zeros: exclusive or with it, multiply by 0x9e3779b97f4a7c15, exclusive or with itself shifted right by 29. A key's
// hash: the text's, exclusive or with the kind's letter, mixed by MurmurHash3's 64-bit finaliser. All modulo 2^64.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>
#include <vector>

namespace unmta::store {

enum class FilterKey : char
{
    Host = 'h',
    MessageId = 'm',
    Recipient = 'r', // recipientKey() in UTF-8
    Url = 'u',
};

[[nodiscard]] std::uint64_t textHash(QByteArrayView text);
[[nodiscard]] std::uint64_t keyHash(FilterKey kind, std::uint64_t textHash);
[[nodiscard]] inline std::uint64_t filterHash(FilterKey kind, QByteArrayView text)
{
    return keyHash(kind, textHash(text));
}

// `hashes` may hold one several times; that many bits are provided for all the same.
[[nodiscard]] QByteArray makeFilter(const std::vector<std::uint64_t> &hashes);
// Also true for what is no filter.
[[nodiscard]] bool mayHold(QByteArrayView filter, std::uint64_t hash);

} // namespace unmta::store
