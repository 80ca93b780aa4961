// What the operator decides about the edge; a value, exchanged as a whole at run time.
#pragma once

#include "base/IpAddress.h"

namespace unmta::edge {

enum class IpDetail : std::uint8_t
{
    Full,
    Truncated, // IPv4 to its /24, IPv6 to its /48
    None,
};

struct EdgePolicy
{
    // http answers 308 to https, for hosts that have a certificate.
    bool requireHttps = false;
    // Where clients reach https from outside; in the redirect unless it is 443.
    quint16 httpsPort = 443;
    // Whose X-Forwarded-For, X-Forwarded-Proto and Forwarded are believed; they also have no connection limit of their
    // own, and need no server name in their handshakes.
    IpRanges trustedProxies;
    // Their connections begin with a PROXY header, all of them, and are the client's that it names.
    bool proxyProtocol = false;
    IpDetail ip = IpDetail::Full;
    bool keepUserAgent = true;
};

} // namespace unmta::edge
