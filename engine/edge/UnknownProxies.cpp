#include "edge/UnknownProxies.h"

#include "base/Log.h"
#include "edge/Forwarded.h"

namespace unmta::edge {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostTold = 64;

// Loopback, private, shared, link-local: where the operator's own machines are.
bool isNear(QByteArrayView peer)
{
    static const IpRanges near =
        *IpRanges::parse({u"127.0.0.0/8"_s, u"10.0.0.0/8"_s, u"172.16.0.0/12"_s, u"192.168.0.0/16"_s,
                          u"100.64.0.0/10"_s, u"169.254.0.0/16"_s, u"::1"_s, u"fc00::/7"_s, u"fe80::/10"_s});
    const auto address = IpAddress::parsePeer(peer);
    return address && near.contains(*address);
}

} // namespace

void UnknownProxies::note(const http::HttpRequest &request, const IpRanges &trustedProxies)
{
    const bool isForwarded = request.headers.contains("x-forwarded-for") || request.headers.contains("forwarded");
    if (!isForwarded || !isNear(request.peerAddress) || isTrusted(trustedProxies, request.peerAddress))
        return;
    {
        const std::lock_guard lock(m_mutex);
        if (m_told.size() >= mostTold || m_told.contains(request.peerAddress))
            return;
        m_told.insert(request.peerAddress);
    }
    qCWarning(lcEdge).noquote().nospace() << "a proxy that is not trusted address=" << request.peerAddress
                                          << " advice=\"if it is yours, name it in edge.trusted_proxies\"";
}

} // namespace unmta::edge
