// The management API of a remote engine over HTTP/1.1 (Qt Network). Plain HTTP is only spoken to this computer itself,
// because the token would travel in clear.
#pragma once

#include "contract/Transport.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

namespace unmta {

struct RemoteEngine
{
    QUrl url;       // "https://engine.example.com:8089"; a path is not used
    QString token;  // "utk_…"
    QString caFile; // PEM, in addition to the system's; empty: the system's only
};

class HttpTransport final : public QObject, public Transport
{
    Q_OBJECT

public:
    // Errors: transport.insecure, transport.bad_url, transport.ca_file.
    [[nodiscard]] static Result<std::unique_ptr<HttpTransport>> create(const RemoteEngine &engine);

    void send(ApiRequest request, Callback done) override;

private:
    explicit HttpTransport(RemoteEngine engine);
    void finished(QNetworkReply *reply, const Callback &done);

    RemoteEngine m_engine;
    QSslConfiguration m_tls;
    QNetworkAccessManager m_network;
};

} // namespace unmta
