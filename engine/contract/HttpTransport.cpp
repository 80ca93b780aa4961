#include "contract/HttpTransport.h"

#include "contract/Fingerprint.h"
#include "contract/TransportFields.h"

#include <QBuffer>
#include <QDateTime>
#include <QFile>
#include <QHostAddress>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslError>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

bool isThisComputer(const QString &host)
{
    return host == u"localhost"_s || QHostAddress(host).isLoopback();
}

QString errorCodeOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::SslHandshakeFailedError:
        return u"transport.tls"_s;
    case QNetworkReply::OperationCanceledError: // how Qt reports its transfer timeout
    case QNetworkReply::TimeoutError:
        return u"transport.timeout"_s;
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
        return u"transport.malformed"_s;
    default:
        return u"transport.unreachable"_s;
    }
}

// Errors below HTTP, which may strike after the status line has come: then the body is not whole. Qt numbers them below
// 200, and puts what an HTTP status means above.
bool isBroken(QNetworkReply::NetworkError error)
{
    return error != QNetworkReply::NoError &&
           (error < QNetworkReply::ContentAccessDenied || error == QNetworkReply::ProtocolFailure);
}

// What can be trusted for good: the authority of its own that an engine sends along, which outlives the certificates
// that it makes; else the certificate itself.
QSslCertificate anchorOf(const QList<QSslCertificate> &chain)
{
    return chain.last().isSelfSigned() ? chain.last() : chain.first();
}

// Whether all that is wrong is of one of these kinds.
bool areOnly(const QList<QSslError> &faults, const QList<QSslError::SslError> &kinds)
{
    return std::all_of(faults.begin(), faults.end(),
                       [&kinds](const QSslError &fault) { return kinds.contains(fault.error()); });
}

// The names and addresses that a certificate is for.
QString subjectsOf(const QSslCertificate &certificate)
{
    QStringList subjects = certificate.subjectAlternativeNames().values();
    subjects.sort();
    return subjects.join(u", "_s);
}

} // namespace

Result<std::unique_ptr<HttpTransport>> HttpTransport::create(const RemoteEngine &engine)
{
    const QMap<QString, QString> where{{u"address"_s, engine.url.toDisplayString()}};
    const bool web = engine.url.scheme() == u"http"_s || engine.url.scheme() == u"https"_s;
    if (!engine.url.isValid() || !web || engine.url.host().isEmpty())
        return Error(u"transport.bad_url"_s, u"url"_s, where);
    if (engine.url.scheme() == u"http"_s && !isThisComputer(engine.url.host()))
        return Error(u"transport.insecure"_s, u"url"_s, where);

    std::unique_ptr<HttpTransport> transport(new HttpTransport(engine));
    if (!engine.caFile.isEmpty()) {
        const auto certificates = QSslCertificate::fromPath(engine.caFile, QSsl::Pem);
        if (certificates.isEmpty())
            return Error(u"transport.ca_file"_s, u"ca_file"_s, {{u"path"_s, engine.caFile}});
        transport->m_tls.addCaCertificates(certificates);
    }
    if (!engine.pin.isEmpty()) {
        transport->m_pin = QSslCertificate(engine.pin, QSsl::Pem);
        if (transport->m_pin.isNull())
            return Error(u"transport.ca_file"_s, u"pin"_s, {{u"path"_s, engine.url.toDisplayString()}});
        transport->m_tls.setCaCertificates({transport->m_pin});
    }
    return transport;
}

HttpTransport::HttpTransport(RemoteEngine engine)
    : m_engine(std::move(engine))
    , m_tls(QSslConfiguration::defaultConfiguration())
{
    // A proxy for the web is no way to a management port, and looking for one can block for seconds.
    m_network.setProxy(QNetworkProxy::NoProxy);
}

void HttpTransport::send(ApiRequest request, Callback done)
{
    QUrl url = m_engine.url;
    url.setPath(request.path, QUrl::TolerantMode); // "%2F" inside a segment stays what it is
    url.setQuery(request.query);

    QNetworkRequest http(url);
    http.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    http.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    http.setTransferTimeout(request.timeoutMs);
    http.setSslConfiguration(m_tls);
    if (!m_engine.token.isEmpty())
        http.setRawHeader("Authorization", "Bearer " + m_engine.token.toLatin1());
    http.setRawHeader("Accept", "application/json");
    for (const auto &[name, value] : conditionsOf(request))
        http.setRawHeader(name, value);
    if (!request.contentType.isEmpty())
        http.setHeader(QNetworkRequest::ContentTypeHeader, request.contentType);

    QNetworkReply *reply = m_network.sendCustomRequest(http, methodName(request.method), request.body);
    const auto problem = std::make_shared<std::optional<Error>>();
    connect(reply, &QNetworkReply::sslErrors, this, [this, reply, problem](const QList<QSslError> &faults) {
        *problem = problemOf(*reply, faults);
        if (!*problem)
            reply->ignoreSslErrors();
    });
    connect(reply, &QNetworkReply::finished, this, [this, reply, problem, done = std::move(done)] {
        if (!*problem)
            return finished(reply, done);
        reply->deleteLater();
        done(**problem);
    });
}

std::optional<Error> HttpTransport::problemOf(const QNetworkReply &reply, const QList<QSslError> &faults) const
{
    QMap<QString, QString> context{{u"address"_s, m_engine.url.toDisplayString()}, {u"host"_s, m_engine.url.host()}};
    const auto problem = [&](const QString &code) { return Error(code, {}, context, reply.errorString()); };
    const QList<QSslCertificate> chain = reply.sslConfiguration().peerCertificateChain();
    if (chain.isEmpty())
        return problem(u"transport.tls"_s);
    if (!m_pin.isNull() && chain.first() == m_pin)
        return std::nullopt;
    // Trusted, but somebody else's: the one fault that another address mends.
    if (areOnly(faults, {QSslError::HostNameMismatch})) {
        context.insert(u"names"_s, subjectsOf(chain.first()));
        return problem(u"transport.tls_name"_s);
    }
    const QSslCertificate anchor = anchorOf(chain);
    const bool isKnown = anchor == m_pin;
    if (isKnown || areOnly(faults, {QSslError::CertificateExpired, QSslError::CertificateNotYetValid})) {
        context.insert(u"from"_s, chain.first().effectiveDate().toUTC().toString(Qt::ISODate));
        context.insert(u"until"_s, chain.first().expiryDate().toUTC().toString(Qt::ISODate));
        return problem(u"transport.tls_time"_s);
    }
    context.insert(u"certificate"_s, QString::fromLatin1(anchor.toPem()));
    context.insert(u"fingerprint"_s, certificateFingerprint(anchor.toPem()));
    context.insert(u"subject"_s, anchor.subjectDisplayName());
    if (m_pin.isNull())
        return problem(u"transport.tls"_s);
    context.insert(u"expected"_s, certificateFingerprint(m_pin.toPem()));
    return problem(u"transport.tls_changed"_s);
}

void HttpTransport::finished(QNetworkReply *reply, const Callback &done)
{
    reply->deleteLater();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0 || isBroken(reply->error())) {
        done(Error(errorCodeOf(reply->error()), {}, {{u"address"_s, m_engine.url.toDisplayString()}},
                   reply->errorString()));
        return;
    }
    ApiResponse response;
    response.status = status;
    response.contentType = reply->rawHeader("Content-Type");
    response.body = reply->readAll();
    for (const auto &[name, value] : reply->rawHeaderPairs())
        readField(response, name.toLower(), value);
    done(response);
}

} // namespace unmta
