// The management API over HTTP: hands requests from the server's workers to the engine thread. Its HttpServer asks for
// bodies (HttpLimits::asksForBodies): a caller is let in by its head, and only then may a body come.
#pragma once

#include "api/BodyRules.h"
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
    void admitBody(http::HttpRequest head, std::optional<qint64> announced, http::BodyAdmission admission) override;

private:
    ApiDispatcher &m_dispatcher;
    BodyRules m_bodies; // used on the engine thread
};

} // namespace unmta
