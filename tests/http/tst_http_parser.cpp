#include "http/HttpParser.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_http_parser {

using namespace Qt::StringLiterals;
using namespace unmta::http;

namespace {

HttpLimits smallBody()
{
    HttpLimits limits;
    limits.bodyBytes = 64;
    return limits;
}

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

struct Outcome
{
    std::vector<HttpRequest> requests;
    int status = 0; // 0: not refused
    bool idle = false;
};

// Feeds the bytes in pieces of `step`; 0 means all at once.
Outcome parse(const QByteArray &bytes, std::size_t step, HttpLimits limits = smallBody())
{
    HttpParser parser(std::move(limits));
    Outcome outcome;
    std::string_view rest = view(bytes);
    while (!rest.empty() && parser.state() != HttpParser::State::Failed) {
        std::string_view piece = step == 0 ? rest : rest.substr(0, step);
        rest.remove_prefix(piece.size());
        while (!piece.empty() && parser.state() != HttpParser::State::Failed) {
            piece.remove_prefix(parser.feed(piece));
            if (parser.state() == HttpParser::State::Complete)
                outcome.requests.push_back(parser.takeRequest());
        }
    }
    outcome.status = parser.failure().status;
    outcome.idle = parser.state() == HttpParser::State::Idle;
    return outcome;
}

QByteArray head(const char *line, std::initializer_list<QByteArray> fields)
{
    QByteArray text(line);
    text += "\r\n";
    for (const QByteArray &field : fields)
        text += field + "\r\n";
    return text + "\r\n";
}

} // namespace

class TestHttpParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsRequest();
    void accepts_data();
    void accepts();
    void refuses_data();
    void refuses();
    void splitsAnywhere();
    void pipelines();
    void limits_data();
    void limits();
    void continueWanted();
    void keepAlive_data();
    void keepAlive();
};

void TestHttpParser::readsRequest()
{
    const Outcome outcome = parse("POST /a%20b?x=1&y HTTP/1.1\r\nHost: Track.Example.com:8443\r\nX-One:  two \t\r\n"
                                  "content-LENGTH: 5\r\n\r\nhello",
                                  0);
    QCOMPARE(outcome.requests.size(), 1U);
    const HttpRequest &request = outcome.requests.front();
    QCOMPARE(request.method, "POST"_ba);
    QCOMPARE(request.target, "/a%20b?x=1&y"_ba);
    QCOMPARE(request.path(), QByteArrayView("/a%20b"));
    QCOMPARE(request.query(), QByteArrayView("x=1&y"));
    QCOMPARE(request.host(), QByteArrayView("Track.Example.com"));
    QCOMPARE(request.headers.value("x-ONE"), QByteArrayView("two"));
    QCOMPARE(request.headers.size(), 3);
    QCOMPARE(request.body, "hello"_ba);
    QVERIFY(request.keepAlive);
    QVERIFY(outcome.idle);
}

void TestHttpParser::accepts_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");

    QTest::newRow("plain GET") << head("GET / HTTP/1.1", {"Host: a"}) << "/"_ba
                               << ""_ba;
    QTest::newRow("empty line before") << "\r\n" + head("GET / HTTP/1.1", {"Host: a"}) << "/"_ba
                                       << ""_ba;
    QTest::newRow("HTTP/1.0 without Host") << head("GET /x HTTP/1.0", {}) << "/x"_ba
                                           << ""_ba;
    QTest::newRow("absolute form") << head("GET http://A.b:80/p?q HTTP/1.1", {"Host: a.b:80"}) << "/p?q"_ba
                                   << ""_ba;
    QTest::newRow("absolute form, no path") << head("GET http://a?q HTTP/1.1", {"Host: a"}) << "/?q"_ba
                                            << ""_ba;
    QTest::newRow("asterisk") << head("OPTIONS * HTTP/1.1", {"Host: a"}) << "*"_ba
                              << ""_ba;
    QTest::newRow("upgrade is ignored") << head("GET /u HTTP/1.1", {"Host: a", "Connection: Upgrade", "Upgrade: h2c"})
                                        << "/u"_ba
                                        << ""_ba;
    QTest::newRow("empty value") << head("GET / HTTP/1.1", {"Host: a", "X:"}) << "/"_ba
                                 << ""_ba;
    QTest::newRow("IPv6 host") << head("GET / HTTP/1.1", {"Host: [::1]:80"}) << "/"_ba
                               << ""_ba;
    QTest::newRow("length zero") << head("POST / HTTP/1.1", {"Host: a", "Content-Length: 0"}) << "/"_ba
                                 << ""_ba;
    QTest::newRow("chunked") << head("POST / HTTP/1.1", {"Host: a", "Transfer-Encoding: chunked"}) +
                                    "3\r\nabc\r\nA;x=\"y\"\r\n0123456789\r\n0\r\n\r\n"
                             << "/"_ba
                             << "abc0123456789"_ba;
    QTest::newRow("chunked, trailer") << head("POST / HTTP/1.1", {"Host: a", "Transfer-Encoding: Chunked"}) +
                                             "1\r\nz\r\n000\r\nX-T: 1\r\n\r\n"
                                      << "/"_ba
                                      << "z"_ba;
}

void TestHttpParser::accepts()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    const Outcome outcome = parse(bytes, 0);
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.requests.size(), 1U);
    QCOMPARE(outcome.requests.front().target, target);
    QCOMPARE(outcome.requests.front().body, body);
    QVERIFY(outcome.idle);
}

void TestHttpParser::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");

    const auto get = [](std::initializer_list<QByteArray> fields) { return head("GET / HTTP/1.1", fields); };
    const auto post = [](std::initializer_list<QByteArray> fields) { return head("POST / HTTP/1.1", fields); };

    QTest::newRow("no Host") << get({}) << 400;
    QTest::newRow("two Hosts") << get({"Host: a", "Host: a"}) << 400;
    QTest::newRow("two Hosts in HTTP/1.0") << head("GET / HTTP/1.0", {"Host: a", "Host: b"}) << 400;
    QTest::newRow("empty Host") << get({"Host:"}) << 400;
    QTest::newRow("Host with userinfo") << get({"Host: a@b"}) << 400;
    QTest::newRow("Host with slash") << get({"Host: a/b"}) << 400;
    QTest::newRow("Host list") << get({"Host: a, b"}) << 400;
    QTest::newRow("absolute form, other host") << head("GET http://b/ HTTP/1.1", {"Host: a"}) << 400;
    QTest::newRow("other scheme") << head("GET ftp://a/ HTTP/1.1", {"Host: a"}) << 400;
    QTest::newRow("fragment") << head("GET /#f HTTP/1.1", {"Host: a"}) << 400;
    QTest::newRow("raw UTF-8 target") << head("GET /\xc3\xa4 HTTP/1.1", {"Host: a"}) << 400;
    QTest::newRow("target without slash") << head("GET a HTTP/1.1", {"Host: a"}) << 400;

    QTest::newRow("folded field") << get({"Host: a", "X: 1", " 2"}) << 400;
    QTest::newRow("folded field with tab") << get({"Host: a", "X: 1", "\t2"}) << 400;
    QTest::newRow("folded first field") << get({" Host: a"}) << 400;
    QTest::newRow("space before colon") << get({"Host : a"}) << 400;
    QTest::newRow("tab before colon") << get({"Host: a", "X\t: 1"}) << 400;
    QTest::newRow("no colon") << get({"Host: a", "X"}) << 400;
    QTest::newRow("empty name") << get({"Host: a", ": 1"}) << 400;
    QTest::newRow("control in name") << get({"Host: a", "X\x01: 1"}) << 400;
    QTest::newRow("control in value") << get({"Host: a", "X: \x01"}) << 400;
    QTest::newRow("NUL in value") << get({"Host: a", QByteArray("X: \0", 4)}) << 400;
    QTest::newRow("DEL in value") << get({"Host: a", "X: \x7f"}) << 400;
    QTest::newRow("CR alone in value") << get({"Host: a", "X: 1\rY: 2"}) << 400;
    QTest::newRow("LF alone ends line") << "GET / HTTP/1.1\nHost: a\n\n"_ba << 400;
    QTest::newRow("LF alone in value") << get({"Host: a\nX: 1"}) << 400;
    QTest::newRow("CR CR LF") << "GET / HTTP/1.1\r\r\nHost: a\r\n\r\n"_ba << 400;
    QTest::newRow("many empty lines") << "\r\n\r\n\r\n\r\n"_ba << 400;
    QTest::newRow("space before method") << " GET / HTTP/1.1\r\nHost: a\r\n\r\n"_ba << 400;
    QTest::newRow("two spaces") << head("GET  / HTTP/1.1", {"Host: a"}) << 400;
    QTest::newRow("space in target") << head("GET /a b HTTP/1.1", {"Host: a"}) << 400;
    QTest::newRow("HTTP/0.9") << "GET /\r\n\r\n"_ba << 400;
    QTest::newRow("TLS on a plain port") << QByteArray("\x16\x03\x01\x02\x00\x01", 6) << 400;

    QTest::newRow("both lengths") << post({"Host: a", "Transfer-Encoding: chunked", "Content-Length: 3"}) << 400;
    QTest::newRow("both lengths, other order")
        << post({"Host: a", "Content-Length: 3", "Transfer-Encoding: chunked"}) << 400;
    QTest::newRow("two lengths") << post({"Host: a", "Content-Length: 3", "Content-Length: 4"}) << 400;
    QTest::newRow("same length twice") << post({"Host: a", "Content-Length: 3", "Content-Length: 3"}) << 400;
    QTest::newRow("length list") << post({"Host: a", "Content-Length: 3, 3"}) << 400;
    QTest::newRow("signed length") << post({"Host: a", "Content-Length: +3"}) << 400;
    QTest::newRow("negative length") << post({"Host: a", "Content-Length: -3"}) << 400;
    QTest::newRow("hex length") << post({"Host: a", "Content-Length: 0x3"}) << 400;
    QTest::newRow("spaced length") << post({"Host: a", "Content-Length: 1 2"}) << 400;
    QTest::newRow("empty length") << post({"Host: a", "Content-Length:"}) << 400;
    QTest::newRow("huge length") << post({"Host: a", "Content-Length: 99999999999999999999"}) << 400;
    QTest::newRow("two codings") << post({"Host: a", "Transfer-Encoding: chunked", "Transfer-Encoding: chunked"})
                                 << 400;
    QTest::newRow("chunked in HTTP/1.0") << head("POST / HTTP/1.0", {"Transfer-Encoding: chunked"}) << 400;
    QTest::newRow("coding that hides") << post({"Host: a", "Transfer-Encoding: xchunked"}) << 400;
    QTest::newRow("vertical tab in coding") << post({"Host: a", "Transfer-Encoding: \x0b"
                                                                "chunked"})
                                            << 400;
    QTest::newRow("length with vertical tab") << post({"Host: a", "Content-Length: \x0b"
                                                                  "3"})
                                              << 400;

    QTest::newRow("unknown method") << head("BREW / HTTP/1.1", {"Host: a"}) << 501;
    QTest::newRow("lower-case method") << head("get / HTTP/1.1", {"Host: a"}) << 501;
    QTest::newRow("CONNECT") << head("CONNECT a:443 HTTP/1.1", {"Host: a:443"}) << 501;
    QTest::newRow("HTTP/2 preface") << "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"_ba << 505;
    QTest::newRow("HTTP/1.2") << head("GET / HTTP/1.2", {"Host: a"}) << 505;
    QTest::newRow("HTTP/3.0") << head("GET / HTTP/3.0", {"Host: a"}) << 505;
    QTest::newRow("lower-case version") << head("GET / http/1.1", {"Host: a"}) << 400;
    QTest::newRow("other expectation") << post({"Host: a", "Expect: tea", "Content-Length: 1"}) << 417;

    const QByteArray chunked = post({"Host: a", "Transfer-Encoding: chunked"});
    QTest::newRow("chunk size missing") << chunked + "\r\n\r\n" << 400;
    QTest::newRow("chunk size not hex") << chunked + "g\r\n" << 400;
    QTest::newRow("chunk size with sign") << chunked + "+1\r\na\r\n" << 400;
    QTest::newRow("chunk size with 0x") << chunked + "0x1\r\na\r\n" << 400;
    QTest::newRow("chunk size with space") << chunked + "1 \r\na\r\n" << 400;
    QTest::newRow("chunk size too long") << chunked + "000000001\r\na\r\n" << 400;
    QTest::newRow("chunk size ends in LF") << chunked + "1\na\r\n" << 400;
    QTest::newRow("chunk data too long") << chunked + "1\r\nab\r\n" << 400;
    QTest::newRow("chunk data ends in LF") << chunked + "1\r\na\n0\r\n\r\n" << 400;
    QTest::newRow("extension with LF") << chunked + "1;a\nb\r\na\r\n" << 400;
    QTest::newRow("trailer with LF") << chunked + "0\r\nX: 1\n\r\n" << 400;
    QTest::newRow("end without LF") << chunked + "0\r\n\rX" << 400;
}

void TestHttpParser::refuses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    for (const std::size_t step : {0U, 1U, 3U}) {
        const Outcome outcome = parse(bytes, step);
        QCOMPARE(outcome.status, status);
        QCOMPARE(outcome.requests.size(), 0U);
    }
}

void TestHttpParser::splitsAnywhere()
{
    const QByteArray bytes = head("POST /one HTTP/1.1", {"Host: a.example", "Content-Length: 4"}) + "body" +
                             head("POST /two HTTP/1.1", {"Host: a.example", "Transfer-Encoding: chunked"}) +
                             "2;e=1\r\nok\r\n0\r\nX: y\r\n\r\n" + head("GET /three HTTP/1.1", {"Host: a.example"});
    const Outcome whole = parse(bytes, 0);
    QCOMPARE(whole.requests.size(), 3U);
    for (qsizetype cut = 1; cut < bytes.size(); ++cut) {
        HttpParser parser(smallBody());
        std::vector<QByteArray> seen;
        for (const QByteArray &part : {bytes.first(cut), bytes.sliced(cut)}) {
            std::string_view rest = view(part);
            while (!rest.empty()) {
                rest.remove_prefix(parser.feed(rest));
                if (parser.state() == HttpParser::State::Complete) {
                    const HttpRequest request = parser.takeRequest();
                    seen.push_back(request.target + ' ' + request.body);
                }
                QVERIFY(parser.state() != HttpParser::State::Failed);
            }
        }
        QCOMPARE(seen, (std::vector<QByteArray>{"/one body", "/two ok", "/three "}));
    }
    QCOMPARE(parse(bytes, 1).requests.size(), 3U);
}

void TestHttpParser::pipelines()
{
    const QByteArray one = head("GET /1 HTTP/1.1", {"Host: a"});
    const QByteArray two = head("GET /2 HTTP/1.1", {"Host: a"});
    HttpParser parser;
    const QByteArray both = one + two;
    // Bytes of the second request are not touched before the first is taken.
    QCOMPARE(parser.feed(view(both)), static_cast<std::size_t>(one.size()));
    QCOMPARE(parser.state(), HttpParser::State::Complete);
    QCOMPARE(parser.feed(view(two)), 0U);
    QCOMPARE(parser.takeRequest().target, "/1"_ba);
    QCOMPARE(parser.feed(view(two)), static_cast<std::size_t>(two.size()));
    QCOMPARE(parser.takeRequest().target, "/2"_ba);
    QCOMPARE(parser.state(), HttpParser::State::Idle);
}

void TestHttpParser::limits_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");

    const auto withTarget = [](int size) {
        return "GET /" + QByteArray(size - 1, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n";
    };
    const auto withHead = [](int size) {
        const QByteArray start = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
        return start + QByteArray(size - start.size() - 4, 'x') + "\r\n\r\n";
    };
    const auto withFields = [](int count) {
        QByteArray fields = "Host: a\r\n";
        for (int i = 1; i < count; ++i)
            fields += "X: y\r\n";
        return "GET / HTTP/1.1\r\n" + fields + "\r\n";
    };
    const auto withBody = [](int size) {
        return "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + QByteArray::number(size) + "\r\n\r\n" +
               QByteArray(size, 'b');
    };
    const QByteArray chunked = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

    QTest::newRow("target of 8 KiB") << withTarget(8192) << 0;
    QTest::newRow("target above") << withTarget(8193) << 414;
    QTest::newRow("target far above") << withTarget(100'000) << 414;
    QTest::newRow("endless first line") << QByteArray(20'000, 'A') << 414;
    QTest::newRow("head of 16 KiB") << withHead(16384) << 0;
    QTest::newRow("head above") << withHead(16385) << 431;
    QTest::newRow("head far above") << withHead(1'000'000) << 431;
    QTest::newRow("100 fields") << withFields(100) << 0;
    QTest::newRow("101 fields") << withFields(101) << 431;
    QTest::newRow("body at limit") << withBody(64) << 0;
    QTest::newRow("body above limit") << withBody(65) << 413;
    QTest::newRow("chunked at limit") << chunked + "40\r\n" + QByteArray(64, 'b') + "\r\n0\r\n\r\n" << 0;
    QTest::newRow("chunked above limit") << chunked + "3f\r\n" + QByteArray(63, 'b') + "\r\n2\r\nbb\r\n0\r\n\r\n"
                                         << 413;
    QTest::newRow("announced above limit") << chunked + "ffffffff\r\n" << 413;
    QTest::newRow("endless extension") << chunked + "1;" + QByteArray(70'000, 'e') << 400;
    QTest::newRow("endless trailer") << chunked + "0\r\n" + QByteArray("X: y\r\n").repeated(20'000) << 400;
}

void TestHttpParser::limits()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    for (const std::size_t step : {0U, 7U, 4096U}) {
        const Outcome outcome = parse(bytes, step);
        QCOMPARE(outcome.status, status);
        QCOMPARE(outcome.requests.size(), status == 0 ? 1U : 0U);
    }
}

void TestHttpParser::continueWanted()
{
    const QByteArray bytes = head("POST / HTTP/1.1", {"Host: a", "Expect: 100-Continue", "Content-Length: 2"});
    HttpParser parser;
    QCOMPARE(parser.feed(view(bytes)), static_cast<std::size_t>(bytes.size()));
    QVERIFY(parser.takeContinueWanted());
    QVERIFY(!parser.takeContinueWanted());
    QCOMPARE(parser.feed("ab"), 2U);
    QCOMPARE(parser.state(), HttpParser::State::Complete);
}

void TestHttpParser::keepAlive_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("stays");
    QTest::newRow("HTTP/1.1") << head("GET / HTTP/1.1", {"Host: a"}) << true;
    QTest::newRow("close") << head("GET / HTTP/1.1", {"Host: a", "Connection: Close"}) << false;
    QTest::newRow("close in a list") << head("GET / HTTP/1.1", {"Host: a", "Connection: te, close"}) << false;
    QTest::newRow("HTTP/1.0") << head("GET / HTTP/1.0", {"Host: a"}) << false;
    QTest::newRow("HTTP/1.0 keep-alive") << head("GET / HTTP/1.0", {"Host: a", "Connection: keep-alive"}) << false;
}

void TestHttpParser::keepAlive()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, stays);
    const Outcome outcome = parse(bytes, 0);
    QCOMPARE(outcome.requests.size(), 1U);
    QCOMPARE(outcome.requests.front().keepAlive, stays);
}

UNMTA_TEST(TestHttpParser)

} // namespace unmta::tst_http_parser

#include "tst_http_parser.moc"
