// Two parsers that read one request differently are how requests are smuggled, so another one, llhttp, judges: what it
// refuses, ours refuses; what ours takes, both read alike.
#include "http/HttpParser.h"
#include "support/TestMain.h"

#include <QRandomGenerator>
#include <QTest>

#include <llhttp.h>

namespace unmta::tst_http_judge {

using namespace unmta::http;

namespace {

struct Reading
{
    bool accepted = false;
    qsizetype used = 0; // bytes
    QByteArray method;
    QByteArray target;
    QList<std::pair<QByteArray, QByteArray>> fields;
    bool keepAlive = false;
};

Reading ours(const QByteArray &head)
{
    HttpParser parser;
    const std::string_view bytes(head.constData(), static_cast<std::size_t>(head.size()));
    Reading result;
    result.used = static_cast<qsizetype>(parser.feed(bytes));
    const bool isComplete = parser.state() == HttpParser::State::Complete;
    result.accepted = isComplete || parser.state() == HttpParser::State::Body;
    const HttpRequest request = isComplete ? parser.takeRequest() : HttpRequest(parser.head());
    result.method = request.method;
    result.target = request.target;
    for (qsizetype i = 0; i < request.headers.size(); ++i)
        result.fields.append({request.headers.at(i).name.toByteArray(), request.headers.at(i).value.toByteArray()});
    result.keepAlive = request.keepAlive;
    return result;
}

struct Judge
{
    Reading reading;
    QByteArray name;
    QByteArray value;
};

Judge &judgeOf(llhttp_t *parser)
{
    return *static_cast<Judge *>(parser->data);
}

Reading theirs(const QByteArray &head)
{
    llhttp_settings_t settings;
    llhttp_settings_init(&settings);
    settings.on_url = [](llhttp_t *parser, const char *at, std::size_t size) {
        judgeOf(parser).reading.target.append(at, static_cast<qsizetype>(size));
        return 0;
    };
    settings.on_header_field = [](llhttp_t *parser, const char *at, std::size_t size) {
        judgeOf(parser).name.append(at, static_cast<qsizetype>(size));
        return 0;
    };
    settings.on_header_value = [](llhttp_t *parser, const char *at, std::size_t size) {
        judgeOf(parser).value.append(at, static_cast<qsizetype>(size));
        return 0;
    };
    settings.on_header_value_complete = [](llhttp_t *parser) {
        Judge &judge = judgeOf(parser);
        judge.reading.fields.append({std::exchange(judge.name, {}), std::exchange(judge.value, {}).trimmed()});
        return 0;
    };
    settings.on_headers_complete = [](llhttp_t *parser) {
        Judge &judge = judgeOf(parser);
        judge.reading.accepted = true;
        judge.reading.method = llhttp_method_name(static_cast<llhttp_method_t>(parser->method));
        judge.reading.keepAlive = parser->http_minor == 1 && llhttp_should_keep_alive(parser) != 0;
        parser->upgrade = 0;
        return 0;
    };
    Judge judge;
    llhttp_t parser;
    llhttp_init(&parser, HTTP_REQUEST, &settings);
    parser.data = &judge;
    if (llhttp_execute(&parser, head.constData(), static_cast<std::size_t>(head.size())) != HPE_OK)
        judge.reading.accepted = false;
    return judge.reading;
}

const QByteArrayList seeds = {
    "GET /o/abc.gif?x=1 HTTP/1.1\r\nHost: t.example.com\r\nUser-Agent: Mozilla/5.0 (X11)\r\nAccept: */*\r\n"
    "Accept-Encoding: gzip, deflate\r\nConnection: keep-alive\r\n\r\n",
    "HEAD / HTTP/1.1\r\nHost: a\r\nConnection: te , Close\r\nX:\r\nY: \t z \t\r\n\r\n",
    "POST /p HTTP/1.1\r\nhost: a:80\r\nContent-Length: 0\r\nExpect: 100-continue\r\n\r\n",
    "OPTIONS * HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\nConnection: upgrade\r\n\r\n",
    "GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
    "GET /long/0123456789/0123456789/0123456789 HTTP/1.1\r\nHost: a.b.c\r\nTransfer-Encoding: chunked\r\n\r\n",
};

QByteArray mutated(QByteArray bytes, QRandomGenerator &random)
{
    static constexpr char telling[] = {'\r', '\n',   ' ',    '\t', ':', '\0', ',', ';',
                                       '#',  '\x7f', '\x80', '@',  '(', 'A',  '0'};
    for (int change = random.bounded(1, 4); change > 0; --change) {
        const qsizetype at = random.bounded(static_cast<int>(bytes.size()));
        const char some = telling[random.bounded(static_cast<int>(sizeof telling))];
        switch (random.bounded(5)) {
        case 0:
            bytes[at] = static_cast<char>(random.bounded(256));
            break;
        case 1:
            bytes[at] = some;
            break;
        case 2:
            bytes.remove(at, 1);
            break;
        case 3:
            bytes.insert(at, some);
            break;
        default: { // a line twice
            const qsizetype end = bytes.indexOf("\r\n", at);
            const qsizetype begin = end < 0 ? -1 : bytes.lastIndexOf("\r\n", end - 1);
            if (begin >= 0)
                bytes.insert(end, bytes.mid(begin, end - begin));
        }
        }
    }
    return bytes;
}

} // namespace

class TestHttpJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesOnGoodHeads();
    void takesNothingThatTheJudgeRefuses();
    void knowsTheMethods();
};

void TestHttpJudge::agreesOnGoodHeads()
{
    for (const QByteArray &head : seeds) {
        const Reading mine = ours(head);
        QVERIFY2(mine.accepted && theirs(head).accepted, head);
        QCOMPARE(mine.fields, theirs(head).fields);
        QCOMPARE(mine.keepAlive, theirs(head).keepAlive);
    }
}

void TestHttpJudge::takesNothingThatTheJudgeRefuses()
{
    QRandomGenerator random(1234);
    int taken = 0;
    for (int round = 0; round < 60'000; ++round) {
        const QByteArray head = mutated(seeds.at(random.bounded(static_cast<int>(seeds.size()))), random);
        const Reading mine = ours(head);
        if (!mine.accepted)
            continue;
        ++taken;
        const Reading judged = theirs(head.first(mine.used));
        const QByteArray told = head.toPercentEncoding(" /:");
        QVERIFY2(judged.accepted, told);
        QVERIFY2(mine.method == judged.method, told);
        QVERIFY2(mine.target == judged.target, told);
        QVERIFY2(mine.fields == judged.fields, told);
        // The judge overlooks a `close` with a tab behind it; who closes once too often misleads nobody.
        QVERIFY2(!mine.keepAlive || judged.keepAlive, told);
    }
    QVERIFY(taken > 5'000); // else the mutations are too coarse to say anything
}

void TestHttpJudge::knowsTheMethods()
{
    for (int number = 0; number <= HTTP_UNLINK; ++number) {
        const QByteArray method = llhttp_method_name(static_cast<llhttp_method_t>(number));
        if (method != "CONNECT")
            QVERIFY2(ours(method + " / HTTP/1.1\r\nHost: a\r\n\r\n").accepted, method);
    }
    QVERIFY(!ours("BREW / HTTP/1.1\r\nHost: a\r\n\r\n").accepted);
}

UNMTA_TEST(TestHttpJudge)

} // namespace unmta::tst_http_judge

#include "tst_http_judge.moc"
