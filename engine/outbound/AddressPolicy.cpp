#include "outbound/AddressPolicy.h"

#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#endif

#include <algorithm>
#include <array>
#include <cstring>

using namespace Qt::StringLiterals;

namespace unmta::outbound {

namespace {

constexpr std::array<const char *, 15> notPublicV4 = {
    "0.0.0.0/8",     "10.0.0.0/8",      "100.64.0.0/10",  "127.0.0.0/8",    "169.254.0.0/16",
    "172.16.0.0/12", "192.0.0.0/24",    "192.0.2.0/24",   "192.88.99.0/24", "192.168.0.0/16",
    "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",    "240.0.0.0/4",
};
// Inside 2000::/3, the only space from which global unicast addresses are given out.
constexpr std::array<const char *, 4> notPublicV6 = {"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"};

QByteArray mappedPrefix()
{
    return QByteArray(10, '\0') + QByteArray(2, '\xff');
}

// 16 bytes, IPv4 mapped; empty when the text is no address.
QByteArray addressBytes(const QByteArray &text)
{
    std::array<char, 16> buffer{};
    if (inet_pton(AF_INET, text.constData(), buffer.data()) == 1)
        return mappedPrefix() + QByteArray(buffer.data(), 4);
    if (inet_pton(AF_INET6, text.constData(), buffer.data()) == 1)
        return QByteArray(buffer.data(), 16);
    return {};
}

// An IPv4 address inside an IPv6 one: NAT64 (RFC 6052) reaches exactly that IPv4 address, so it is judged as such.
QByteArray unwrapped(const QByteArray &address)
{
    static const QByteArray nat64 = QByteArray::fromHex("0064ff9b0000000000000000");
    if (address.startsWith(nat64))
        return mappedPrefix() + address.last(4);
    return address;
}

} // namespace

Result<AddressPolicy::Network> AddressPolicy::parse(const QString &text)
{
    const Error bad(u"outbound.bad_network"_s, {}, {{u"network"_s, text}});
    const qsizetype slash = text.indexOf(u'/');
    Network network;
    network.bytes = addressBytes(text.first(slash < 0 ? text.size() : slash).trimmed().toLatin1());
    if (network.bytes.isEmpty())
        return bad;
    if (slash < 0)
        return network;
    const bool isV4 = network.bytes.startsWith(mappedPrefix()) && !text.contains(u':');
    bool isNumber = false;
    const int prefix = text.sliced(slash + 1).trimmed().toInt(&isNumber);
    if (!isNumber || prefix < 0 || prefix > (isV4 ? 32 : 128))
        return bad;
    network.prefix = isV4 ? prefix + 96 : prefix;
    return network;
}

Result<AddressPolicy> AddressPolicy::publicOnly(const QStringList &alsoAllowed)
{
    AddressPolicy policy;
    policy.m_publicOnly = true;
    for (const QString &text : alsoAllowed) {
        Result<Network> network = parse(text);
        if (!network)
            return network.error();
        policy.m_allowed.push_back(std::move(*network));
    }
    return policy;
}

bool AddressPolicy::contains(const Network &network, const QByteArray &address)
{
    for (int bit = 0; bit < network.prefix; bit += 8) {
        const int bits = std::min(8, network.prefix - bit);
        const auto mask = static_cast<unsigned char>(0xff << (8 - bits));
        const auto difference = static_cast<unsigned char>(network.bytes[bit / 8] ^ address[bit / 8]);
        if ((difference & mask) != 0)
            return false;
    }
    return true;
}

bool AddressPolicy::permitsBytes(const QByteArray &address) const
{
    static const auto networks = [](const auto &texts) {
        std::vector<Network> list;
        list.reserve(std::size(texts));
        for (const char *text : texts)
            list.push_back(*parse(QString::fromLatin1(text)));
        return list;
    };
    static const std::vector<Network> closedV4 = networks(notPublicV4);
    static const std::vector<Network> closedV6 = networks(notPublicV6);
    static const Network globalUnicast = *parse(u"2000::/3"_s);

    if (!m_publicOnly)
        return true;
    const QByteArray judged = unwrapped(address);
    const auto holds = [&judged](const Network &network) { return contains(network, judged); };
    if (std::any_of(m_allowed.begin(), m_allowed.end(), holds))
        return true;
    if (judged.startsWith(mappedPrefix()))
        return std::none_of(closedV4.begin(), closedV4.end(), holds);
    return holds(globalUnicast) && std::none_of(closedV6.begin(), closedV6.end(), holds);
}

bool AddressPolicy::permits(const sockaddr *address) const
{
    if (address->sa_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, address, sizeof v4);
        return permitsBytes(mappedPrefix() + QByteArray(reinterpret_cast<const char *>(&v4.sin_addr), 4));
    }
    if (address->sa_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, address, sizeof v6);
        return permitsBytes(QByteArray(reinterpret_cast<const char *>(&v6.sin6_addr), 16));
    }
    return false;
}

bool AddressPolicy::permits(const QString &address) const
{
    const QByteArray bytes = addressBytes(address.toLatin1());
    return !bytes.isEmpty() && permitsBytes(bytes);
}

bool isLoopbackHost(const QString &host)
{
    QString name = host.toLower();
    if (name.startsWith(u'[') && name.endsWith(u']'))
        name = name.sliced(1, name.size() - 2);
    if (name.endsWith(u'.'))
        name.chop(1);
    if (name == u"localhost" || name.endsWith(u".localhost"))
        return true;
    const QByteArray bytes = addressBytes(name.toLatin1());
    if (bytes.isEmpty())
        return false;
    return bytes == addressBytes("::1") || bytes.startsWith(mappedPrefix() + '\x7f');
}

} // namespace unmta::outbound
