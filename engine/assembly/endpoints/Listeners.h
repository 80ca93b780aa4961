// From the configuration's addresses to the HTTP server's.
#pragma once

#include "assembly/EngineConfig.h"
#include "http/server/HttpServer.h"

namespace unmta {

[[nodiscard]] inline http::HttpListener httpListener(const ListenAddress &address, bool tls)
{
    return {address.address, address.port, tls};
}

} // namespace unmta
