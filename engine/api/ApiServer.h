// The management API over HTTP: hands requests from the server's workers to the engine thread. Its HttpServer asks for
// bodies (HttpLimits::asksForBodies): a caller is let in by its head, and only then may a body come.
#pragma once

#include "api/BodyRules.h"
#include "api/BrowserGuard.h"
#include "http/HttpHandler.h"

#include <QObject>

namespace unmta {

class ApiDispatcher;

// Must end before the dispatcher, and after the HttpServer that calls it.
class ApiServer final : public http::HttpHandler
{
public:
    ApiServer(ApiDispatcher &dispatcher, BrowserGuard guard)
        : m_dispatcher(dispatcher)
        , m_guard(std::move(guard))
    {}
    void handle(http::HttpRequest request, http::Responder responder) override;
    void admitBody(http::HttpRequest head, std::optional<qint64> announced, http::BodyAdmission admission) override;

private:
    [[nodiscard]] Result<ApiRequest> read(const http::HttpRequest &request) const;

    ApiDispatcher &m_dispatcher;
    const BrowserGuard m_guard;
    BodyRules m_bodies; // used on the engine thread
};

} // namespace unmta
