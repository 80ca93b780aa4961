// Which addresses an outbound call may connect to. The test is made on the address that is about to be connected,
// after name resolution, so that no spelling of an address and no DNS trick gets around it.
#pragma once

#include "base/IpAddress.h"
#include "base/Result.h"

#include <QString>
#include <QStringList>

struct sockaddr;

namespace unmta::outbound {

// A value. By default any address is permitted.
class AddressPolicy
{
public:
    // Everything may be connected: for addresses that only the operator sets.
    static AddressPolicy any() { return {}; }
    // Only globally routable unicast addresses, plus the listed networks, as IpRange reads them.
    // Loopback, private, link-local, shared (CGN), multicast, documentation and reserved ranges are refused, also when
    // they are wrapped in IPv6 (mapped, compatible, NAT64, 6to4, Teredo).
    // Error codes: "outbound.bad_network" with {"network"}.
    static Result<AddressPolicy> publicOnly(const QStringList &alsoAllowed = {});

    // Only the listed networks. Errors: the same.
    static Result<AddressPolicy> only(const QStringList &allowed);

    // Only AF_INET and AF_INET6 are ever permitted.
    [[nodiscard]] bool permits(const sockaddr *address) const;
    // The textual form of one address; false for anything that is not an IP address.
    [[nodiscard]] bool permits(const QString &address) const;

private:
    [[nodiscard]] bool permits(const IpAddress &address) const;

    bool m_publicOnly = false;
    bool m_listedOnly = false;
    IpRanges m_allowed;
};

// True for 127.0.0.0/8, ::1 and the name "localhost" (and names under it).
[[nodiscard]] bool isLoopbackHost(const QString &host);

} // namespace unmta::outbound
