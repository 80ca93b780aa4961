// Numeric IP addresses and ranges of them, IPv4 as IPv4-mapped IPv6 so that both compare alike.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QStringList>

#include <array>
#include <optional>
#include <vector>

namespace unmta::http {

class IpAddress
{
public:
    // "192.0.2.1", "2001:db8::1", "::ffff:192.0.2.1"; no ports, brackets or zones.
    [[nodiscard]] static std::optional<IpAddress> parse(QByteArrayView text);

    [[nodiscard]] bool isV4() const;
    // The first `bits` of 128 kept, the rest zero.
    [[nodiscard]] IpAddress masked(int bits) const;
    // What privacy rules call truncated: IPv4 to its /24, IPv6 to its /48.
    [[nodiscard]] IpAddress truncated() const { return masked(isV4() ? 96 + 24 : 48); }
    [[nodiscard]] QByteArray toText() const;

    bool operator==(const IpAddress &) const = default;

private:
    std::array<unsigned char, 16> m_bytes{};
};

class IpRanges
{
public:
    // Each entry an address or a CIDR block: "10.0.0.0/8", "::1"; null when one is malformed.
    [[nodiscard]] static std::optional<IpRanges> parse(const QStringList &entries);

    [[nodiscard]] bool isEmpty() const { return m_ranges.empty(); }
    [[nodiscard]] bool contains(const IpAddress &address) const;

private:
    struct Range
    {
        IpAddress network;
        int bits; // of 128
    };
    std::vector<Range> m_ranges;
};

} // namespace unmta::http
