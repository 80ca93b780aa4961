#include "dns/Resolvers.h"

#include <winsock2.h>

#include <ws2tcpip.h>

#include <iphlpapi.h>

#include <algorithm>
#include <array>
#include <vector>

namespace unmta::dns {

namespace {

struct Adapter
{
    ULONG metric = 0;
    QList<Endpoint> servers;
};

// What Windows asks when nobody has told an IPv6 interface of a server; nobody answers there.
bool isPlaceholder(const QString &address)
{
    return address.startsWith(QLatin1String("fec0:0:0:ffff::"));
}

QString textOf(const SOCKET_ADDRESS &address)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    const auto *any = address.lpSockaddr;
    const void *bytes = any->sa_family == AF_INET
                            ? static_cast<const void *>(&reinterpret_cast<const sockaddr_in *>(any)->sin_addr)
                            : &reinterpret_cast<const sockaddr_in6 *>(any)->sin6_addr;
    return inet_ntop(any->sa_family, bytes, text.data(), text.size()) ? QString::fromLatin1(text.data()) : QString();
}

} // namespace

// Of the interfaces that are up, in the order in which Windows prefers them.
QList<Endpoint> systemResolvers()
{
    constexpr ULONG flags = GAA_FLAG_SKIP_UNICAST | GAA_FLAG_SKIP_ANYCAST | GAA_FLAG_SKIP_MULTICAST;
    std::vector<char> room(32 * 1024);
    auto size = static_cast<ULONG>(room.size());
    ULONG code = ERROR_BUFFER_OVERFLOW;
    for (int tries = 0; tries < 4 && code == ERROR_BUFFER_OVERFLOW; ++tries) {
        room.resize(size);
        code = GetAdaptersAddresses(AF_UNSPEC, flags, nullptr, reinterpret_cast<IP_ADAPTER_ADDRESSES *>(room.data()),
                                    &size);
    }
    if (code != ERROR_SUCCESS)
        return {};
    std::vector<Adapter> adapters;
    for (const auto *it = reinterpret_cast<const IP_ADAPTER_ADDRESSES *>(room.data()); it; it = it->Next) {
        if (it->OperStatus != IfOperStatusUp)
            continue;
        Adapter adapter{std::min(it->Ipv4Metric, it->Ipv6Metric), {}};
        for (const auto *server = it->FirstDnsServerAddress; server; server = server->Next) {
            const QString address = textOf(server->Address);
            if (const auto endpoint = parseEndpoint(address); endpoint && !isPlaceholder(address))
                adapter.servers.append(*endpoint);
        }
        adapters.push_back(std::move(adapter));
    }
    std::stable_sort(adapters.begin(), adapters.end(),
                     [](const Adapter &a, const Adapter &b) { return a.metric < b.metric; });
    QList<Endpoint> all;
    for (const Adapter &adapter : adapters) {
        for (const Endpoint &server : adapter.servers) {
            if (!all.contains(server))
                all.append(server);
        }
    }
    return all;
}

} // namespace unmta::dns
