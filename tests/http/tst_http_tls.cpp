#include "http/HttpFixture.h"
#include "http/RawClient.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_http_tls {

using namespace Qt::StringLiterals;
using namespace unmta::http;
using namespace unmta::test;

class TestHttpTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tlsServesByName();
    void tlsRefusesUnknownNames();
    void tlsResumptionStopsWithTheHost();
    void ticketsAreForOneName();
    void eachResumptionBringsATicket();
    void namelessClients();
    void tlsHandshakeTimeout();
    void badCertificates();

private:
    SystemClock m_clock;
    TestHandler m_handler;
};

void TestHttpTls::tlsServesByName()
{
    const auto provider = std::make_shared<TestProvider>();
    provider->add("one.example");
    provider->add("two.example");
    HttpServerConfig config = loopback(true);
    config.tls = provider;
    HttpServer server(config, m_handler, m_clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        for (const QByteArray host : {"one.example", "two.example"}) {
            RawClient client(port);
            QVERIFY(client.startTls(host.toUpper(), version));
            const unsigned char *protocol = nullptr;
            unsigned int size = 0;
            SSL_get0_alpn_selected(client.ssl(), &protocol, &size);
            QCOMPARE(QByteArray(reinterpret_cast<const char *>(protocol), size), "http/1.1"_ba);
            X509 *certificate = SSL_get1_peer_certificate(client.ssl());
            QVERIFY(X509_check_host(certificate, host.constData(), 0, 0, nullptr) == 1);
            X509_free(certificate);
            const auto reply = client.get(host, "/tls");
            QCOMPARE(reply.status, 200);
            QCOMPARE(reply.field("x-sni"), host);
            QCOMPARE(client.get(host, "/big?3000000").body.size(), 3'000'000);
        }
    }
    RawClient old(port);
    QVERIFY(!old.startTls("one.example", TLS1_1_VERSION));
    QTRY_COMPARE(server.stats().handshakes, 4U);
}

void TestHttpTls::tlsRefusesUnknownNames()
{
    const auto provider = std::make_shared<TestProvider>();
    provider->add("one.example");
    HttpServerConfig config = loopback(true);
    config.tls = provider;
    HttpServer server(config, m_handler, m_clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        for (const QByteArray name : {"other.example", "one.example.", ""}) {
            RawClient client(port);
            QVERIFY(!client.startTls(name, version));
            QCOMPARE(client.alert(), SSL_AD_UNRECOGNIZED_NAME);
        }
    }
    QTRY_COMPARE(server.stats().sniRefused, 6U);
    QTRY_COMPARE(server.stats().handshakesFailed, 6U);
}

void TestHttpTls::tlsResumptionStopsWithTheHost()
{
    const auto provider = std::make_shared<TestProvider>();
    provider->add("one.example");
    HttpServerConfig config = loopback(true);
    config.tls = provider;
    HttpServer server(config, m_handler, m_clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        provider->add("one.example");
        RawClient first(port);
        QVERIFY(first.startTls("one.example", version));
        QCOMPARE(first.get("one.example", "/").status, 200);
        SSL_SESSION *session = SSL_get1_session(first.ssl());
        RawClient second(port);
        QVERIFY(second.startTls("one.example", version, session));
        QCOMPARE(SSL_session_reused(second.ssl()), 1);
        QCOMPARE(second.get("one.example", "/").field("x-sni"), "one.example"_ba);
        provider->remove("one.example");
        RawClient third(port);
        QVERIFY(!third.startTls("one.example", version, session));
        QCOMPARE(third.alert(), SSL_AD_UNRECOGNIZED_NAME);
        SSL_SESSION_free(session);
    }
}

void TestHttpTls::ticketsAreForOneName()
{
    const auto provider = std::make_shared<TestProvider>();
    provider->add("one.example");
    provider->add("two.example");
    HttpServerConfig config = loopback(true);
    config.tls = provider;
    HttpServer server(config, m_handler, m_clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        RawClient first(port);
        QVERIFY(first.startTls("one.example", version));
        QCOMPARE(first.get("one.example", "/").status, 200);
        SSL_SESSION *session = SSL_get1_session(first.ssl());
        RawClient other(port);
        QVERIFY(other.startTls("two.example", version, session));
        QCOMPARE(SSL_session_reused(other.ssl()), 0);
        X509 *certificate = SSL_get1_peer_certificate(other.ssl());
        QCOMPARE(X509_check_host(certificate, "two.example", 0, 0, nullptr), 1);
        X509_free(certificate);
        QCOMPARE(other.get("two.example", "/").field("x-sni"), "two.example"_ba);
        RawClient same(port);
        QVERIFY(same.startTls("one.example", version, session));
        QCOMPARE(SSL_session_reused(same.ssl()), 1);
        SSL_SESSION_free(session);
    }
}

// Clients use a ticket once (RFC 8446 appendix C.4); without the next one every second handshake would be a full one.
void TestHttpTls::eachResumptionBringsATicket()
{
    const auto provider = std::make_shared<TestProvider>();
    provider->add("one.example");
    HttpServerConfig config = loopback(true);
    config.tls = provider;
    HttpServer server(config, m_handler, m_clock);
    QVERIFY(server.start());
    const auto ticketOf = [](const SSL_SESSION *session) {
        const unsigned char *ticket = nullptr;
        std::size_t size = 0;
        SSL_SESSION_get0_ticket(session, &ticket, &size);
        return QByteArray(reinterpret_cast<const char *>(ticket), static_cast<qsizetype>(size));
    };
    SSL_SESSION *session = nullptr;
    QSet<QByteArray> tickets;
    std::vector<std::unique_ptr<RawClient>> clients; // OpenSSL takes up no session of one that was cut off
    for (int i = 0; i < 5; ++i) {
        RawClient &client = *clients.emplace_back(std::make_unique<RawClient>(server.listeners().first().port));
        QVERIFY(client.startTls("one.example", TLS1_3_VERSION, session));
        QCOMPARE(SSL_session_reused(client.ssl()), i > 0 ? 1 : 0);
        QCOMPARE(client.get("one.example", "/").status, 200);
        SSL_SESSION_free(session);
        session = SSL_get1_session(client.ssl());
        QVERIFY(!tickets.contains(ticketOf(session)));
        tickets.insert(ticketOf(session));
    }
    SSL_SESSION_free(session);
}

void TestHttpTls::namelessClients()
{
    struct Nameless final : TlsContextProvider
    {
        std::shared_ptr<SSL_CTX> contextFor(const QByteArray &) override { return nullptr; }
        std::shared_ptr<SSL_CTX> contextWithoutName(const QByteArray &peerAddress) override
        {
            return peerAddress == "127.0.0.9" ? makeAnonymousTlsContext().value() : nullptr;
        }
    };
    HttpServerConfig config = loopback(true);
    config.tls = std::make_shared<Nameless>();
    HttpServer server(config, m_handler, m_clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        RawClient known(port, "127.0.0.1", "127.0.0.9");
        QVERIFY(known.startTls("", version));
        const auto reply = known.get("a", "/");
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.field("x-sni"), ""_ba);
        RawClient named(port, "127.0.0.1", "127.0.0.9");
        QVERIFY(!named.startTls("a", version));
        RawClient stranger(port);
        QVERIFY(!stranger.startTls("", version));
        QCOMPARE(stranger.alert(), SSL_AD_UNRECOGNIZED_NAME);
    }
}

void TestHttpTls::tlsHandshakeTimeout()
{
    const auto provider = std::make_shared<TestProvider>();
    HttpServerConfig config = loopback(true);
    config.tls = provider;
    config.timeouts.handshake = Millis(100);
    HttpServer server(config, m_handler, m_clock);
    QVERIFY(server.start());
    RawClient silent(server.listeners().first().port);
    RawClient half(server.listeners().first().port);
    half.send(QByteArray("\x16\x03\x01\x01\x00\x01", 6));
    QVERIFY(silent.waitForEnd());
    QVERIFY(half.waitForEnd());
    RawClient plain(server.listeners().first().port);
    plain.send(simpleRequest);
    QVERIFY(plain.waitForEnd());
    QTRY_COMPARE(server.stats().connectionsOpen, 0U);
}

void TestHttpTls::badCertificates()
{
    const auto one = makeCertificate("one.example");
    const auto two = makeCertificate("two.example");
    QVERIFY(makeTlsContext(one.chainPem + two.chainPem, one.keyPem).ok());
    QCOMPARE(makeTlsContext("junk", one.keyPem).error().code, u"tls.bad_certificate"_s);
    QCOMPARE(makeTlsContext(one.chainPem, "junk").error().code, u"tls.bad_key"_s);
    QCOMPARE(makeTlsContext(one.chainPem, two.keyPem).error().code, u"tls.key_mismatch"_s);
}

UNMTA_TEST(TestHttpTls)

} // namespace unmta::tst_http_tls

#include "tst_http_tls.moc"
