#include "edge/EdgeFixture.h"
#include "edge/EdgeHandler.h"
#include "support/FakeClock.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_edge_handler {

using namespace Qt::StringLiterals;
using namespace unmta::edge;
using http::HttpRequest;
using unmta::test::ask;
using unmta::test::ranges;

class TestEdgeHandler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void appLinks_data();
    void appLinks();
    void pixelIsTheSmallestGif();
    void pixelHead();
    void clickHead();
    void openEvent();
    void clickEvent();
    void fallbackHostEvent();
    void neverEchoes();
    void requireHttps_data();
    void requireHttps();
    void challenge_data();
    void challenge();

private:
    test::Answered answer(const HttpRequest &request, const EdgePolicy &policy = {})
    {
        return test::answerOf(m_handler, request, *m_fixture.snapshots.current(), policy);
    }

    test::EdgeFixture m_fixture;
    test::FakeClock m_clock;
    EdgeHandler m_handler{m_clock, m_fixture.random};
};

void TestEdgeHandler::answers_data()
{
    QTest::addColumn<HttpRequest>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<bool>("event");

    const QByteArray open = m_fixture.link(LinkKind::Open);
    const QByteArray click = m_fixture.link(LinkKind::Click);
    QByteArray bent = click;
    bent[20] = bent[20] == 'A' ? 'B' : 'A';

    QTest::newRow("pixel, genuine") << ask(open) << 200 << "open" << true;
    QTest::newRow("pixel, genuine, http") << ask(open, "GET", "track.example.com", false) << 200 << "open" << true;
    QTest::newRow("pixel, genuine, HEAD") << ask(open, "HEAD") << 200 << "open" << true;
    QTest::newRow("pixel, forged") << ask("/o/AAAA.gif") << 200 << "forged_open" << false;
    QTest::newRow("pixel, other host of the cluster")
        << ask(open, "GET", "links.example.com") << 200 << "forged_open" << false;
    QTest::newRow("pixel, other cluster") << ask(open, "GET", "other.example.org") << 200 << "forged_open" << false;
    QTest::newRow("click, genuine") << ask(click) << 302 << "click" << true;
    QTest::newRow("click, genuine, http") << ask(click, "GET", "track.example.com", false) << 302 << "click" << true;
    QTest::newRow("click, query added by others") << ask(click + "?fbclid=1") << 302 << "click" << true;
    QTest::newRow("click, HEAD") << ask(click, "HEAD") << 302 << "click" << true;
    QTest::newRow("click, one bit changed") << ask(bent) << 404 << "forged_click" << false;
    QTest::newRow("click, token of a pixel") << ask("/c/" + open.mid(3).chopped(4)) << 404 << "forged_click" << false;
    QTest::newRow("click, padding added") << ask(click + "=") << 404 << "forged_click" << false;
    QTest::newRow("click, percent-encoded") << ask("/c/%41" + click.mid(4)) << 404 << "forged_click" << false;
    QTest::newRow("click, other host") << ask(click, "GET", "links.example.com") << 404 << "forged_click" << false;
    for (const char *ending :
         {")", ".", ">", "/", ").", "%29", "%3E", "\"", "'", ",", ";", "%2F", "]", "%5d", "&gt;", "*", ".)>/.)>/"}) {
        QTest::addRow("click, followed by %s", ending) << ask(click + ending) << 302 << "click" << true;
        QTest::addRow("click, followed by %s and a query", ending)
            << ask(click + ending + "?a=b") << 302 << "click" << true;
        QTest::addRow("pixel, followed by %s", ending) << ask(open + ending) << 200 << "open" << true;
    }
    QTest::newRow("click, followed by too much") << ask(click + ").).).).)") << 404 << "forged_click" << false;
    QTest::newRow("click, followed by a letter") << ask(click + ")a") << 404 << "forged_click" << false;
    QTest::newRow("click, all small") << ask(click.toLower()) << 404 << "altered" << false;
    QTest::newRow("click, all small, followed by )") << ask(click.toLower() + ")") << 404 << "altered" << false;
    QTest::newRow("click, all capitals") << ask("/c/" + click.mid(3).toUpper()) << 404 << "altered" << false;
    QTest::newRow("click, path and all in capitals") << ask(click.toUpper()) << 404 << "altered" << false;
    QTest::newRow("pixel, all small") << ask(open.toLower()) << 200 << "altered" << false;
    QTest::newRow("click, small and short") << ask("/c/aaaa") << 404 << "forged_click" << false;
    QTest::newRow("click, small and no token")
        << ask("/c/" + QByteArray(50, 'a') + "=") << 404 << "forged_click" << false;
    QTest::newRow("nothing small") << ask("/x/" + QByteArray(50, 'a')) << 404 << "not_found" << false;
    QTest::newRow("click for apps") << ask("/c/a/" + click.mid(3)) << 302 << "click" << true;
    QTest::newRow("click for apps, followed by )") << ask("/c/a/" + click.mid(3) + ")") << 302 << "click" << true;
    QTest::newRow("click for apps, all small") << ask("/c/a/" + click.mid(3).toLower()) << 404 << "altered" << false;
    QTest::newRow("click for apps, forged") << ask("/c/a/AAAA") << 404 << "forged_click" << false;
    QTest::newRow("click for apps, twice") << ask("/c/a/a/" + click.mid(3)) << 404 << "forged_click" << false;
    QTest::newRow("click for others") << ask("/c/b/" + click.mid(3)) << 404 << "forged_click" << false;
    QTest::newRow("click without token, for apps") << ask("/c/a/") << 404 << "forged_click" << false;
    QTest::newRow("pixel for apps") << ask("/o/a/" + open.mid(3)) << 200 << "forged_open" << false;
    QTest::newRow("click without token") << ask("/c/") << 404 << "not_found" << false;
    QTest::newRow("pixel without token") << ask("/o/.gif") << 404 << "not_found" << false;
    QTest::newRow("robots.txt") << ask("/robots.txt") << 200 << "robots" << false;
    QTest::newRow("root") << ask("/") << 404 << "not_found" << false;
    QTest::newRow("anything else") << ask("/wp-login.php") << 404 << "not_found" << false;
    QTest::newRow("unknown challenge") << ask("/.well-known/acme-challenge/x") << 404 << "not_found" << false;
    QTest::newRow("POST") << ask(click, "POST") << 405 << "bad_method" << false;
    QTest::newRow("OPTIONS") << ask("*", "OPTIONS") << 405 << "bad_method" << false;
    QTest::newRow("host in capitals") << ask(click, "GET", "TRACK.Example.COM", false) << 302 << "click" << true;
    QTest::newRow("host with dot") << ask(click, "GET", "track.example.com.", false) << 302 << "click" << true;
    QTest::newRow("host with port") << ask(click, "GET", "track.example.com:8080", false) << 302 << "click" << true;
    QTest::newRow("unknown host") << ask(click, "GET", "gone.example.com", false) << 404 << "unknown_host" << false;
    QTest::newRow("unknown host, POST") << ask("/", "POST", "gone.example.com", false) << 404 << "unknown_host"
                                        << false;

    HttpRequest noHost = ask(click, "GET", "track.example.com", false);
    noHost.headers = {};
    QTest::newRow("HTTP/1.0 without Host") << noHost << 404 << "unknown_host" << false;
    noHost.tls = true;
    noHost.sniHost = "track.example.com";
    QTest::newRow("HTTP/1.0 with SNI alone") << noHost << 302 << "click" << true;
    HttpRequest other = ask(click);
    other.sniHost = "links.example.com";
    QTest::newRow("SNI and Host differ") << other << 421 << "misdirected" << false;
    other.target = "/.well-known/acme-challenge/x";
    QTest::newRow("SNI and Host differ, challenge") << other << 421 << "misdirected" << false;
    HttpRequest nameless = ask(click);
    nameless.sniHost.clear();
    QTest::newRow("a stranger without SNI") << nameless << 421 << "misdirected" << false;
    nameless.peerAddress = "10.1.2.3";
    QTest::newRow("a trusted proxy without SNI") << nameless << 302 << "click" << true;
    other = ask(click);
    other.peerAddress = "10.1.2.3";
    other.sniHost = "links.example.com";
    QTest::newRow("a trusted proxy with another SNI") << other << 421 << "misdirected" << false;
}

void TestEdgeHandler::answers()
{
    QFETCH(HttpRequest, request);
    QFETCH(int, status);
    QFETCH(QString, outcome);
    QFETCH(bool, event);
    EdgePolicy policy;
    policy.trustedProxies = ranges({u"10.0.0.0/8"_s});
    const test::Answered reply = answer(request, policy);
    QCOMPARE(reply.response.status, status);
    QCOMPARE(QString::fromLatin1(outcomeName(reply.outcome)), outcome);
    QCOMPARE(reply.event.has_value(), event);
    QCOMPARE(reply.response.headers.contains("location"), status == 302);
    if (status == 405)
        QCOMPARE(reply.response.headers.value("allow"), QByteArrayView("GET, HEAD"));
    if (status == 404) {
        QVERIFY(!reply.response.body.isEmpty());
        QCOMPARE(reply.response.body.contains("This link was changed on its way"), outcome == "altered"_L1);
    }
}

void TestEdgeHandler::appLinks_data()
{
    QTest::addColumn<HttpRequest>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    const QByteArray apple = "/.well-known/apple-app-site-association";
    const QByteArray android = "/.well-known/assetlinks.json";
    QTest::newRow("apple") << ask(apple) << 200 << R"({"applinks":{}})"_ba;
    QTest::newRow("apple, HEAD") << ask(apple, "HEAD") << 200 << R"({"applinks":{}})"_ba;
    QTest::newRow("android, by http, where https is required")
        << ask(android, "GET", "links.example.com", false) << 200 << "[ 1 ]"_ba;
    QTest::newRow("apple, with a query") << ask(apple + "?x") << 200 << R"({"applinks":{}})"_ba;
    QTest::newRow("android, none") << ask(android) << 404 << ""_ba;
    QTest::newRow("android of another host") << ask(android, "GET", "links.example.com") << 200 << "[ 1 ]"_ba;
    QTest::newRow("apple of another host") << ask(apple, "GET", "links.example.com") << 404 << ""_ba;
    QTest::newRow("apple of a host without any") << ask(apple, "GET", "c-aaaaaaaa.track.test") << 404 << ""_ba;
    QTest::newRow("apple, unknown host") << ask(apple, "GET", "gone.example.com", false) << 404 << ""_ba;
    QTest::newRow("apple, more behind") << ask(apple + "/") << 404 << ""_ba;
    QTest::newRow("apple, POST") << ask(apple, "POST") << 405 << ""_ba;
}

void TestEdgeHandler::appLinks()
{
    QFETCH(const HttpRequest, request);
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    m_fixture.giveCertificate("links.example.com");
    m_fixture.snapshots.publish([](Snapshot &next) {
        const auto give = [&](const QByteArray &host, const AppLinks &links) {
            HostEntry entry = *next.host(host);
            entry.appLinks = std::make_shared<const AppLinks>(links);
            next.hosts().insert(host, entry);
        };
        give("track.example.com", {R"({"applinks":{}})", {}});
        give("links.example.com", {{}, "[ 1 ]"});
    });
    EdgePolicy policy;
    policy.requireHttps = true;
    const auto reply = answer(request, policy);
    QCOMPARE(reply.response.status, status);
    QVERIFY(!reply.event);
    if (status != 200)
        return;
    QCOMPARE(QByteArray(outcomeName(reply.outcome)), "app_links"_ba);
    QCOMPARE(reply.response.body, body);
    QCOMPARE(reply.response.headers.value("content-type"), QByteArrayView("application/json"));
}

void TestEdgeHandler::pixelIsTheSmallestGif()
{
    for (const QByteArray &target : {m_fixture.link(LinkKind::Open), "/o/forged.gif"_ba}) {
        const auto response = answer(ask(target)).response;
        QCOMPARE(response.body.size(), 43);
        QVERIFY(response.body.startsWith("GIF89a"));
        QCOMPARE(response.headers.value("content-type"), QByteArrayView("image/gif"));
        QCOMPARE(response.headers.value("cache-control"), QByteArrayView("no-store, private"));
    }
}

void TestEdgeHandler::pixelHead()
{
    const QByteArray target = m_fixture.link(LinkKind::Open);
    const test::Answered head = answer(ask(target, "HEAD"));
    QCOMPARE(head.response.headers.wireText(), answer(ask(target)).response.headers.wireText());
    QCOMPARE(head.event->bot, u"head_request"_s);
}

void TestEdgeHandler::clickHead()
{
    const QByteArray target = m_fixture.link(LinkKind::Click);
    const test::Answered head = answer(ask(target, "HEAD"));
    QCOMPARE(head.response.headers.wireText(), answer(ask(target)).response.headers.wireText());
    QCOMPARE(head.event->bot, u"head_request"_s);
}

void TestEdgeHandler::openEvent()
{
    const test::Answered reply = answer(ask(m_fixture.link(LinkKind::Open)));
    const TrackingEvent &event = reply.event.value();
    QCOMPARE(event.kind, LinkKind::Open);
    QCOMPARE(event.timestamp, m_clock.now());
    QCOMPARE(event.eventId.size(), 36);
    QCOMPARE(event.clusterId, u"aaaaaaaa"_s);
    QCOMPARE(event.domainId, 11);
    QCOMPARE(event.trackingHost, u"track.example.com"_s);
    QCOMPARE(event.messageId, u"m-1@example.com"_s);
    QCOMPARE(event.recipient, u"ann@example.net"_s);
    QCOMPARE(event.url, QString());
    QCOMPARE(event.ip, u"203.0.113.77"_s);
    QCOMPARE(event.userAgent, u"Mozilla/5.0 (X11; Linux x86_64) Person/1.0"_s);
    QCOMPARE(event.bot, QString());
    QCOMPARE(event.meta.value(u"campaign"_s), u"spring"_s);
}

void TestEdgeHandler::clickEvent()
{
    const test::Answered reply = answer(ask(m_fixture.link(LinkKind::Click)));
    QCOMPARE(reply.response.headers.value("location"), QByteArrayView("https://shop.example/a?b=c&d=%3D+e"));
    QCOMPARE(reply.response.headers.value("referrer-policy"), QByteArrayView("no-referrer"));
    QCOMPARE(reply.response.headers.value("x-robots-tag"), QByteArrayView("noindex"));
    QVERIFY(reply.response.headers.value("cache-control").contains("no-store"));
    const TrackingEvent &event = reply.event.value();
    QCOMPARE(event.kind, LinkKind::Click);
    QCOMPARE(event.url, u"https://shop.example/a?b=c&d=%3D+e"_s);
    QCOMPARE(event.linkIndex, 3);
    QCOMPARE(event.linkName, u"shop"_s);
}

void TestEdgeHandler::fallbackHostEvent()
{
    const QByteArray target = m_fixture.link(LinkKind::Open, "c-aaaaaaaa.track.test");
    const test::Answered reply = answer(ask(target, "GET", "c-aaaaaaaa.track.test"));
    QCOMPARE(reply.event.value().domainId, 0);
    QCOMPARE(reply.event.value().trackingHost, u"c-aaaaaaaa.track.test"_s);
}

void TestEdgeHandler::neverEchoes()
{
    EdgePolicy require;
    require.requireHttps = true;
    m_fixture.giveCertificate("links.example.com");
    for (const QByteArray &target : {"/canary"_ba, "/c/canary"_ba, "/o/canary.gif"_ba, "/canary?canary"_ba}) {
        for (const QByteArray &method : {"GET"_ba, "HEAD"_ba, "POST"_ba}) {
            HttpRequest request = ask(target, method);
            request.headers.add("X-Canary", "canary");
            request.headers.add("Referer", "https://canary/");
            const auto response = answer(request).response;
            QVERIFY(!response.headers.wireText().contains("canary"));
            QVERIFY(!response.body.contains("canary"));
        }
    }
    for (const QByteArray &target : {"/<canary>"_ba, "/c/<canary>"_ba, "//canary/"_ba, "/c/canary/../x"_ba}) {
        const auto response = answer(ask(target, "GET", "links.example.com", false), require).response;
        QCOMPARE(response.status, 308);
        QCOMPARE(response.headers.value("location"), QByteArrayView("https://links.example.com/"));
    }
}

void TestEdgeHandler::requireHttps_data()
{
    QTest::addColumn<HttpRequest>("request");
    QTest::addColumn<quint16>("port");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("location");
    const QByteArray click = m_fixture.link(LinkKind::Click, "links.example.com");
    const QByteArray open = m_fixture.link(LinkKind::Open, "links.example.com");
    const quint16 usual = 443;
    const quint16 odd = 8443;
    const QByteArray host = "links.example.com";
    QTest::newRow("click") << ask(click, "GET", host, false) << usual << 308 << "https://links.example.com" + click;
    QTest::newRow("click, followed by )")
        << ask(click + ")", "GET", host, false) << usual << 308 << "https://links.example.com" + click;
    QTest::newRow("click for apps") << ask("/c/a/" + click.mid(3), "GET", host, false) << usual << 308
                                    << "https://links.example.com/c/a/" + click.mid(3);
    QTest::newRow("click, in capitals") << ask(click.toUpper(), "GET", host, false) << usual << 404 << ""_ba;
    QTest::newRow("pixel") << ask(open, "GET", host, false) << usual << 308 << "https://links.example.com" + open;
    QTest::newRow("other port") << ask(click, "GET", host, false) << odd << 308
                                << "https://links.example.com:8443" + click;
    QTest::newRow("root") << ask("/", "GET", host, false) << usual << 308 << "https://links.example.com/"_ba;
    QTest::newRow("already https") << ask(open, "GET", host) << usual << 200 << ""_ba;
    QTest::newRow("robots") << ask("/robots.txt", "GET", host, false) << usual << 200 << ""_ba;
    QTest::newRow("POST") << ask("/", "POST", host, false) << usual << 405 << ""_ba;
    QTest::newRow("no certificate yet") << ask(m_fixture.link(LinkKind::Open), "GET", "track.example.com", false)
                                        << usual << 200 << ""_ba;
    HttpRequest proxied = ask(open, "GET", host, false);
    proxied.headers.add("X-Forwarded-Proto", "https");
    QTest::newRow("https at a stranger's word") << proxied << usual << 308 << "https://links.example.com" + open;
    proxied.peerAddress = "10.1.2.3";
    QTest::newRow("https at a trusted proxy") << proxied << usual << 200 << ""_ba;
}

void TestEdgeHandler::requireHttps()
{
    QFETCH(HttpRequest, request);
    QFETCH(quint16, port);
    QFETCH(int, status);
    QFETCH(QByteArray, location);
    m_fixture.giveCertificate("links.example.com");
    EdgePolicy policy;
    policy.requireHttps = true;
    policy.httpsPort = port;
    policy.trustedProxies = ranges({u"10.0.0.0/8"_s});
    const test::Answered reply = answer(request, policy);
    QCOMPARE(reply.response.status, status);
    QCOMPARE(reply.response.headers.value("location"), QByteArrayView(location));
    QVERIFY(status != 308 || !reply.event);
}

void TestEdgeHandler::challenge_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("status");
    QTest::newRow("known") << "track.example.com"_ba
                           << "tok-1"_ba
                           << "GET"_ba << 200;
    QTest::newRow("known, HEAD") << "track.example.com"_ba
                                 << "tok-1"_ba
                                 << "HEAD"_ba << 200;
    QTest::newRow("known, host without entry") << "new.example.com"_ba
                                               << "tok-2"_ba
                                               << "GET"_ba << 200;
    QTest::newRow("other host's token") << "links.example.com"_ba
                                        << "tok-1"_ba
                                        << "GET"_ba << 404;
    QTest::newRow("prefix of it") << "track.example.com"_ba
                                  << "tok-"_ba
                                  << "GET"_ba << 404;
    QTest::newRow("something added") << "track.example.com"_ba
                                     << "tok-1/"_ba
                                     << "GET"_ba << 404;
    QTest::newRow("POST") << "track.example.com"_ba
                          << "tok-1"_ba
                          << "POST"_ba << 405;
}

void TestEdgeHandler::challenge()
{
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, token);
    QFETCH(QByteArray, method);
    QFETCH(int, status);
    m_fixture.snapshots.publish([](Snapshot &next) {
        next.addChallenge("track.example.com", "tok-1", "tok-1.thumb");
        next.addChallenge("new.example.com", "tok-2", "tok-2.thumb");
    });
    m_fixture.giveCertificate("track.example.com");
    EdgePolicy policy;
    policy.requireHttps = true;
    const auto reply = answer(ask("/.well-known/acme-challenge/" + token, method, host, false), policy);
    QCOMPARE(reply.response.status, status);
    if (status == 200)
        QCOMPARE(reply.response.body, token + ".thumb");
}

UNMTA_TEST(TestEdgeHandler)

} // namespace unmta::tst_edge_handler

#include "tst_edge_handler.moc"
