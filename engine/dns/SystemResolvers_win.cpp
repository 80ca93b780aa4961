#include "base/Bytes.h"
#include "dns/Resolvers.h"

#include <winsock2.h>
#include <ws2tcpip.h>

#include <iphlpapi.h>

#include <vector>

namespace unmta::dns {

namespace {

QString addressText(const SOCKET_ADDRESS &address)
{
    char text[INET6_ADDRSTRLEN + 1] = {};
    DWORD size = sizeof text;
    if (WSAAddressToStringA(address.lpSockaddr, static_cast<DWORD>(address.iSockaddrLength), nullptr, text, &size) != 0)
        return {};
    return QString::fromLatin1(text);
}

} // namespace

QList<Endpoint> systemResolvers()
{
    ULONG size = 16 * KiB;
    std::vector<char> buffer(size);
    const ULONG flags = GAA_FLAG_SKIP_UNICAST | GAA_FLAG_SKIP_ANYCAST | GAA_FLAG_SKIP_MULTICAST;
    auto adapters = [&buffer] { return reinterpret_cast<IP_ADAPTER_ADDRESSES *>(buffer.data()); };
    ULONG status = GetAdaptersAddresses(AF_UNSPEC, flags, nullptr, adapters(), &size);
    if (status == ERROR_BUFFER_OVERFLOW) {
        buffer.resize(size);
        status = GetAdaptersAddresses(AF_UNSPEC, flags, nullptr, adapters(), &size);
    }
    QList<Endpoint> result;
    if (status != NO_ERROR)
        return result;
    for (const auto *adapter = adapters(); adapter != nullptr; adapter = adapter->Next) {
        if (adapter->OperStatus != IfOperStatusUp)
            continue;
        for (const auto *server = adapter->FirstDnsServerAddress; server != nullptr; server = server->Next) {
            const auto endpoint = parseEndpoint(addressText(server->Address));
            if (endpoint.ok() && !result.contains(*endpoint))
                result << *endpoint;
        }
    }
    return result;
}

} // namespace unmta::dns
