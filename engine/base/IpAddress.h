// Numeric IP addresses and ranges of them, IPv4 as IPv4-mapped IPv6 so that both compare alike.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QStringList>

#include <array>
#include <optional>
#include <vector>

namespace unmta {

class IpAddress
{
public:
    using Bytes = std::array<unsigned char, 16>;

    IpAddress() = default;
    explicit IpAddress(const Bytes &bytes)
        : m_bytes(bytes)
    {}
    // "192.0.2.1", "2001:DB8::1", "::ffff:192.0.2.1"; no ports, brackets, zones, leading zeros or shortened forms of
    // IPv4.
    [[nodiscard]] static std::optional<IpAddress> parse(QByteArrayView text);
    // One that names where a connection comes from: "fe80::1%eth0" is the address without the interface.
    [[nodiscard]] static std::optional<IpAddress> parsePeer(QByteArrayView text);

    [[nodiscard]] bool isV4() const;
    // 127.0.0.0/8 and ::1.
    [[nodiscard]] bool isLoopback() const;
    // The first `bits` of 128 kept, the rest zero.
    [[nodiscard]] IpAddress masked(int bits) const;
    // What privacy rules call truncated: IPv4 to its /24, IPv6 to its /48.
    [[nodiscard]] IpAddress truncated() const { return masked(isV4() ? 96 + 24 : 48); }
    [[nodiscard]] QByteArray toText() const;
    [[nodiscard]] const Bytes &bytes() const { return m_bytes; }

    bool operator==(const IpAddress &) const = default;

private:
    Bytes m_bytes{};
};

// An address or a CIDR block: "10.0.0.0/8", "::1", "[2001:db8::]/32". Bits behind the prefix do not count. A range of
// IPv4 may be written as IPv6, "::ffff:192.0.2.0/120", with no fewer bits than belong to IPv4 alone, 96; one of IPv6
// has no IPv4 address in it, whatever its size.
class IpRange
{
public:
    // None when malformed; why, adviceOnIpRange() tells.
    [[nodiscard]] static std::optional<IpRange> parse(const QString &text);

    [[nodiscard]] bool contains(const IpAddress &address) const;
    // The address, when it is the only one.
    [[nodiscard]] std::optional<IpAddress> single() const;
    [[nodiscard]] bool isV4() const { return m_isV4; }
    // The first address.
    [[nodiscard]] const IpAddress &network() const { return m_network; }
    // Of 128, for IPv4 too: "192.0.2.0/24" has 120.
    [[nodiscard]] int prefixBits() const { return m_bits; }

private:
    IpRange(const IpAddress &address, int bits)
        : m_network(address.masked(bits))
        , m_bits(bits)
        , m_isV4(bits >= 96 && m_network.isV4())
    {}

    IpAddress m_network;
    int m_bits; // of 128
    bool m_isV4;
};

class IpRanges
{
public:
    // Null when one is malformed.
    [[nodiscard]] static std::optional<IpRanges> parse(const QStringList &entries);

    [[nodiscard]] bool isEmpty() const { return m_ranges.empty(); }
    [[nodiscard]] bool contains(const IpAddress &address) const;

private:
    std::vector<IpRange> m_ranges;
};

// What to do about an entry that IpRange does not take: "“localhost” is a name, give 127.0.0.1 and ::1". Empty when it
// is simply no address.
[[nodiscard]] QString adviceOnIpRange(const QString &text);

} // namespace unmta
