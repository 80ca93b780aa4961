#include "connecting/Contact.h"

#include "contract/ApiClient.h"

#include <QTimer>

namespace unmta::ui {

namespace {

constexpr int patienceMs = 15'000; // somebody waits in front of a dialog

} // namespace

Result<std::unique_ptr<HttpTransport>> transportTo(const Connection &connection, const QString &token)
{
    return HttpTransport::create({connection.url, token, connection.caFile, connection.pin});
}

Contact::Contact(QObject *parent)
    : QObject(parent)
{}

Contact::~Contact() = default;

void Contact::cancel()
{
    ++m_try;
    m_client.reset();
    m_transport.reset();
}

void Contact::reach(const Connection &connection, const QString &token)
{
    cancel();
    auto transport = transportTo(connection, token);
    const auto fail = [this, id = m_try](const Error &error) {
        if (id != m_try)
            return;
        cancel();
        Q_EMIT failed(error);
    };
    if (!transport) {
        QTimer::singleShot(0, this, [fail, error = transport.error()] { fail(error); });
        return;
    }
    m_transport = *std::move(transport);
    m_client = std::make_unique<ApiClient>(*m_transport);
    ApiRequest request = plainRequest(api::getServer, {});
    request.timeoutMs = patienceMs;
    m_client->send<wire::Server>(std::move(request), this,
                                 [this, fail, id = m_try](const Result<wire::Server> &server) {
                                     if (id != m_try)
                                         return;
                                     // The transport is still at work; it goes when it has returned.
                                     QTimer::singleShot(0, this, [this, fail, id, server] {
                                         if (id != m_try)
                                             return;
                                         if (!server)
                                             return fail(server.error());
                                         cancel();
                                         Q_EMIT reached(*server);
                                     });
                                 });
}

} // namespace unmta::ui
