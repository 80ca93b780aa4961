// From the configuration's addresses to the HTTP server's.
#pragma once

#include "assembly/EngineConfig.h"
#include "http/server/HttpServer.h"

#include <algorithm>

namespace unmta {

[[nodiscard]] inline http::HttpListener httpListener(const ListenAddress &address, bool tls)
{
    return {address.address, address.port, tls};
}

// What an engine that stops gives kept connections for the request that their client is about to send. Who works with
// one asks more often than that; who does not has no request to lose.
inline constexpr Millis patienceWithKept{500};

// How many connections the edge and the management API may have when the process may open so many files: what the
// engine needs for itself, and for whoever comes by the local socket, stays free.
struct ConnectionShares
{
    int edge;
    int api;
};
[[nodiscard]] inline ConnectionShares connectionShares(int files)
{
    return {std::min(20'000, files / 8 * 5), std::min(2'000, files / 8)};
}

} // namespace unmta
