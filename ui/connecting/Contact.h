// One try to reach an engine with a token: who answers, and whether it takes the token.
#pragma once

#include "connecting/Connection.h"
#include "contract/HttpTransport.h"
#include "contract/wire/Server.h"

#include <QObject>

#include <memory>

namespace unmta {
class ApiClient;
}

namespace unmta::ui {

[[nodiscard]] Result<std::unique_ptr<HttpTransport>> transportTo(const Connection &connection, const QString &token);

class Contact final : public QObject
{
    Q_OBJECT

public:
    explicit Contact(QObject *parent = nullptr);
    ~Contact() override;

    // What was under way is forgotten. One of the signals follows, never before this returns.
    void reach(const Connection &connection, const QString &token);
    void cancel();
    [[nodiscard]] bool isUnderWay() const { return m_transport != nullptr; }

Q_SIGNALS:
    void reached(const unmta::wire::Server &server);
    // Errors: those of HttpTransport and of GET /server.
    void failed(const unmta::Error &error);

private:
    std::unique_ptr<HttpTransport> m_transport;
    std::unique_ptr<ApiClient> m_client;
    int m_try = 0;
};

} // namespace unmta::ui
