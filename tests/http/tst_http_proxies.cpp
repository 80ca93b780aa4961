// Connections that a proxy passes on: whose they are, and what the limits make of that.
#include "http/HttpFixture.h"
#include "http/ProxyHeaders.h"
#include "http/RawClient.h"
#include "support/TestMain.h"

#include <QRegularExpression>
#include <QTest>

namespace unmta::tst_http_proxies {

using namespace Qt::StringLiterals;
using namespace unmta::http;
using namespace unmta::test;
using namespace std::chrono_literals;

namespace {

constexpr auto proxyAddress = "127.0.0.9";

HttpServerConfig behindProxy(bool tls = false)
{
    HttpServerConfig config = loopback(tls);
    config.workers = 1;
    config.connections.announcingPeer = [](const QByteArray &address) { return address == proxyAddress; };
    config.connections.unlimitedPeer = config.connections.announcingPeer;
    config.connections.adviceOnProxies = "tell it";
    return config;
}

QByteArray v4(char last)
{
    return QByteArray("\xC6\x33\x64", 3) + last;
}

// Of 2001:db8:1::/48.
QByteArray v6(char subnet, char last)
{
    return QByteArray::fromHex("20010db80001") + '\0' + subnet + QByteArray(7, '\0') + last;
}

struct Proxied : RawClient
{
    Proxied(quint16 port, const QByteArray &header)
        : RawClient(port, "127.0.0.1", proxyAddress)
    {
        send(header);
    }
};

} // namespace

class TestHttpProxies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theClientIsThePeer_data();
    void theClientIsThePeer();
    void tlsComesBehindTheHeader();
    void strangersAreNotBelieved_data();
    void strangersAreNotBelieved();
    void strangersComeAsThemselves();
    void headersThatAreNone_data();
    void headersThatAreNone();
    void lateHeaders();
    void looksAtThePortAreNothing();
    void limitsAreForTheClient();
    void networksMakeRoomForTheirOwn();
    void busyNetworksAreRefused();
    void drainLetsHeadersCome();
    void connectionsThatWaitForHeadersAreLimited();

private:
    SystemClock m_clock;
    TestHandler m_handler;
};

void TestHttpProxies::theClientIsThePeer_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("peer");
    QTest::newRow("1") << "PROXY TCP4 198.51.100.7 192.0.2.20 56324 80\r\n"_ba
                       << "198.51.100.7"_ba;
    QTest::newRow("1, not known") << "PROXY UNKNOWN\r\n"_ba
                                  << "127.0.0.9"_ba;
    QTest::newRow("2, IPv4") << proxyHeader4(v4(7), 56324) << "198.51.100.7"_ba;
    QTest::newRow("2, IPv6") << proxyHeader6(v6(2, 3), 56324) << "2001:db8:1:2::3"_ba;
    QTest::newRow("2, longer than one look")
        << proxyHeader4(v4(7), 1, additional(0x04, QByteArray(3000, 'n'))) << "198.51.100.7"_ba;
    QTest::newRow("2, the proxy's own") << proxyHeader(0x20, 0x00, {}) << "127.0.0.9"_ba;
    QTest::newRow("2, Unix") << proxyHeader(0x21, 0x31, QByteArray(216, 'u')) << "127.0.0.9"_ba;
}

void TestHttpProxies::theClientIsThePeer()
{
    QFETCH(const QByteArray, header);
    QFETCH(const QByteArray, peer);
    HttpServer server(behindProxy(), m_handler, m_clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    // All at once, two requests in it.
    Proxied quick(port, header + simpleRequest + simpleRequest);
    QCOMPARE(quick.readReply().field("x-peer"), peer);
    QCOMPARE(quick.readReply().field("x-peer"), peer);
    // Piece by piece: the one worker has read each before it answers somebody else.
    Proxied slow(port, {});
    for (const QByteArray &piece : {header.first(5), header.sliced(5, 8), header.sliced(13)}) {
        slow.send(piece);
        QCOMPARE(RawClient(port).get("a", "/").status, 200);
    }
    QCOMPARE(slow.get("a", "/").field("x-peer"), peer);
    // Only the connection's beginning is the proxy's.
    quick.send(header + simpleRequest);
    QVERIFY(quick.readReply().status >= 400);
    QCOMPARE(server.stats().proxyHeadersRefused, 0U);
}

void TestHttpProxies::tlsComesBehindTheHeader()
{
    HttpServerConfig config = behindProxy(true);
    const auto provider = std::make_shared<TestProvider>();
    provider->add("track.example.com");
    config.tls = provider;
    HttpServer server(config, m_handler, m_clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    for (const QByteArray &header : {proxyHeader4(v4(7), 1), "PROXY TCP4 198.51.100.7 192.0.2.20 1 443\r\n"_ba}) {
        Proxied client(port, header);
        QVERIFY(client.startTls("track.example.com"));
        QCOMPARE(client.get("track.example.com", "/").field("x-peer"), "198.51.100.7"_ba);
    }
    Proxied without(port, {});
    QTest::ignoreMessage(QtWarningMsg, "a proxy begins without a PROXY header address=127.0.0.9 reason=malformed "
                                       "advice=\"tell it\"");
    QVERIFY(!without.startTls("track.example.com"));
    QCOMPARE(server.stats().handshakes, 2U);
}

void TestHttpProxies::strangersAreNotBelieved_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::newRow("1") << "PROXY TCP4 198.51.100.7 192.0.2.20 56324 80\r\n"_ba;
    QTest::newRow("2") << proxyHeader4(v4(7), 56324);
    QTest::newRow("2, local") << proxyHeader(0x20, 0x00, {});
}

void TestHttpProxies::strangersAreNotBelieved()
{
    QFETCH(const QByteArray, header);
    HttpServerConfig config = behindProxy();
    config.listeners.append({u"127.0.0.1"_s, 0, true});
    const auto provider = std::make_shared<TestProvider>();
    provider->add("track.example.com");
    config.tls = provider;
    HttpServer server(config, m_handler, m_clock);
    QVERIFY(server.start());
    RawClient stranger(server.listeners().at(0).port);
    stranger.send(header + simpleRequest);
    QVERIFY(stranger.readReply().status >= 400);
    QVERIFY(stranger.waitForEnd());
    RawClient secure(server.listeners().at(1).port);
    secure.send(header);
    QVERIFY(!secure.startTls("track.example.com"));
    QCOMPARE(server.stats().requests, 0U);
}

void TestHttpProxies::strangersComeAsThemselves()
{
    HttpServer server(behindProxy(), m_handler, m_clock);
    QVERIFY(server.start());
    RawClient client(server.listeners().first().port);
    QCOMPARE(client.get("a", "/").field("x-peer"), "127.0.0.1"_ba);
}

void TestHttpProxies::headersThatAreNone_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("ends");
    QTest::newRow("a request") << simpleRequest << false;
    QTest::newRow("an end in the middle") << "PROXY TCP4 198.51.100.7"_ba << true;
    QTest::newRow("too long") << proxyHeader(0x21, 0x11, QByteArray(5000, 'a')) << false;
}

void TestHttpProxies::headersThatAreNone()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const bool, ends);
    HttpServer server(behindProxy(), m_handler, m_clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    const auto refused = [&] {
        Proxied proxy(port, bytes);
        if (ends)
            proxy.endOutput();
        return proxy.waitForEnd() && proxy.received().isEmpty();
    };
    QTest::ignoreMessage(QtWarningMsg, "a proxy begins without a PROXY header address=127.0.0.9 reason=malformed "
                                       "advice=\"tell it\"");
    QVERIFY(refused());
    QTest::failOnWarning(QRegularExpression(u"."_s)); // the next minute has no further line
    QVERIFY(refused());
    QTRY_COMPARE(server.stats().proxyHeadersRefused, 2U);
    QTRY_COMPARE(server.stats().connectionsOpen, 0U);
    QCOMPARE(server.stats().requests, 0U);
}

void TestHttpProxies::lateHeaders()
{
    HttpServerConfig config = behindProxy();
    config.timeouts.proxyHeader = 100min;
    MovableClock clock;
    HttpServer server(config, m_handler, clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    const auto hasReadAll = [&] { return RawClient(port).get("a", "/").status == 200; };
    Proxied proxy(port, "PROXY ");
    QVERIFY(hasReadAll());
    // A byte now and then does not help.
    for (int i = 0; i < 3; ++i) {
        clock.advance(30min);
        proxy.send("UNKNOWN");
        QVERIFY(hasReadAll());
    }
    QCOMPARE(server.stats().proxyHeadersRefused, 0U);
    QTest::ignoreMessage(QtWarningMsg, "a proxy begins without a PROXY header address=127.0.0.9 reason=late "
                                       "advice=\"tell it\"");
    clock.advance(30min);
    QVERIFY(proxy.waitForEnd());
    QTRY_COMPARE(server.stats().proxyHeadersRefused, 1U);
}

void TestHttpProxies::looksAtThePortAreNothing()
{
    HttpServer server(behindProxy(), m_handler, m_clock);
    QVERIFY(server.start());
    Proxied look(server.listeners().first().port, {});
    look.endOutput();
    QVERIFY(look.waitForEnd());
    QTRY_COMPARE(server.stats().connectionsOpen, 0U);
    QCOMPARE(server.stats().proxyHeadersRefused, 0U);
}

void TestHttpProxies::limitsAreForTheClient()
{
    HttpServerConfig config = behindProxy();
    config.connections.perAddress = 2;
    HttpServer server(config, m_handler, m_clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    std::vector<std::unique_ptr<Proxied>> kept;
    const auto come = [&](const QByteArray &header) {
        kept.push_back(std::make_unique<Proxied>(port, header));
        return kept.back()->get("a", "/").status;
    };
    QCOMPARE(come(proxyHeader4(v4(7), 1)), 200);
    QCOMPARE(come(proxyHeader4(v4(7), 2)), 200);
    QTest::ignoreMessage(QtWarningMsg, "connections refused, too many of one address address=198.51.100.7 limit=2 "
                                       "advice=\"\"");
    QCOMPARE(come(proxyHeader4(v4(7), 3)), 503);
    QCOMPARE(come(proxyHeader4(v4(8), 4)), 200);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(come(proxyHeader(0x20, 0x00, {})), 200); // the proxy's own
    kept.clear();
    QTRY_COMPARE(server.stats().connectionsOpen, 0U);
    QCOMPARE(come(proxyHeader4(v4(7), 5)), 200);
    QCOMPARE(server.stats().connectionsRefused, 1U);
}

void TestHttpProxies::networksMakeRoomForTheirOwn()
{
    HttpServerConfig config = behindProxy();
    config.connections.perAddress = 2;
    config.connections.perNetwork = 3;
    HttpServer server(config, m_handler, m_clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    Proxied neighbour(port, proxyHeader6(QByteArray::fromHex("20010db80002000000000000000000ff"), 1));
    QCOMPARE(neighbour.get("a", "/").status, 200);
    Proxied one(port, proxyHeader6(v6(1, 1), 1));
    QCOMPARE(one.get("a", "/").status, 200);
    Proxied two(port, proxyHeader6(v6(1, 2), 1));
    QCOMPARE(two.get("a", "/").status, 200);
    QTest::ignoreMessage(QtWarningMsg, "connections refused, too many of one address address=2001:db8:1:1::3 limit=2 "
                                       "advice=\"\"");
    QCOMPARE(Proxied(port, proxyHeader6(v6(1, 3), 1)).get("a", "/").status, 503); // the third of one /64
    QTRY_COMPARE(server.stats().connectionsOpen, 3U);
    Proxied three(port, proxyHeader6(v6(2, 1), 1));
    QCOMPARE(three.get("a", "/").status, 200);
    QCOMPARE(server.stats().connectionsShed, 0U);
    Proxied four(port, proxyHeader6(v6(3, 1), 1));
    QCOMPARE(four.get("a", "/").status, 200);
    QVERIFY(one.waitForEnd()); // of the network, not the neighbour, who has been quiet for longer
    QCOMPARE(neighbour.get("a", "/").status, 200);
    QCOMPARE(two.get("a", "/").status, 200);
    QCOMPARE(server.stats().connectionsShed, 1U);
}

void TestHttpProxies::busyNetworksAreRefused()
{
    HttpServerConfig config = behindProxy();
    config.connections.perNetwork = 1;
    HttpServer server(config, m_handler, m_clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    Proxied busy(port, proxyHeader6(v6(1, 1), 1) + "GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
    Responder waiting = m_handler.takeWaiting();
    QTest::ignoreMessage(QtWarningMsg, "connections refused, too many of one network address=2001:db8:1:2::1 limit=1 "
                                       "advice=\"\"");
    QCOMPARE(Proxied(port, proxyHeader6(v6(2, 1), 1)).get("a", "/").status, 503);
    // Elsewhere, and in IPv4, nothing is meant.
    for (const QByteArray &header :
         {proxyHeader6(QByteArray(16, '\x20'), 1), proxyHeader4(v4(1), 1), proxyHeader4(v4(2), 1),
          proxyHeader6(QByteArray(10, '\0') + "\xFF\xFF" + v4(3), 1)})
        QCOMPARE(Proxied(port, header).get("a", "/").status, 200);
    waiting.send(HttpResponse(204));
    QCOMPARE(busy.readReply().status, 204);
    busy.close();
    QTRY_COMPARE(server.stats().connectionsOpen, 0U);
    QCOMPARE(Proxied(port, proxyHeader6(v6(2, 1), 1)).get("a", "/").status, 200);
}

// Whoever is connected has until then, proxies too.
void TestHttpProxies::drainLetsHeadersCome()
{
    HttpServerConfig config = behindProxy();
    MovableClock clock;
    HttpServer server(config, m_handler, clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    Proxied proxy(port, "PROXY ");
    Proxied silent(port, "PROXY ");
    QTRY_COMPARE(server.stats().connectionsOpen, 2U);
    server.drain();
    proxy.send("TCP4 198.51.100.7 192.0.2.20 1 80\r\n");
    const auto reply = proxy.get("a", "/");
    QCOMPARE(reply.field("x-peer"), "198.51.100.7"_ba);
    QCOMPARE(reply.field("connection"), "close"_ba);
    QTest::ignoreMessage(QtWarningMsg, "a proxy begins without a PROXY header address=127.0.0.9 reason=late "
                                       "advice=\"tell it\"");
    clock.advance(config.timeouts.drain + 1ms);
    QVERIFY(silent.waitForEnd());
}

void TestHttpProxies::connectionsThatWaitForHeadersAreLimited()
{
    HttpServerConfig config = behindProxy();
    config.connections.total = 8;
    HttpServer server(config, m_handler, m_clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    std::vector<std::unique_ptr<Proxied>> waiting;
    for (int i = 0; i < 9; ++i)
        waiting.push_back(std::make_unique<Proxied>(port, "PROXY "));
    QTRY_COMPARE(server.stats().connectionsOpen, 9U); // one above, as everywhere
    Proxied excess(port, "PROXY ");
    QVERIFY(excess.waitForEnd());
    QCOMPARE(server.stats().connectionsRefused, 1U);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^a proxy begins without a PROXY header "_s));
    waiting.clear();
    QTRY_COMPARE(server.stats().connectionsOpen, 0U);
}

UNMTA_TEST(TestHttpProxies)

} // namespace unmta::tst_http_proxies

#include "tst_http_proxies.moc"
