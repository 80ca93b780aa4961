#include "milter/StatusHandler.h"

namespace unmta::milter {

using http::HttpResponse;

void StatusHandler::handle(http::HttpRequest request, http::Responder responder)
{
    const double age = m_keeper.ageSeconds();
    if (request.method != "GET" && request.method != "HEAD") {
        responder.send(HttpResponse(405, {{"Allow", "GET, HEAD"}}, {}));
    } else if (request.path() == "/metrics") {
        responder.send(
            HttpResponse(200, {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}}, m_metrics.toText(age)));
    } else if (request.path() == "/healthz") {
        // Without a snapshot mail passes, but nothing is tracked: somebody should look.
        const bool good = age >= 0;
        responder.send(HttpResponse(good ? 200 : 503, {{"Content-Type", "application/json"}},
                                    good ? R"({"status":"ok"})" : R"({"status":"no_snapshot"})"));
    } else {
        responder.send(HttpResponse(404));
    }
}

} // namespace unmta::milter
