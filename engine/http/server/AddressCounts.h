// How many connections each address has, and each network. Internal.
#pragma once

#include "http/Asio.h"

#include <QByteArray>

#include <array>
#include <mutex>
#include <unordered_map>

namespace unmta::http {

// As HttpRequest::peerAddress spells it.
[[nodiscard]] QByteArray peerText(const asio::ip::address &address);

// An IPv6 client has a /64 at least, and counts by that. Whoever has many of them, a /48 as a rule, is one crowd all
// the same. Any thread.
class AddressCounts
{
public:
    using Key = std::array<unsigned char, 16>; // IPv4 mapped into IPv6, IPv6 cut to its /64

    struct Counts
    {
        int ofAddress = 0;
        int ofNetwork = 0; // 0 for IPv4, whose addresses are dear enough
    };

    [[nodiscard]] static Key keyOf(const asio::ip::address &address);
    // The /48 of an IPv6 key; none of IPv4.
    [[nodiscard]] static std::optional<Key> networkOf(const Key &key);

    // Including this one.
    Counts add(const Key &key);
    void remove(const Key &key);

private:
    struct Hash
    {
        std::size_t operator()(const Key &key) const noexcept;
    };
    using Map = std::unordered_map<Key, int, Hash>;
    static void decrease(Map &counts, const Key &key);

    std::mutex m_mutex;
    Map m_addresses;
    Map m_networks;
};

// Connections that are to make room for each other: those of one address, those of one network, or, default
// constructed, all.
class Crowd
{
public:
    Crowd() = default;
    [[nodiscard]] static Crowd ofAddress(const AddressCounts::Key &key) { return Crowd(Width::Address, key); }
    [[nodiscard]] static Crowd ofNetwork(const AddressCounts::Key &network) { return Crowd(Width::Network, network); }
    // Of a connection that is counted as this, or not at all.
    [[nodiscard]] bool contains(const std::optional<AddressCounts::Key> &counted) const;

    bool operator==(const Crowd &) const = default;

private:
    enum class Width : quint8
    {
        Everybody,
        Address,
        Network,
    };
    Crowd(Width width, const AddressCounts::Key &key)
        : m_width(width)
        , m_key(key)
    {}

    Width m_width = Width::Everybody;
    AddressCounts::Key m_key{};
};

} // namespace unmta::http
