// Objects to an S3 service: the signature is reckoned again by the one that gets it, and its answers are understood.
#include "outbound/OutboundHttp.h"
#include "service/shipping/S3Store.h"
#include "support/ServiceHarness.h"
#include "support/TestMain.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

namespace unmta::tst_s3_store {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray hmac(const QByteArray &key, const QByteArray &text)
{
    return QMessageAuthenticationCode::hash(text, key, QCryptographicHash::Sha256);
}

QByteArray sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

// Takes objects whose signature is right, and says what S3 says otherwise.
class FakeS3 final : public QTcpServer
{
public:
    FakeS3()
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        });
        listen(QHostAddress::LocalHost);
    }
    [[nodiscard]] QString endpoint() const { return u"http://127.0.0.1:%1"_s.arg(serverPort()); }

    QMap<QByteArray, QByteArray> objects; // by path
    QMap<QByteArray, QByteArray> headers; // of the last request, in lower case
    QByteArray method;
    QByteArray fault;  // of the signature, when it is not right
    QByteArray canned; // answer instead of taking it
    int requests = 0;

private:
    void read(QTcpSocket *socket)
    {
        m_request += socket->readAll();
        const qsizetype end = m_request.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        headers.clear();
        QList<QByteArray> lines = m_request.first(end).split('\n');
        const QList<QByteArray> first = lines.takeFirst().split(' ');
        for (const QByteArray &line : lines) {
            const qsizetype colon = line.indexOf(':');
            headers.insert(line.first(colon).toLower(), line.sliced(colon + 1).trimmed());
        }
        const QByteArray body = m_request.sliced(end + 4);
        if (body.size() < headers.value("content-length").toLongLong())
            return;
        m_request.clear();
        ++requests;
        method = first.value(0);
        fault = checked(first.value(1), body);
        if (fault.isEmpty() && canned.isEmpty())
            objects.insert(first.value(1), body);
        const QByteArray refused = "<?xml version=\"1.0\"?><Error><Code>SignatureDoesNotMatch</Code></Error>";
        socket->write(!canned.isEmpty() ? canned
                      : fault.isEmpty() ? "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"_ba
                                        : "HTTP/1.1 403 Forbidden\r\nContent-Length: " +
                                              QByteArray::number(refused.size()) + "\r\n\r\n" + refused);
    }

    // AWS Signature Version 4, from what has come.
    [[nodiscard]] QByteArray checked(const QByteArray &path, const QByteArray &body) const
    {
        const QByteArray authorization = headers.value("authorization");
        const QByteArray prefix = "AWS4-HMAC-SHA256 ";
        if (!authorization.startsWith(prefix))
            return "no signature: " + authorization;
        QMap<QByteArray, QByteArray> parts;
        for (const QByteArray &part : authorization.sliced(prefix.size()).split(','))
            parts.insert(part.trimmed().split('=').value(0), part.trimmed().mid(part.trimmed().indexOf('=') + 1));
        const QList<QByteArray> scope = parts.value("Credential").split('/');
        if (scope.size() != 5 || scope[0] != "AKIA0EXAMPLE" || scope[2] != "eu-central-1" || scope[3] != "s3" ||
            scope[4] != "aws4_request")
            return "credential: " + parts.value("Credential");
        const QByteArray date = headers.value("x-amz-date");
        if (!date.startsWith(scope[1]) || date.size() != 16)
            return "date: " + date;
        if (headers.value("x-amz-content-sha256") != sha256(body))
            return "content: " + headers.value("x-amz-content-sha256");
        QByteArray canonical = method + '\n' + path + "\n\n";
        const QByteArray signedNames = parts.value("SignedHeaders");
        for (const QByteArray &name : signedNames.split(';'))
            canonical += name + ':' + headers.value(name) + '\n';
        for (const QByteArray &wanted : {"host"_ba, "x-amz-date"_ba, "x-amz-content-sha256"_ba}) {
            if (!signedNames.split(';').contains(wanted))
                return "not signed: " + wanted;
        }
        canonical += '\n' + signedNames + '\n' + sha256(body);
        QByteArray key = "AWS4wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY=";
        for (qsizetype i = 1; i < scope.size(); ++i)
            key = hmac(key, scope[i]);
        const QByteArray text =
            "AWS4-HMAC-SHA256\n" + date + '\n' + scope.sliced(1).join('/') + '\n' + sha256(canonical);
        const QByteArray signature = hmac(key, text).toHex();
        return parts.value("Signature") == signature ? QByteArray() : "signature of:\n" + canonical;
    }

    QByteArray m_request;
};

ShippingTarget bucketOf(const QString &endpoint)
{
    ShippingTarget target;
    target.kind = ShippingKind::S3;
    target.endpoint = endpoint;
    target.region = u"eu-central-1"_s;
    target.bucket = u"my.events"_s;
    target.accessKey = u"AKIA0EXAMPLE"_s;
    target.secretKey = u"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY="_s;
    return target;
}

outbound::HttpReply reply(int status, const QByteArray &body, const outbound::Headers &headers = {})
{
    outbound::HttpReply reply;
    reply.status = status;
    reply.body = body;
    reply.headers = headers;
    return reply;
}

QByteArray xml(const QByteArray &code, const QByteArray &more = {})
{
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>No\nway</Message>" +
           more + "</Error>";
}

} // namespace

class TestS3Store : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_harness = std::make_unique<ServiceHarness>();
        m_store = std::make_unique<S3Store>(m_worker, m_harness->settings);
    }
    void cleanup() { m_store.reset(); }

    void putsSigned_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("text") << "a\nb\n"_ba;
        QTest::newRow("any bytes") << QByteArray("\x1f\x8b\0\xff\r\n", 6);
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("much") << QByteArray(3'000'000, 'x');
    }
    void putsSigned()
    {
        QFETCH(QByteArray, content);
        QVERIFY(m_harness->settings.update({{u"outbound.allow"_s, u"127.0.0.1"_s}}));
        FakeS3 s3;
        const auto done =
            put(bucketOf(s3.endpoint()), u"a-b_c.d/0a0b0c0d/2026/11/29/0000000000000042.ndjson.gz"_s, content);
        QCOMPARE(s3.fault, QByteArray());
        QVERIFY2(done && *done, done ? qPrintable(describe(done->error())) : "no answer");
        QCOMPARE(s3.method, "PUT"_ba);
        const QByteArray path = "/my.events/a-b_c.d/0a0b0c0d/2026/11/29/0000000000000042.ndjson.gz";
        QCOMPARE(s3.objects.keys(), QList{path});
        QCOMPARE(s3.objects.value(path), content);
        QVERIFY(!s3.headers.contains("expect"));
    }

    void anotherSecret()
    {
        QVERIFY(m_harness->settings.update({{u"outbound.allow"_s, u"127.0.0.1"_s}}));
        FakeS3 s3;
        ShippingTarget target = bucketOf(s3.endpoint());
        target.secretKey += u"x"_s;
        const auto done = put(target, u"a"_s, "b");
        QVERIFY(done && !*done);
        QCOMPARE(done->error().code, u"shipping.denied"_s);
        QVERIFY(s3.fault.startsWith("signature of:"));
        QVERIFY(!describe(done->error()).contains(target.secretKey));
    }

    // Without encryption to allowed networks only; and to no private address that is not allowed.
    void whereTo_data()
    {
        QTest::addColumn<QString>("allowed");
        QTest::addColumn<QString>("endpoint");
        QTest::newRow("nothing is allowed") << QString() << u"http://127.0.0.1:%1"_s;
        QTest::newRow("another network") << u"10.0.0.0/8"_s << u"http://127.0.0.1:%1"_s;
        QTest::newRow("a public one without encryption") << u"10.0.0.0/8"_s << u"http://9.9.9.9:%1"_s;
        QTest::newRow("private, encrypted") << u"10.0.0.0/8"_s << u"https://127.0.0.1:%1"_s;
    }
    void whereTo()
    {
        QFETCH(QString, allowed);
        QFETCH(QString, endpoint);
        QVERIFY(m_harness->settings.update({{u"outbound.allow"_s, allowed}}));
        FakeS3 s3;
        const auto done = put(bucketOf(endpoint.arg(s3.serverPort())), u"a"_s, "b");
        QVERIFY(done && !*done);
        QCOMPARE(done->error().code, u"outbound.refused_address"_s);
        QCOMPARE(s3.requests, 0);
    }

    void answers_data()
    {
        QTest::addColumn<outbound::HttpReply>("reply");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("value"); // "name=value" of the context
        QTest::newRow("taken") << reply(200, {}) << QString() << QString();
        QTest::newRow("no such key") << reply(403, xml("InvalidAccessKeyId")) << u"shipping.denied"_s
                                     << u"code=InvalidAccessKeyId"_s;
        QTest::newRow("no right") << reply(403, xml("AccessDenied")) << u"shipping.denied"_s << u"code=AccessDenied"_s;
        QTest::newRow("without words") << reply(401, {}) << u"shipping.denied"_s << u"code=HTTP 401"_s;
        QTest::newRow("clock") << reply(403, xml("RequestTimeTooSkewed")) << u"shipping.clock"_s << QString();
        QTest::newRow("no bucket") << reply(404, xml("NoSuchBucket")) << u"shipping.no_bucket"_s
                                   << u"bucket=my.events"_s;
        QTest::newRow("elsewhere") << reply(301, xml("PermanentRedirect"), {{"x-amz-bucket-region", "eu-west-1"}})
                                   << u"shipping.wrong_region"_s << u"region=eu-west-1"_s;
        QTest::newRow("region in words") << reply(400,
                                                  xml("AuthorizationHeaderMalformed", "<Region>us-west-2</Region>"))
                                         << u"shipping.wrong_region"_s << u"region=us-west-2"_s;
        QTest::newRow("slow down") << reply(503, xml("SlowDown"), {{"retry-after", "30"}}) << u"shipping.unavailable"_s
                                   << u"seconds=30"_s;
        QTest::newRow("too many") << reply(429, {}) << u"shipping.unavailable"_s << u"code=HTTP 429"_s;
        QTest::newRow("its own fault") << reply(500, xml("InternalError")) << u"shipping.unavailable"_s
                                       << u"code=InternalError"_s;
        QTest::newRow("something else") << reply(400, xml("EntityTooLarge")) << u"shipping.refused"_s
                                        << u"code=EntityTooLarge"_s;
        QTest::newRow("broken XML") << reply(400, "<Error><Code>Ent") << u"shipping.refused"_s << u"code=HTTP 400"_s;
        QTest::newRow("lines in a code") << reply(400, xml("a\nb")) << u"shipping.refused"_s << u"code=a\\x0ab"_s;
    }
    void answers()
    {
        QFETCH(outbound::HttpReply, reply);
        QFETCH(QString, code);
        QFETCH(QString, value);
        const Result<void> outcome = s3Outcome(reply, bucketOf(u"https://s3.example.net"_s));
        QCOMPARE(outcome ? QString() : outcome.error().code, code);
        if (!value.isEmpty())
            QCOMPARE(outcome.error().context.value(value.section(u'=', 0, 0)), value.section(u'=', 1));
    }

    void goneMeanwhile()
    {
        QVERIFY(m_harness->settings.update({{u"outbound.allow"_s, u"127.0.0.1"_s}}));
        FakeS3 s3;
        const auto witness = std::make_shared<int>(0);
        m_store->put(bucketOf(s3.endpoint()), u"a"_s, "b", [witness](const Result<void> &) { ++*witness; });
        m_store.reset();
        QTRY_COMPARE(s3.requests, 1);
        QTRY_COMPARE(witness.use_count(), 1);
        QCOMPARE(*witness, 0);
    }

private:
    std::optional<Result<void>> put(const ShippingTarget &target, const QString &name, const QByteArray &content)
    {
        const auto outcome = std::make_shared<std::optional<Result<void>>>();
        m_store->put(target, name, content, [outcome](const Result<void> &done) { *outcome = done; });
        return QTest::qWaitFor([&] { return outcome->has_value(); }, patienceMs) ? *outcome : std::nullopt;
    }

    outbound::OutboundHttp m_worker;
    std::unique_ptr<ServiceHarness> m_harness;
    std::unique_ptr<S3Store> m_store;
};

UNMTA_TEST(TestS3Store)

} // namespace unmta::tst_s3_store

#include "tst_s3_store.moc"
