// What proxies say about the requests that they pass on: X-Forwarded-For and X-Forwarded-Proto, or else Forwarded (RFC
// 7239). Only trusted proxies are believed; anybody else's words are a stranger's.
#pragma once

#include "base/IpAddress.h"
#include "http/HttpMessage.h"

namespace unmta::edge {

[[nodiscard]] bool isTrusted(const IpRanges &proxies, QByteArrayView address);

// The client's address: the peer, or what trusted proxies say about it (the last address in the chain that is not
// itself a trusted proxy).
[[nodiscard]] QByteArray clientAddress(const http::HttpRequest &request, const IpRanges &trustedProxies);

// Whether the client came by https: here, or at the first of its proxies. Each proxy adds to the end of a list, so the
// first element is what the client's own connection was.
[[nodiscard]] bool arrivedByHttps(const http::HttpRequest &request, const IpRanges &trustedProxies);

} // namespace unmta::edge
