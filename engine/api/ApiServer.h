// The management API over HTTP: hands requests from the server's workers to the engine thread.
#pragma once

#include "http/HttpHandler.h"

#include <QObject>

namespace unmta {

class ApiDispatcher;

// Must end before the dispatcher, and after the HttpServer that calls it.
class ApiServer final : public http::HttpHandler
{
public:
    explicit ApiServer(ApiDispatcher &dispatcher)
        : m_dispatcher(dispatcher)
    {}
    void handle(http::HttpRequest request, http::Responder responder) override;

private:
    ApiDispatcher &m_dispatcher;
};

} // namespace unmta
