#include "http/ProxyHeader.h"
#include "http/ProxyHeaders.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_proxy_header {

using namespace Qt::StringLiterals;
using namespace unmta::http;
using namespace unmta::test;

namespace {

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

const QByteArray v4("\xC6\x33\x64\x07", 4); // 198.51.100.7
const QByteArray v6 = QByteArray::fromHex("20010db8000000000000000000000042");
const QByteArray mapped = QByteArray::fromHex("00000000000000000000ffffc6336407");

} // namespace

class TestProxyHeader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTheClient_data();
    void tellsTheClient();
    void refuses_data();
    void refuses();
    void takesNoByteOfTheClient_data();
    void takesNoByteOfTheClient();
    void waitsForTheRest_data();
    void waitsForTheRest();
};

void TestProxyHeader::tellsTheClient_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("address"); // empty: the connection is the proxy's own
    QTest::addColumn<int>("port");
    const auto row = [](const char *name, const QByteArray &bytes, const char *address = "", int port = 0) {
        QTest::newRow(name) << bytes << QByteArray(address) << port;
    };
    row("1: IPv4", "PROXY TCP4 198.51.100.7 192.0.2.20 56324 443\r\n", "198.51.100.7", 56324);
    row("1: IPv6", "PROXY TCP6 2001:db8::42 2001:DB8::1 65535 80\r\n", "2001:db8::42", 65535);
    row("1: IPv4 in IPv6", "PROXY TCP6 ::ffff:198.51.100.7 ::1 1 80\r\n", "198.51.100.7", 1);
    row("1: port 0", "PROXY TCP4 198.51.100.7 192.0.2.20 0 0\r\n", "198.51.100.7", 0);
    row("1: not known", "PROXY UNKNOWN\r\n");
    row("1: not known, with words", "PROXY UNKNOWN ffff::1 any thing at all\r\n");
    row("1: the longest", "PROXY UNKNOWN ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff "
                          "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535\r\n");
    row("2: IPv4", proxyHeader4(v4, 56324), "198.51.100.7", 56324);
    row("2: IPv6", proxyHeader6(v6, 443), "2001:db8::42", 443);
    row("2: IPv4 in IPv6", proxyHeader6(mapped, 443), "198.51.100.7", 443);
    const QByteArray ssl = additional(0x20, QByteArray("\x01\0\0\0\0", 5) + additional(0x21, "TLSv1.3"));
    row("2: with TLS and a name", proxyHeader4(v4, 80, ssl + additional(0x02, "track.example.com")), "198.51.100.7",
        80);
    row("2: values that end too soon", proxyHeader4(v4, 80, QByteArray("\x20\xFF\xFF!", 4)), "198.51.100.7", 80);
    row("2: as long as allowed", proxyHeader6(v6, 443, QByteArray(4096 - 16 - 36, '\4')), "2001:db8::42", 443);
    row("2: local", proxyHeader(0x20, 0x00, {}));
    row("2: local, with an address all the same", proxyHeader(0x20, 0x11, v4 + v4 + "\1\1\1\1"));
    row("2: local, of no known family", proxyHeader(0x20, 0x77, "abc"));
    row("2: unspecified", proxyHeader(0x21, 0x00, {}));
    row("2: unspecified, with values", proxyHeader(0x21, 0x00, additional(0x04, "noop")));
    row("2: Unix", proxyHeader(0x21, 0x31, QByteArray(216, 'u')));
    row("2: UDP", proxyHeader(0x21, 0x12, v4 + v4 + "\1\1\1\1"));
}

void TestProxyHeader::tellsTheClient()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, address);
    QFETCH(const int, port);
    for (const qsizetype step : {bytes.size(), qsizetype(1), qsizetype(7)}) {
        ProxyHeader header;
        for (qsizetype at = 0; at < bytes.size(); at += step) {
            QCOMPARE(header.state(), ProxyHeader::State::Reading);
            const QByteArray piece = bytes.mid(at, step);
            QCOMPARE(header.feed(viewOf(piece)), static_cast<std::size_t>(piece.size()));
        }
        QCOMPARE(header.state(), ProxyHeader::State::Done);
        QCOMPARE(header.client() ? header.client()->address.toText() : ""_ba, address);
        QCOMPARE(header.client() ? header.client()->port : 0, port);
    }
}

void TestProxyHeader::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *name, const QByteArray &bytes) { QTest::newRow(name) << bytes; };
    row("a request", "GET / HTTP/1.1\r\n");
    row("a request that begins alike", "PROPFIND / HTTP/1.1\r\n");
    row("TLS", QByteArray("\x16\x03\x01\0\x42", 5));
    row("small letters", "proxy TCP4");
    row("1: no blank", "PROXY\r\n");
    row("1: another family", "PROXY TCP5 198.51.100.7 192.0.2.20 1 2\r\n");
    row("1: IPv6 in IPv4's place", "PROXY TCP4 2001:db8::1 2001:db8::2 1 2\r\n");
    row("1: IPv4 in IPv6's place", "PROXY TCP6 198.51.100.7 192.0.2.20 1 2\r\n");
    row("1: a name", "PROXY TCP4 localhost 192.0.2.20 1 2\r\n");
    row("1: leading zeros", "PROXY TCP4 198.051.100.7 192.0.2.20 1 2\r\n");
    row("1: an interface", "PROXY TCP6 fe80::1%eth0 fe80::2 1 2\r\n");
    row("1: destination", "PROXY TCP4 198.51.100.7 nowhere 1 2\r\n");
    row("1: two blanks", "PROXY TCP4  198.51.100.7 192.0.2.20 1 2\r\n");
    row("1: no destination port", "PROXY TCP4 198.51.100.7 192.0.2.20 1\r\n");
    row("1: one word more", "PROXY TCP4 198.51.100.7 192.0.2.20 1 2 3\r\n");
    row("1: blank at the end", "PROXY TCP4 198.51.100.7 192.0.2.20 1 2 \r\n");
    row("1: port", "PROXY TCP4 198.51.100.7 192.0.2.20 65536 2\r\n");
    row("1: port with a sign", "PROXY TCP4 198.51.100.7 192.0.2.20 +1 2\r\n");
    row("1: port with zeros", "PROXY TCP4 198.51.100.7 192.0.2.20 01 2\r\n");
    row("1: line feed alone", "PROXY TCP4 198.51.100.7 192.0.2.20 1 2\n");
    row("1: carriage return alone", "PROXY TCP4 198.51.100.7 192.0.2.20 1 2\rX");
    row("1: without end", "PROXY UNKNOWN " + QByteArray(93, 'x'));
    row("2: signature", QByteArray("\r\n\r\n\0\r\nQUIT\r", 12));
    row("2: version 1", proxyHeader(0x11, 0x11, QByteArray(12, 'a')));
    row("2: command", proxyHeader(0x22, 0x11, QByteArray(12, 'a')));
    row("2: family", proxyHeader(0x21, 0x41, QByteArray(12, 'a')));
    row("2: transport", proxyHeader(0x21, 0x13, QByteArray(12, 'a')));
    row("2: IPv4 too short", proxyHeader(0x21, 0x11, QByteArray(11, 'a')));
    row("2: IPv6 too short", proxyHeader(0x21, 0x21, QByteArray(35, 'a')));
    row("2: too long", proxyHeader(0x21, 0x11, QByteArray(4096 - 16 + 1, 'a')));
    row("2: local and too long", proxyHeader(0x20, 0x00, QByteArray(65535, 'a')));
}

void TestProxyHeader::refuses()
{
    QFETCH(const QByteArray, bytes);
    for (const qsizetype step : {bytes.size(), qsizetype(1)}) {
        ProxyHeader header;
        for (qsizetype at = 0; at < bytes.size() && header.state() == ProxyHeader::State::Reading; at += step)
            header.feed(viewOf(bytes.mid(at, step)));
        QCOMPARE(header.state(), ProxyHeader::State::Failed);
        QVERIFY(!header.client());
    }
}

void TestProxyHeader::takesNoByteOfTheClient_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("1") << "PROXY TCP4 198.51.100.7 192.0.2.20 1 2\r\n"_ba;
    QTest::newRow("2") << proxyHeader4(v4, 1);
    QTest::newRow("2 with values") << proxyHeader6(v6, 1, additional(0x04, "noop"));
    QTest::newRow("2 local") << proxyHeader(0x20, 0x00, {});
    QTest::newRow("2 local with values") << proxyHeader(0x20, 0x00, "abc");
}

void TestProxyHeader::takesNoByteOfTheClient()
{
    QFETCH(const QByteArray, bytes);
    ProxyHeader header;
    QCOMPARE(header.feed(viewOf(bytes + bytes)), static_cast<std::size_t>(bytes.size()));
    QCOMPARE(header.state(), ProxyHeader::State::Done);
    QCOMPARE(header.feed(viewOf(bytes)), 0U);
}

void TestProxyHeader::waitsForTheRest_data()
{
    takesNoByteOfTheClient_data();
}

void TestProxyHeader::waitsForTheRest()
{
    QFETCH(QByteArray, bytes);
    bytes.chop(1);
    ProxyHeader header;
    QVERIFY(header.isEmpty());
    QCOMPARE(header.feed(viewOf(bytes)), static_cast<std::size_t>(bytes.size()));
    QCOMPARE(header.state(), ProxyHeader::State::Reading);
    QVERIFY(!header.client());
    QVERIFY(!header.isEmpty());
}

UNMTA_TEST(TestProxyHeader)

} // namespace unmta::tst_proxy_header

#include "tst_proxy_header.moc"
