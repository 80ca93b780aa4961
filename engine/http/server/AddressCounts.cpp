#include "http/server/AddressCounts.h"

#include <QHashFunctions>

#include <algorithm>
#include <array>
#include <charconv>

namespace unmta::http {

namespace {

constexpr std::ptrdiff_t addressBytes = 8; // /64
constexpr std::ptrdiff_t networkBytes = 6; // /48

// By hand, since every connection is asked for its address: the system's way costs twenty times as much.
QByteArray textOf(const asio::ip::address_v4 &address)
{
    std::array<char, 16> text; // "255.255.255.255"
    char *at = text.data();
    for (const unsigned char part : address.to_bytes()) {
        if (at != text.data())
            *at++ = '.';
        at = std::to_chars(at, text.data() + text.size(), part).ptr;
    }
    return {text.data(), static_cast<qsizetype>(at - text.data())};
}

} // namespace

QByteArray peerText(const asio::ip::address &address)
{
    if (address.is_v4())
        return textOf(address.to_v4());
    if (address.to_v6().is_v4_mapped())
        return textOf(asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()));
    return QByteArray::fromStdString(asio::ip::address_v6(address.to_v6().to_bytes()).to_string());
}

AddressCounts::Key AddressCounts::keyOf(const asio::ip::address &address)
{
    Key key = address.is_v4() ? asio::ip::make_address_v6(asio::ip::v4_mapped, address.to_v4()).to_bytes()
                              : address.to_v6().to_bytes();
    const bool native = address.is_v6() && !address.to_v6().is_v4_mapped();
    if (native)
        std::fill(key.begin() + addressBytes, key.end(), static_cast<unsigned char>(0));
    return key;
}

std::optional<AddressCounts::Key> AddressCounts::networkOf(const Key &key)
{
    if (asio::ip::address_v6(key).is_v4_mapped())
        return std::nullopt;
    Key network = key;
    std::fill(network.begin() + networkBytes, network.end(), static_cast<unsigned char>(0));
    return network;
}

std::size_t AddressCounts::Hash::operator()(const Key &key) const noexcept
{
    return qHashBits(key.data(), key.size(), QHashSeed::globalSeed());
}

AddressCounts::Counts AddressCounts::add(const Key &key)
{
    const auto network = networkOf(key);
    const std::lock_guard lock(m_mutex);
    return {++m_addresses[key], network ? ++m_networks[*network] : 0};
}

void AddressCounts::remove(const Key &key)
{
    const auto network = networkOf(key);
    const std::lock_guard lock(m_mutex);
    decrease(m_addresses, key);
    if (network)
        decrease(m_networks, *network);
}

void AddressCounts::decrease(Map &counts, const Key &key)
{
    if (const auto it = counts.find(key); it != counts.end() && --it->second <= 0)
        counts.erase(it);
}

bool Crowd::contains(const std::optional<AddressCounts::Key> &counted) const
{
    switch (m_width) {
    case Width::Everybody:
        return true;
    case Width::Address:
        return counted == m_key;
    case Width::Network:
        return counted && AddressCounts::networkOf(*counted) == m_key;
    }
    return false;
}

} // namespace unmta::http
