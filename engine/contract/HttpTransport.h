// The management API of a remote engine over HTTP/1.1 (Qt Network). Plain HTTP is only spoken to this computer itself,
// because the token would travel in clear.
#pragma once

#include "contract/Transport.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QUrl>

#include <optional>

namespace unmta {

struct RemoteEngine
{
    QUrl url;       // "https://engine.example.com:8089"; a path is not used
    QString token;  // "utk_…"
    QString caFile; // PEM, in addition to the system's; empty: the system's only
    // PEM of the one certificate that is trusted, and nothing besides: the engine's authority, or its certificate
    // itself. Empty: whom this computer trusts, and caFile.
    QByteArray pin = {};
};

class HttpTransport final : public QObject, public Transport
{
    Q_OBJECT

public:
    // Errors: transport.insecure, transport.bad_url, transport.ca_file (of the pin, too).
    //
    // Those of a certificate that is not trusted, transport.tls and transport.tls_changed, have a context by which it
    // can be: "certificate" is what RemoteEngine::pin would be, "fingerprint" its SHA-256, "subject" whom it names.
    // Nothing has been sent by then, least of all the token.
    [[nodiscard]] static Result<std::unique_ptr<HttpTransport>> create(const RemoteEngine &engine);

    void send(ApiRequest request, Callback done) override;

private:
    explicit HttpTransport(RemoteEngine engine);
    void finished(QNetworkReply *reply, const Callback &done);
    // What is wrong with whoever answers; none: it is the pinned certificate itself.
    [[nodiscard]] std::optional<Error> problemOf(const QNetworkReply &reply, const QList<QSslError> &faults) const;

    RemoteEngine m_engine;
    QSslCertificate m_pin;
    QSslConfiguration m_tls;
    QNetworkAccessManager m_network;
};

} // namespace unmta
