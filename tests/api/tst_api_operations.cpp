// Every operation of the route table through every door: the same status and the same shape.
#include "api/Operations.h"
#include "http/RawClient.h"
#include "support/TestMain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

namespace unmta::tst_api_operations {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

QStringList missing(const QJsonObject &object, const QStringList &wanted)
{
    QStringList absent;
    for (const QString &field : wanted) {
        if (!object.contains(field))
            absent << field;
    }
    return absent;
}

} // namespace

class TestApiOperations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyOperationHasARow();
    void answers_data();
    void answers();
    void anEmptyObjectIsNoBody();
    void clustersComeInPages();
    void headHasNoBody();
    void unknownPathsAreNotFound_data();
    void unknownPathsAreNotFound();
    void everyPathNamesItsMethods();

private:
    ApiWorld m_world;
};

void TestApiOperations::initTestCase()
{
    QVERIFY2(m_world.start(), qPrintable(m_world.failure.code));
    QVERIFY(m_world.activate(activeName, true));
    RawClient recipient(m_world.httpPort);
    QCOMPARE(recipient.get(activeName.toLatin1(), m_world.mint(activeName)).status, 302);
    QTRY_COMPARE(m_world.get(m_world.domainPath(activeName) + QStringList{u"events"_s}).data().toArray().size(), 1);
}

void TestApiOperations::everyOperationHasARow()
{
    QSet<QByteArray> names;
    for (const OperationCase &tested : operationCases())
        names.insert(tested.operation->name);
    QByteArrayList untested;
    for (const Route *operation : operations()) {
        if (!names.contains(operation->name))
            untested << operation->name;
    }
    QVERIFY2(untested.isEmpty(), untested.join(", ").constData());
}

void TestApiOperations::answers_data()
{
    addOperationsByDoor();
}

void TestApiOperations::answers()
{
    QFETCH(const int, operation);
    QFETCH(const int, door);
    const auto all = operationCases();
    const OperationCase &tested = all[operation];
    const int row = operation * 10 + door;

    const ApiRequest request = tested.request(*tested.operation, m_world, row);
    const ApiAnswered answered = ApiWorld::send(m_world.door(static_cast<Door>(door)), request);
    const bool isRefused = tested.statusByNetwork != 0 && static_cast<Door>(door) == Door::Http;
    QVERIFY2(answered.status == (isRefused ? tested.statusByNetwork : tested.status), answered.raw.body.constData());
    if (isRefused)
        return;

    if (tested.shape == Shape::Empty) {
        QVERIFY(answered.raw.body.isEmpty());
        return;
    }
    if (tested.shape == Shape::Text) {
        QVERIFY(!answered.raw.body.isEmpty());
        QVERIFY(!answered.raw.contentType.isEmpty());
        return;
    }
    QCOMPARE(answered.raw.contentType, QByteArray("application/json"));
    if (tested.shape == Shape::Refusal) {
        QVERIFY(!answered.code().isEmpty() && !answered.message().isEmpty());
        return;
    }
    QJsonObject object = answered.data().toObject();
    if (tested.shape == Shape::List) {
        QVERIFY(answered.data().isArray());
        QVERIFY(answered.body.value(u"meta"_s).toObject().contains(u"next"_s));
        QVERIFY(!answered.data().toArray().isEmpty());
        object = answered.data().toArray().first().toObject();
    }
    const QStringList absent = missing(object, tested.fields);
    QVERIFY2(absent.isEmpty(), qPrintable(absent.join(u", "_s)));
}

void TestApiOperations::anEmptyObjectIsNoBody()
{
    QCOMPARE(m_world.add(u"empty-object.example.com"_s).status, 201);
    const QStringList verify = m_world.domainPath(u"empty-object.example.com"_s) + QStringList{u"verify"_s};
    QCOMPARE(m_world.post(verify, {}).status, 200);
}

void TestApiOperations::clustersComeInPages()
{
    QCOMPARE(m_world.post({u"clusters"_s}, {{u"name"_s, u"one more"_s}}).status, 201);
    const QJsonArray all = m_world.get({u"clusters"_s}).data().toArray();
    QVERIFY(all.size() >= 2);
    QJsonArray paged;
    QString after;
    do {
        const auto page = m_world.get({u"clusters"_s}, {{u"limit"_s, u"1"_s}, {u"after"_s, after}});
        QCOMPARE(page.data().toArray().size(), 1);
        paged.append(page.data().toArray().first());
        after = page.next().toString();
    } while (!after.isEmpty());
    QCOMPARE(paged, all);
}

void TestApiOperations::headHasNoBody()
{
    RawClient client(m_world.apiPort);
    const auto reply = client.get("localhost", "/healthz", "HEAD");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.field("content-length"), QByteArray("15"));
    // Nothing of a body stands in the way of the next answer.
    QCOMPARE(client.get("localhost", "/healthz").body, QByteArray(R"({"status":"ok"})"));
}

void TestApiOperations::unknownPathsAreNotFound_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("nothing") << u"/"_s;
    QTest::newRow("no version") << u"/server"_s;
    QTest::newRow("other version") << u"/api/v2/server"_s;
    QTest::newRow("trailing slash") << u"/api/v1/server/"_s;
    QTest::newRow("doubled slash") << u"/api//v1/server"_s;
    QTest::newRow("empty segment") << u"/api/v1/clusters//events"_s;
    QTest::newRow("unknown cluster") << u"/api/v1/clusters/00000000"_s;
    QTest::newRow("cluster of SQL") << u"/api/v1/clusters/'%20OR%20'1'='1"_s;
    QTest::newRow("events of an unknown cluster") << u"/api/v1/clusters/00000000/events"_s;
    QTest::newRow("domains of an unknown cluster") << u"/api/v1/clusters/00000000/tracking-domains"_s;
    QTest::newRow("escaped NUL") << u"/api/v1/clusters/%00"_s;
    QTest::newRow("broken UTF-8") << u"/api/v1/clusters/%ff%fe"_s;
    QTest::newRow("unknown token") << u"/api/v1/tokens/999999"_s;
}

void TestApiOperations::unknownPathsAreNotFound()
{
    QFETCH(const QString, path);
    const bool isToken = path.contains(u"tokens"_s);
    for (const Door door : allDoors) {
        ApiRequest request;
        request.method = isToken ? Method::Delete : Method::Get;
        request.path = path;
        const auto answered = ApiWorld::send(m_world.door(door), request);
        QVERIFY2(answered.status == 404, nameOf(door));
        QCOMPARE(answered.message(), u"Not Found"_s);
        QCOMPARE(answered.code(), u"request.not_found"_s);
    }
}

// 405 with exactly the methods that the route table has.
void TestApiOperations::everyPathNamesItsMethods()
{
    const QByteArray token = m_world.token({u"admin"_s}).toLatin1();
    QMap<QByteArray, QByteArrayList> methods;
    for (const Route *operation : operations())
        methods[operation->pattern] << methodName(operation->method);
    const QByteArrayList every{"GET", "POST", "PUT", "PATCH", "DELETE"};
    RawClient client(m_world.apiPort);
    for (auto it = methods.cbegin(); it != methods.cend(); ++it) {
        QByteArray path = it.key().startsWith("//") ? it.key().mid(1) : "/api/v1" + it.key();
        path.replace("{cluster}", m_world.cluster.toLatin1())
            .replace("{name}", activeName.toLatin1())
            .replace("{id}", "1");
        for (const QByteArray &method : every) {
            if (it->contains(method))
                continue;
            const auto reply =
                client.get("localhost", path, method, "Authorization: Bearer " + token + "\r\nContent-Length: 0\r\n");
            QVERIFY2(reply.status == 405, (method + ' ' + path).constData());
            QCOMPARE(reply.field("allow"), it->join(", "));
        }
    }
    const auto strange = client.get("localhost", "/api/v1/server", "BREW");
    QVERIFY2(strange.status == 405 || strange.status == 501, strange.head.constData());
}

UNMTA_TEST(TestApiOperations)

} // namespace unmta::tst_api_operations

#include "tst_api_operations.moc"
