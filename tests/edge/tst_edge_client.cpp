// What the edge makes of the client (address, user agent) and of the destination.
#include "edge/BotRules.h"
#include "edge/EdgeFixture.h"
#include "edge/EdgeHandler.h"
#include "edge/Forwarded.h"
#include "edge/Location.h"
#include "support/FakeClock.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_edge_client {

using namespace Qt::StringLiterals;
using namespace unmta::edge;
using http::HttpRequest;
using unmta::test::ask;
using unmta::test::ranges;

class TestEdgeClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void locations_data();
    void locations();
    void privacy_data();
    void privacy();
    void clientAddresses_data();
    void clientAddresses();
    void forwarded_data();
    void forwarded();
    void firstScheme_data();
    void firstScheme();
    void botVerdicts_data();
    void botVerdicts();

private:
    test::Answered answer(const HttpRequest &request, const EdgePolicy &policy = {})
    {
        return test::answerOf(m_handler, request, *m_fixture.snapshots.current(), policy);
    }

    test::EdgeFixture m_fixture;
    test::FakeClock m_clock;
    EdgeHandler m_handler{m_clock, m_fixture.random};
};

void TestEdgeClient::locations_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("location");
    const auto same = [](const char *name, const char *url) {
        QTest::newRow(name) << QString::fromUtf8(url) << QByteArray(url);
    };
    same("plain", "https://a.example/");
    same("no path", "http://a.example");
    same("capitals", "HTTPS://A.Example/B");
    same("encoded", "https://a.example/?q=%3D%26%2f+x&y=1;2");
    same("brackets", "https://a.example/?a[]=1&b[c]=2");
    same("userinfo", "https://user:p%40ss@a.example:8443/");
    same("fragment", "https://a.example/#/route?x");
    same("odd characters", "https://a.example/|^`{}\"<>\\");
    same("dots", "https://a.example/a/../b/./c");
    same("IPv6", "http://[2001:db8::1]:80/x");
    same("empty query", "https://a.example/?");
    QTest::newRow("umlaut in fragment") << u"https://a.example/#grün"_s << "https://a.example/#gr%C3%BCn"_ba;
    QTest::newRow("IDN") << u"https://user@münchen.example:81/ä?ö"_s
                         << "https://user@xn--mnchen-3ya.example:81/%C3%A4?%C3%B6"_ba;
    QTest::newRow("emoji in path") << u"https://a.example/\U0001F600"_s << "https://a.example/%F0%9F%98%80"_ba;
    QTest::newRow("javascript") << u"javascript:alert(1)"_s << ""_ba;
    QTest::newRow("ftp") << u"ftp://a.example/"_s << ""_ba;
    QTest::newRow("line break") << u"https://a.example/\r\nSet-Cookie: x"_s << ""_ba;
}

void TestEdgeClient::locations()
{
    QFETCH(QString, url);
    QFETCH(QByteArray, location);
    QCOMPARE(locationFor(url.toUtf8()), location);
}

void TestEdgeClient::privacy_data()
{
    QTest::addColumn<QByteArray>("peer");
    QTest::addColumn<IpDetail>("detail");
    QTest::addColumn<bool>("keepUserAgent");
    QTest::addColumn<QString>("ip");
    QTest::newRow("full") << "203.0.113.77"_ba << IpDetail::Full << true << u"203.0.113.77"_s;
    QTest::newRow("truncated") << "203.0.113.77"_ba << IpDetail::Truncated << true << u"203.0.113.0"_s;
    QTest::newRow("truncated IPv6") << "2001:db8:1:2:3::4"_ba << IpDetail::Truncated << false << u"2001:db8:1::"_s;
    QTest::newRow("none") << "203.0.113.77"_ba << IpDetail::None << false << QString();
}

void TestEdgeClient::privacy()
{
    QFETCH(QByteArray, peer);
    QFETCH(IpDetail, detail);
    QFETCH(bool, keepUserAgent);
    QFETCH(QString, ip);
    EdgePolicy policy;
    policy.ip = detail;
    policy.keepUserAgent = keepUserAgent;
    HttpRequest request = ask(m_fixture.link(LinkKind::Open));
    request.headers.set("User-Agent", "curl/7.88");
    request.peerAddress = peer;
    const TrackingEvent event = answer(request, policy).event.value();
    QCOMPARE(event.ip, ip);
    QCOMPARE(event.userAgent, keepUserAgent ? u"curl/7.88"_s : QString());
    // The verdict stays, whatever is kept of its reason.
    QCOMPARE(event.bot, u"http_library"_s);
}

void TestEdgeClient::clientAddresses_data()
{
    QTest::addColumn<QByteArray>("peer");
    QTest::addColumn<QList<QByteArray>>("forwarded");
    QTest::addColumn<QByteArray>("client");
    using Fields = QList<QByteArray>;
    QTest::newRow("direct") << "203.0.113.1"_ba << Fields{} << "203.0.113.1"_ba;
    QTest::newRow("a stranger's claim") << "203.0.113.1"_ba << Fields{"198.51.100.1"} << "203.0.113.1"_ba;
    QTest::newRow("one proxy") << "10.0.0.1"_ba << Fields{"198.51.100.1"} << "198.51.100.1"_ba;
    QTest::newRow("forged in front") << "10.0.0.1"_ba << Fields{"1.1.1.1, 198.51.100.1"} << "198.51.100.1"_ba;
    QTest::newRow("two proxies") << "10.0.0.1"_ba << Fields{"198.51.100.1, 10.0.0.2"} << "198.51.100.1"_ba;
    QTest::newRow("two fields") << "10.0.0.1"_ba << Fields{"198.51.100.1", "10.0.0.2"} << "198.51.100.1"_ba;
    QTest::newRow("with port") << "10.0.0.1"_ba << Fields{"198.51.100.1:5050"} << "198.51.100.1"_ba;
    QTest::newRow("IPv6 with port") << "10.0.0.1"_ba << Fields{"[2001:db8::7]:5050"} << "2001:db8::7"_ba;
    QTest::newRow("port that is none") << "10.0.0.1"_ba << Fields{"198.51.100.1:a/b"} << "10.0.0.1"_ba;
    QTest::newRow("IPv6, bare, in capitals") << "10.0.0.1"_ba << Fields{"2001:DB8::A"} << "2001:db8::a"_ba;
    QTest::newRow("IPv6 in brackets") << "10.0.0.1"_ba << Fields{"[2001:db8::7]"} << "2001:db8::7"_ba;
    QTest::newRow("IPv6 in quotes") << "10.0.0.1"_ba << Fields{"\"[2001:db8::7]:5050\""} << "2001:db8::7"_ba;
    QTest::newRow("hidden by an open quote") << "10.0.0.1"_ba << Fields{"\", 198.51.100.1"} << "198.51.100.1"_ba;
    QTest::newRow("text behind the bracket") << "10.0.0.1"_ba << Fields{"[2001:db8::7]x"} << "10.0.0.1"_ba;
    QTest::newRow("open bracket") << "10.0.0.1"_ba << Fields{"[2001:db8::7"} << "10.0.0.1"_ba;
    QTest::newRow("with interface") << "10.0.0.1"_ba << Fields{"fe80::7%eth0"} << "fe80::7"_ba;
    QTest::newRow("IPv4 in IPv6") << "10.0.0.1"_ba << Fields{"::ffff:198.51.100.1"} << "198.51.100.1"_ba;
    QTest::newRow("proxies as IPv4 in IPv6")
        << "::ffff:10.0.0.1"_ba << Fields{"198.51.100.1, ::FFFF:10.0.0.2"} << "198.51.100.1"_ba;
    QTest::newRow("empty elements") << "10.0.0.1"_ba << Fields{", 198.51.100.1, ,", ""} << "198.51.100.1"_ba;
    QTest::newRow("unknown") << "10.0.0.1"_ba << Fields{"198.51.100.1, unknown"} << "10.0.0.1"_ba;
    QTest::newRow("unknown in front") << "10.0.0.1"_ba << Fields{"unknown, 10.0.0.2"} << "10.0.0.2"_ba;
    QTest::newRow("leading zeros") << "10.0.0.1"_ba << Fields{"198.051.100.001"} << "10.0.0.1"_ba;
    QTest::newRow("proxy of this link") << "fe80::1%eth0"_ba << Fields{"198.51.100.1"} << "198.51.100.1"_ba;
    QTest::newRow("junk") << "10.0.0.1"_ba << Fields{"198.51.100.1, <script>"} << "10.0.0.1"_ba;
    QTest::newRow("proxy itself") << "10.0.0.1"_ba << Fields{} << "10.0.0.1"_ba;
    QTest::newRow("IPv6 proxy") << "2001:db8:ffff::1"_ba << Fields{"198.51.100.1"} << "198.51.100.1"_ba;
}

void TestEdgeClient::clientAddresses()
{
    QFETCH(QByteArray, peer);
    QFETCH(QList<QByteArray>, forwarded);
    QFETCH(QByteArray, client);
    HttpRequest request = ask("/");
    request.peerAddress = peer;
    for (const QByteArray &field : forwarded)
        request.headers.add("X-Forwarded-For", field);
    QCOMPARE(clientAddress(request, ranges({u"10.0.0.0/8"_s, u"2001:db8:ffff::/48"_s, u"fe80::/64"_s})), client);
}

// RFC 7239.
void TestEdgeClient::forwarded_data()
{
    QTest::addColumn<QList<QByteArray>>("fields");
    QTest::addColumn<QByteArray>("client");
    QTest::addColumn<bool>("https");
    using Fields = QList<QByteArray>;
    const QByteArray proxy = "10.0.0.1";
    QTest::newRow("one") << Fields{"for=198.51.100.1;proto=https"} << "198.51.100.1"_ba << true;
    QTest::newRow("quoted with port") << Fields{R"(for="198.51.100.1:4711"; proto="https")"} << "198.51.100.1"_ba
                                      << true;
    QTest::newRow("IPv6") << Fields{R"(For="[2001:db8:cafe::17]:4711")"} << "2001:db8:cafe::17"_ba << false;
    QTest::newRow("all parameters") << Fields{"by=203.0.113.43;For=198.51.100.1;Host=a.example;PROTO=HTTPS"}
                                    << "198.51.100.1"_ba << true;
    QTest::newRow("two hops") << Fields{"for=198.51.100.1;proto=https, for=10.0.0.2;proto=http"} << "198.51.100.1"_ba
                              << true;
    QTest::newRow("two fields") << Fields{"for=198.51.100.1;proto=http", "for=10.0.0.2;proto=https"}
                                << "198.51.100.1"_ba << false;
    QTest::newRow("forged in front") << Fields{"for=1.1.1.1;proto=https, for=198.51.100.1"} << "198.51.100.1"_ba
                                     << true;
    QTest::newRow("comma in quotes") << Fields{R"(host="a,b";for=198.51.100.1;proto=https)"} << "198.51.100.1"_ba
                                     << true;
    QTest::newRow("escaped quote") << Fields{R"(host="a\",for=1.1.1.1";for=198.51.100.1)"} << "198.51.100.1"_ba
                                   << false;
    QTest::newRow("section 6, with port") << Fields{R"(for="[2001:db8::1]:4711")"} << "2001:db8::1"_ba << false;
    QTest::newRow("section 6, hidden port") << Fields{R"(for="192.0.2.43:_port.1-a")"} << "192.0.2.43"_ba << false;
    QTest::newRow("section 6, hidden in quotes") << Fields{R"(for="_gazonk")"} << proxy << false;
    QTest::newRow("section 6, unknown with port") << Fields{R"(for="unknown:80")"} << proxy << false;
    QTest::newRow("IPv6 without brackets") << Fields{R"(for="2001:DB8::1")"} << "2001:db8::1"_ba << false;
    QTest::newRow("trailing comma") << Fields{"for=198.51.100.1;proto=https,"} << "198.51.100.1"_ba << true;
    QTest::newRow("hidden behind a proxy of ours") << Fields{"for=_secret, for=10.0.0.2"} << "10.0.0.2"_ba << false;
    QTest::newRow("hidden client") << Fields{"for=_secret;proto=https"} << proxy << true;
    QTest::newRow("unknown client") << Fields{"for=unknown"} << proxy << false;
    QTest::newRow("nothing of use") << Fields{"by=203.0.113.43"} << proxy << false;
    QTest::newRow("junk") << Fields{"=;=,\"\"=;for"} << proxy << false;
    QTest::newRow("open quote") << Fields{"for=\"198.51.100.1"} << proxy << false;
    // A client's open quote must not swallow what the proxies add behind it.
    QTest::newRow("forged by an open quote")
        << Fields{R"(for=1.1.1.1;proto=https;x=", for=198.51.100.1;proto=http)"} << proxy << false;
    QTest::newRow("forged by an open quote, quotes behind it")
        << Fields{R"(for=1.1.1.1;x="\, for="[2001:db8::7]:80")"} << proxy << false;
    QTest::newRow("forged by an open quote, field behind it")
        << Fields{R"(for=1.1.1.1;proto=https;x=")", "for=198.51.100.1"} << "198.51.100.1"_ba << false;
    QTest::newRow("empty") << Fields{""} << proxy << false;
}

void TestEdgeClient::forwarded()
{
    QFETCH(const QList<QByteArray>, fields);
    QFETCH(const QByteArray, client);
    QFETCH(const bool, https);
    HttpRequest request = ask("/", "GET", "track.example.com", false);
    for (const QByteArray &field : fields)
        request.headers.add("Forwarded", field);
    const IpRanges trusted = ranges({u"10.0.0.0/8"_s});
    QCOMPARE(arrivedByHttps(request, trusted), false);
    QCOMPARE(clientAddress(request, trusted), request.peerAddress); // a stranger's claim
    request.peerAddress = "10.0.0.1";
    QCOMPARE(clientAddress(request, trusted), client);
    QCOMPARE(arrivedByHttps(request, trusted), https);
    // Where a proxy says it in both ways, the older one counts.
    request.headers.add("X-Forwarded-For", "198.51.100.99");
    request.headers.add("X-Forwarded-Proto", https ? "http" : "https");
    QCOMPARE(clientAddress(request, trusted), "198.51.100.99"_ba);
    QCOMPARE(arrivedByHttps(request, trusted), !https);
}

void TestEdgeClient::firstScheme_data()
{
    QTest::addColumn<QList<QByteArray>>("fields");
    QTest::addColumn<bool>("https");
    using Fields = QList<QByteArray>;
    QTest::newRow("https") << Fields{"https"} << true;
    QTest::newRow("HTTPS") << Fields{"HTTPS"} << true;
    QTest::newRow("http") << Fields{"http"} << false;
    QTest::newRow("two proxies") << Fields{"https, https"} << true;
    QTest::newRow("https outside") << Fields{"https,http"} << true;
    QTest::newRow("http outside") << Fields{"http, https"} << false;
    QTest::newRow("two fields") << Fields{"https", "http"} << true;
    QTest::newRow("first one empty") << Fields{"", "https"} << true;
    QTest::newRow("something else") << Fields{"httpsx"} << false;
    QTest::newRow("nothing") << Fields{""} << false;
}

void TestEdgeClient::firstScheme()
{
    QFETCH(const QList<QByteArray>, fields);
    QFETCH(const bool, https);
    HttpRequest request = ask("/", "GET", "track.example.com", false);
    request.peerAddress = "10.0.0.1";
    for (const QByteArray &field : fields)
        request.headers.add("X-Forwarded-Proto", field);
    QCOMPARE(arrivedByHttps(request, ranges({u"10.0.0.0/8"_s})), https);
}

void TestEdgeClient::botVerdicts_data()
{
    QTest::addColumn<QByteArray>("agent");
    QTest::addColumn<QByteArray>("verdict");
    const auto row = [](const char *name, const char *agent, const char *verdict) {
        QTest::newRow(name) << QByteArray(agent) << QByteArray(verdict);
    };
    row("Firefox", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "");
    row("Outlook", "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)", "");
    row("Gmail's proxy", "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
        "");
    row("Gmail's prefetch",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/42.0.2311.135 "
        "Safari/537.36 Edge/12.246 Mozilla/5.0",
        "prefetch");
    row("Edge 12 itself",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/42.0.2311.135 "
        "Safari/537.36 Edge/12.246",
        "");
    row("Yahoo's proxy", "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html", "");
    row("Cubot telephone", "Mozilla/5.0 (Linux; Android 9; CUBOT NOTE 20) AppleWebKit/537.36 Mobile Safari/537.36", "");
    row("Apple's privacy proxy", "Mozilla/5.0", "apple_privacy");
    row("nothing", "", "no_user_agent");
    row("a proxy for people that names another", "YahooMailProxy; facebookexternalhit/1.1", "");
    row("UptimeRobot", "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)", "monitor");
    row("scanner", "Mozilla/5.0 (compatible; Barracuda Sentinel (EE))", "link_scanner");
    row("safe links", "Mozilla/5.0 (Windows NT 6.1; WOW64) Safari/534+ BingPreview/1.0b", "link_scanner");
    row("preview", "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", "link_preview");
    row("crawler", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "crawler");
    row("curl", "curl/7.88.1", "http_library");
    row("python", "python-requests/2.31", "http_library");
}

void TestEdgeClient::botVerdicts()
{
    QFETCH(QByteArray, agent);
    QFETCH(QByteArray, verdict);
    HttpRequest request = ask("/");
    request.headers.set("User-Agent", agent);
    QCOMPARE(judgeClient(request, {}).bot.toByteArray(), verdict);
    QCOMPARE(judgeClient(request, "198.51.100.7").bot.toByteArray(), verdict);
    request.headers.add("Sec-Purpose", "prefetch;prerender");
    QCOMPARE(judgeClient(request, {}).bot.toByteArray(), "prefetch"_ba);
    request.method = "HEAD";
    QCOMPARE(judgeClient(request, {}).bot.toByteArray(), "head_request"_ba);
}

UNMTA_TEST(TestEdgeClient)

} // namespace unmta::tst_edge_client

#include "tst_edge_client.moc"
