// Values that attackers send, in every parameter of every operation: each is refused or taken as the text that it is,
// the engine lives on, and nothing of it gets into a header field.
#include "http/RawClient.h"
#include "support/ApiDocument.h"
#include "support/ApiWorld.h"
#include "support/TestMain.h"
#include "support/system/Host.h"

#include "contract/Operations.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace unmta::tst_api_hostile {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

const QStringList hostileValues{u"' OR '1'='1"_s,
                                u"\"; DROP TABLE cluster; --"_s,
                                u"../../../../etc/passwd"_s,
                                u"..\\..\\windows\\win.ini"_s,
                                u"a\r\nSet-Cookie: stolen=1"_s,
                                u"a\nb"_s,
                                QString(QChar::Null),
                                u"=cmd|' /C calc'!A0"_s,
                                u"@SUM(1+1)"_s,
                                u"<script>alert(1)</script>"_s,
                                u"%00%0d%0a"_s,
                                u"${jndi:ldap://x}"_s,
                                u"{{7*7}}"_s,
                                u"-1"_s,
                                u"9223372036854775808"_s,
                                u"1e309"_s,
                                u"NaN"_s,
                                u"\u202Egnp.exe"_s,
                                u"\U0001F4A5"_s,
                                QString(3000, u'a')};

// Of each operation by its id: the parameters of its query and those of its path that the document names.
QMultiMap<QString, QString> queryParameters()
{
    QHash<QString, QString> names; // of those in the query, by their place in the document
    QString part;
    QString place;
    QString name;
    for (const DocumentLine &line : apiDocumentSection(u"components"_s)) {
        if (line.indent == 2)
            part = line.text;
        else if (part == u"parameters:" && line.indent == 4)
            place = line.text.chopped(1);
        else if (part == u"parameters:" && line.text.startsWith(u"name: "_s))
            name = line.text.sliced(6);
        else if (part == u"parameters:" && line.text == u"in: query"_s)
            names.insert(place, name);
    }
    QMultiMap<QString, QString> result;
    QString id;
    for (const DocumentLine &line : apiDocumentSection(u"paths"_s)) {
        if (line.text.startsWith(u"operationId: "_s))
            id = line.text.sliced(13);
        const QString referred = line.text.section(u"parameters/"_s, 1).remove(u'\'');
        if (names.contains(referred))
            result.insert(id, names.value(referred));
    }
    return result;
}

// What a request refers to in this world, by the name in braces.
QStringList ordinaryValues(const Route &route, const QString &cluster)
{
    const QHash<QString, QString> ordinary{
        {u"{cluster}"_s, cluster}, {u"{name}"_s, u"track.example.com"_s}, {u"{platform}"_s, u"apple"_s}};
    QStringList values;
    for (const QString &segment : patternSegments(route)) {
        if (segment.startsWith(u'{'))
            values << ordinary.value(segment, u"999999"_s);
    }
    return values;
}

QStringList encoded(QStringList values)
{
    for (QString &value : values)
        value = QString::fromLatin1(QUrl::toPercentEncoding(value));
    return values;
}

} // namespace

class TestApiHostile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void parameters_data();
    void parameters();
    void bodies_data();
    void bodies();
    void depthAndSizeCostNoMemory();
    void cleanupTestCase();

private:
    [[nodiscard]] bool isHarmless(const Route &route, const ApiRequest &request, const QString &what);

    ApiWorld m_world;
    QStringList m_faults;
};

void TestApiHostile::initTestCase()
{
    QVERIFY2(m_world.start(), qPrintable(m_world.failure.code));
    QVERIFY(m_world.activate(u"track.example.com"_s));
}

bool TestApiHostile::isHarmless(const Route &route, const ApiRequest &request, const QString &what)
{
    const auto answered = ApiWorld::send(m_world.door(Door::Http), request);
    // 503 is for what is not possible at present, which no value decides.
    const bool isFine = answered.status >= 200 && answered.status < 500;
    const bool isTold = answered.status < 400 || (!answered.code().isEmpty() && !answered.message().isEmpty());
    if (!isFine || !isTold)
        qWarning().noquote() << route.name << what.left(80) << answered.status << answered.raw.body.left(300);
    return isFine && isTold;
}

void TestApiHostile::parameters_data()
{
    QTest::addColumn<qsizetype>("index");
    for (std::size_t i = 0; i < operations().size(); ++i) {
        if (operations()[i]->scope != Scope::None)
            QTest::newRow(operations()[i]->name) << static_cast<qsizetype>(i);
    }
}

void TestApiHostile::parameters()
{
    QFETCH(const qsizetype, index);
    const Route &route = *operations()[static_cast<std::size_t>(index)];
    static const auto queries = queryParameters();
    QVERIFY(queries.size() > 20);
    const QStringList ordinary = ordinaryValues(route, m_world.cluster);
    int harmful = 0;
    ApiRequest request;
    request.method = route.method;
    for (const QString &value : hostileValues) {
        for (qsizetype i = 0; i < ordinary.size(); ++i) {
            QStringList values = ordinary;
            values[i] = value;
            request.path = pathOf(route, encoded(values));
            harmful += isHarmless(route, request, value) ? 0 : 1;
        }
        // Those that change something are asked about nobody, so that the next row finds the world as it was.
        const bool changes = route.method != Method::Get;
        QStringList values = ordinary;
        if (changes && !values.isEmpty())
            values.last() = u"nobody"_s;
        request.path = pathOf(route, encoded(values));
        for (const QString &name : queries.values(QString::fromLatin1(route.name))) {
            ApiRequest asked = request;
            asked.query = QUrlQuery{{name, QString::fromLatin1(QUrl::toPercentEncoding(value))}};
            harmful += isHarmless(route, asked, name + u'=' + value) ? 0 : 1;
        }
    }
    QCOMPARE(harmful, 0);
    // By hand, since no client library sends it: a line end in the path or query as it is.
    RawClient client(m_world.apiPort);
    const auto reply =
        client.get("localhost", pathOf(route, encoded(ordinary)).toLatin1() + "?x=%0d%0aSet-Cookie:%20a=b",
                   methodName(route.method));
    QVERIFY(reply.status >= 200 && reply.status < 500);
    QVERIFY(reply.field("set-cookie").isEmpty());
}

void TestApiHostile::bodies_data()
{
    QTest::addColumn<QString>("schema");
    QTest::addColumn<QStringList>("path");
    QTest::addColumn<Method>("method");
    const QString c = u"clusters"_s;
    const auto row = [](const char *schema, Method method, const QStringList &path) {
        QTest::newRow(schema) << QString::fromLatin1(schema) << path << method;
    };
    row("ClusterInput", Method::Post, {c});
    row("ClusterChange", Method::Patch, {c, u"{cluster}"_s});
    row("TrackingDomainInput", Method::Post, {c, u"{cluster}"_s, u"tracking-domains"_s});
    row("LinkInput", Method::Post, {c, u"{cluster}"_s, u"links"_s});
    row("InspectInput", Method::Post, {u"links"_s, u"inspect"_s});
    row("RewriteRules", Method::Patch, {c, u"{cluster}"_s, u"rewrite-rules"_s});
    row("TokenInput", Method::Post, {u"tokens"_s});
    row("WebhookInput", Method::Post, {c, u"{cluster}"_s, u"webhooks"_s});
}

void TestApiHostile::bodies()
{
    QFETCH(const QString, schema);
    QFETCH(QStringList, path);
    QFETCH(const Method, method);
    path.replaceInStrings(u"{cluster}"_s, m_world.cluster);
    const QJsonObject example = apiExample(schema);
    QVERIFY(!example.isEmpty());
    const Route shown{"body", method, "", Scope::Admin, Payload::Json, {}};
    int harmful = 0;
    for (const QString &field : example.keys()) {
        for (const QString &value : hostileValues) {
            QJsonObject body = example;
            body.insert(field, example.value(field).isArray() ? QJsonValue(QJsonArray{value}) : QJsonValue(value));
            harmful += isHarmless(shown, jsonRequest(method, apiPath(path), body), field + u'=' + value) ? 0 : 1;
        }
    }
    QCOMPARE(harmful, 0);
}

void TestApiHostile::depthAndSizeCostNoMemory()
{
    const auto post = [&](const QByteArray &body) {
        ApiRequest request;
        request.method = Method::Post;
        request.path = apiPath({u"clusters"_s});
        request.contentType = "application/json";
        request.body = body;
        return ApiWorld::send(m_world.door(Door::Http), request);
    };
    const QByteArray deep = QByteArray(100'000, '[');
    QCOMPARE(post(deep).status, 400);
    const qint64 before = residentBytes();
    for (int i = 0; i < 20; ++i) {
        QCOMPARE(post(deep).code(), u"json.malformed"_s);
        QCOMPARE(post("{\"name\":" + QByteArray(100'000, '{')).code(), u"json.malformed"_s);
        QCOMPARE(post(R"({"name":NaN})").status, 400);
    }
    // The head says how much is meant: nothing of it is waited for.
    for (int i = 0; i < 20; ++i) {
        RawClient client(m_world.apiPort);
        const QByteArray bearer = "Authorization: Bearer " + m_world.token({u"admin"_s}).toLatin1();
        client.send("POST /api/v1/clusters HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + bearer +
                    "\r\nContent-Length: 100000000\r\n\r\n");
        QCOMPARE(client.readReply().status, 413);
    }
    const qint64 grown = residentBytes() - before;
    QVERIFY2(grown < 16 * MiB, qPrintable(QString::number(grown)));
}

void TestApiHostile::cleanupTestCase()
{
    // After all of it: the domain is still active, and lists are whole.
    QCOMPARE(m_world.get(m_world.domainPath(u"track.example.com"_s)).data("status").toString(), u"active"_s);
    QVERIFY(!m_world.get({u"clusters"_s}).data().toArray().isEmpty());
}

UNMTA_TEST(TestApiHostile)

} // namespace unmta::tst_api_hostile

#include "tst_api_hostile.moc"
