#include "outbound/AddressPolicy.h"

#include "base/system/PlatformSockets.h"

#include <algorithm>
#include <array>
#include <cstring>

using namespace Qt::StringLiterals;

namespace unmta::outbound {

namespace {

constexpr std::array notPublicV4 = {
    "0.0.0.0/8",     "10.0.0.0/8",      "100.64.0.0/10",  "127.0.0.0/8",    "169.254.0.0/16",
    "172.16.0.0/12", "192.0.0.0/24",    "192.0.2.0/24",   "192.88.99.0/24", "192.168.0.0/16",
    "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",    "240.0.0.0/4",
};
// Inside 2000::/3, the only space from which global unicast addresses are given out.
constexpr std::array notPublicV6 = {"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"};

// An IPv4 address inside an IPv6 one: NAT64 (RFC 6052) reaches exactly that IPv4 address, so it is judged as such.
IpAddress unwrapped(const IpAddress &address)
{
    static const IpRange nat64 = *IpRange::parse(u"64:ff9b::/96"_s);
    if (!nat64.contains(address))
        return address;
    IpAddress::Bytes bytes = address.bytes();
    std::fill_n(bytes.begin(), 10, static_cast<unsigned char>(0));
    bytes[10] = bytes[11] = 0xff;
    return IpAddress(bytes);
}

IpRanges rangesOf(const auto &texts)
{
    QStringList list;
    for (const char *text : texts)
        list.append(QString::fromLatin1(text));
    return *IpRanges::parse(list);
}

} // namespace

Result<AddressPolicy> AddressPolicy::publicOnly(const QStringList &alsoAllowed)
{
    const auto bad =
        std::find_if(alsoAllowed.begin(), alsoAllowed.end(), [](const QString &text) { return !IpRange::parse(text); });
    if (bad != alsoAllowed.end())
        return Error(u"outbound.bad_network"_s, {}, {{u"network"_s, *bad}});
    AddressPolicy policy;
    policy.m_publicOnly = true;
    policy.m_allowed = *IpRanges::parse(alsoAllowed);
    return policy;
}

Result<AddressPolicy> AddressPolicy::only(const QStringList &allowed)
{
    auto policy = publicOnly(allowed);
    if (policy)
        policy->m_listedOnly = true;
    return policy;
}

bool AddressPolicy::permits(const IpAddress &address) const
{
    static const IpRanges closedV4 = rangesOf(notPublicV4);
    static const IpRanges closedV6 = rangesOf(notPublicV6);
    static const IpRange globalUnicast = *IpRange::parse(u"2000::/3"_s);

    if (!m_publicOnly)
        return true;
    const IpAddress judged = unwrapped(address);
    if (m_allowed.contains(judged))
        return true;
    if (m_listedOnly)
        return false;
    if (judged.isV4())
        return !closedV4.contains(judged);
    return globalUnicast.contains(judged) && !closedV6.contains(judged);
}

bool AddressPolicy::permits(const sockaddr *address) const
{
    if (address->sa_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, address, sizeof v4);
        IpAddress::Bytes bytes{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
        std::memcpy(bytes.data() + 12, &v4.sin_addr, 4);
        return permits(IpAddress(bytes));
    }
    if (address->sa_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, address, sizeof v6);
        IpAddress::Bytes bytes{};
        std::memcpy(bytes.data(), &v6.sin6_addr, bytes.size());
        return permits(IpAddress(bytes));
    }
    return false;
}

bool AddressPolicy::permits(const QString &address) const
{
    const auto parsed = IpAddress::parse(address.toUtf8());
    return parsed && permits(*parsed);
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
    const auto address = IpAddress::parse(name.toUtf8());
    return address && address->isLoopback();
}

} // namespace unmta::outbound
