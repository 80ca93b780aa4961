// What may stand in a query: every operation, through every door, refuses by name what it does not take.
#include "api/Operations.h"
#include "http/RawClient.h"
#include "support/TestMain.h"

#include <QJsonArray>
#include <QTest>

namespace unmta::tst_api_queries {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestApiQueries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyOperationRefusesTheUnknown_data();
    void everyOperationRefusesTheUnknown();
    void refusedCallsDoNothing_data();
    void refusedCallsDoNothing();
    void spellings_data();
    void spellings();
    void aLargeBodyIsRefusedByItsHead();
    void everyListComesInPages_data();
    void everyListComesInPages();
    void domainsByFilter_data();
    void domainsByFilter();

private:
    ApiWorld m_world;
};

void TestApiQueries::initTestCase()
{
    QVERIFY2(m_world.start(), qPrintable(m_world.failure.code));
    QVERIFY(m_world.activate(activeName, true));
}

void TestApiQueries::everyOperationRefusesTheUnknown_data()
{
    addOperationsByDoor();
}

void TestApiQueries::everyOperationRefusesTheUnknown()
{
    QFETCH(const int, operation);
    QFETCH(const int, door);
    const auto all = operationCases();
    const OperationCase &tested = all[operation];
    ApiRequest request = tested.request(*tested.operation, m_world, operation * 10 + door);
    request.query.addQueryItem(u"recipeint"_s, u"nobody"_s);
    const auto answered = ApiWorld::send(m_world.door(static_cast<Door>(door)), request);
    QVERIFY2(answered.status == 422, answered.raw.body.constData());
    QCOMPARE(answered.code(), u"query.unknown"_s);
    QCOMPARE(answered.errors().keys(), QStringList{u"recipeint"_s});
    for (const QString &known : tested.operation->queryNames())
        QVERIFY2(answered.message().contains(known), qPrintable(answered.message()));
}

void TestApiQueries::refusedCallsDoNothing_data()
{
    QTest::addColumn<int>("door");
    for (const Door door : allDoors)
        QTest::newRow(nameOf(door)) << static_cast<int>(door);
}

void TestApiQueries::refusedCallsDoNothing()
{
    QFETCH(const int, door);
    Transport &by = m_world.door(static_cast<Door>(door));
    const qsizetype clusters = m_world.get({u"clusters"_s}).data().toArray().size();
    ApiRequest create = jsonRequest(api::createCluster, {}, {{u"name"_s, u"unwanted"_s}});
    create.query.addQueryItem(u"dry_run"_s, u"true"_s);
    QCOMPARE(ApiWorld::send(by, create).status, 422);
    QCOMPARE(m_world.get({u"clusters"_s}).data().toArray().size(), clusters);
    ApiRequest remove = plainRequest(api::deleteTrackingDomain, {m_world.cluster, activeName});
    remove.query.addQueryItem(u"if_status"_s, u"pending"_s);
    QCOMPARE(ApiWorld::send(by, remove).status, 422);
    QCOMPARE(m_world.get(m_world.domainPath(activeName)).status, 200);
}

void TestApiQueries::spellings_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("code"); // empty: accepted
    QTest::addColumn<QString>("field");
    const QString events = u"/clusters/{c}/events"_s;
    const QString unknown = u"query.unknown"_s;
    const QString bad = u"request.bad_query"_s;
    QTest::newRow("another case") << events << u"Kind=open"_s << unknown << u"Kind"_s;
    QTest::newRow("a blank behind it") << events << u"kind%20=open"_s << unknown << u"kind "_s;
    QTest::newRow("as a list") << events << u"kind[]=open"_s << unknown << u"kind[]"_s;
    QTest::newRow("no name") << events << u"=open"_s << unknown << QString();
    QTest::newRow("a word alone") << events << u"newest"_s << unknown << u"newest"_s;
    QTest::newRow("the same twice") << events << u"kind=open&kind=open"_s << bad << u"kind"_s;
    QTest::newRow("twice, differently") << events << u"kind=open&limit=3&kind=click"_s << bad << u"kind"_s;
    QTest::newRow("twice, escaped") << events << u"kind=open&%6bind=click"_s << bad << u"kind"_s;
    QTest::newRow("lost its value") << events << u"kind="_s << bad << u"kind"_s;
    QTest::newRow("never had a value") << events << u"kind"_s << bad << u"kind"_s;
    QTest::newRow("limit lost its value") << events << u"limit="_s << bad << u"limit"_s;
    QTest::newRow("of another call") << u"/server"_s << u"limit=1"_s << unknown << u"limit"_s;
    QTest::newRow("from the start") << events << u"after="_s << QString() << QString();
    QTest::newRow("doubled and last separators") << events << u"kind=open&&limit=3&"_s << QString() << QString();
    QTest::newRow("nothing behind the mark") << events << QString() << QString() << QString();
    QTest::newRow("escaped") << events << u"k%69nd=%6fpen"_s << QString() << QString();
    QTest::newRow("the feed's start") << u"/changes"_s << u"epoch=&since="_s << QString() << QString();
}

void TestApiQueries::spellings()
{
    QFETCH(const QString, path);
    QFETCH(const QString, query);
    QFETCH(const QString, code);
    QFETCH(const QString, field);
    for (const Door door : allDoors) {
        ApiRequest request;
        request.path = u"/api/v1"_s + QString(path).replace(u"{c}"_s, m_world.cluster);
        request.query = QUrlQuery(query);
        const auto answered = ApiWorld::send(m_world.door(door), request);
        QVERIFY2(answered.status == (code.isEmpty() ? 200 : 422), answered.raw.body.constData());
        QCOMPARE(answered.code(), code);
        QCOMPARE(answered.errors().keys(), field.isEmpty() ? QStringList() : QStringList{field});
    }
}

void TestApiQueries::aLargeBodyIsRefusedByItsHead()
{
    RawClient client(m_world.apiPort);
    client.send("POST /api/v1/clusters/" + m_world.cluster.toLatin1() +
                "/rewrite?reciptient=ann HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " +
                m_world.token({u"rewrite"_s}).toLatin1() +
                "\r\nContent-Type: message/rfc822\r\nContent-Length: 40000000\r\n\r\n");
    const auto reply = client.readReply();
    QCOMPARE(reply.status, 422);
    QVERIFY2(reply.body.contains("query.unknown"), reply.body.constData());
}

void TestApiQueries::everyListComesInPages_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("clusters") << u"/clusters"_s;
    QTest::newRow("domains") << u"/clusters/{c}/tracking-domains"_s;
    QTest::newRow("checks") << u"/clusters/{c}/tracking-domains/track.example.com/checks"_s;
    QTest::newRow("timeline") << u"/clusters/{c}/tracking-domains/track.example.com/timeline"_s;
    QTest::newRow("events") << u"/clusters/{c}/events"_s;
    QTest::newRow("dangling") << u"/clusters/{c}/dangling"_s;
    QTest::newRow("tokens") << u"/tokens"_s;
    QTest::newRow("audit") << u"/audit"_s;
    QTest::newRow("notifications") << u"/notifications"_s;
}

void TestApiQueries::everyListComesInPages()
{
    QFETCH(const QString, path);
    const auto ask = [&](const QUrlQuery &query) {
        ApiRequest request;
        request.path = u"/api/v1"_s + QString(path).replace(u"{c}"_s, m_world.cluster);
        request.query = query;
        return ApiWorld::send(m_world.door(Door::Local), request);
    };
    if (path == u"/clusters"_s)
        QCOMPARE(m_world.post({u"clusters"_s}, {{u"name"_s, u"one more"_s}}).status, 201);
    if (path == u"/tokens"_s)
        QVERIFY(!m_world.token({u"read"_s}).isEmpty() && !m_world.token({u"read"_s}).isEmpty());
    if (path.endsWith(u"domains"_s))
        QCOMPARE(m_world.add(u"more.example.com"_s).status, 201);
    const auto inPages = [&] {
        QJsonArray paged;
        for (QString after;;) {
            const auto page = ask({{u"limit"_s, u"1"_s}, {u"after"_s, after}});
            const QJsonArray items = page.data().toArray();
            if (page.status != 200 || items.size() > 1)
                return QJsonArray{page.status};
            for (const auto &item : items)
                paged.append(item);
            const QString next = page.next().toString();
            if (next.isEmpty() || next == after)
                return paged;
            after = next;
        }
    };
    const auto atOnce = [&] { return ask({{u"limit"_s, u"1000"_s}}).data().toArray(); };
    QTRY_COMPARE(inPages(), atOnce()); // a new domain is looked at by itself, between two questions, too
    QCOMPARE(ask({{u"after"_s, u"!!"_s}}).code(), u"store.bad_cursor"_s);
    for (const char *limit : {"0", "-1", "1001", "many"})
        QCOMPARE(ask({{u"limit"_s, QString::fromLatin1(limit)}}).code(), u"request.bad_query"_s);
}

void TestApiQueries::domainsByFilter_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QString>("wrong"); // the parameter that is refused
    const auto row = [](const char *name, const QString &query, const QStringList &names) {
        QTest::newRow(name) << query << names << QString();
    };
    const auto refused = [](const char *name, const QString &query, const QString &field) {
        QTest::newRow(name) << query << QStringList() << field;
    };
    const QString active = activeName;
    const QString pending = u"links.example.org"_s;
    const QString idn = u"xn--mnch-0ra.beispiel.de"_s;
    row("all", {}, {active, pending, idn});
    row("active", u"status=active"_s, {active});
    row("pending", u"status=pending"_s, {pending, idn});
    row("the default", u"default=true"_s, {active});
    row("the others", u"default=false"_s, {pending, idn});
    row("a part", u"q=example"_s, {active, pending});
    row("a part in capitals", u"q=%20EXAMPLE.ORG%20"_s, {pending});
    row("a part of the name for people", u"q=m%C3%BCn"_s, {idn});
    row("no wildcards", u"q=%25"_s, {});
    row("a provider that nobody has", u"provider=hetzner"_s, {});
    row("a certificate", u"certificate=valid"_s, {active});
    row("none", u"certificate=none"_s, {pending, idn});
    row("failed ones", u"certificate=failed"_s, {});
    row("all together", u"status=pending&default=false&q=org&certificate=none&limit=5"_s, {pending});
    refused("status", u"status=verified"_s, u"status"_s);
    refused("status in capitals", u"status=Active"_s, u"status"_s);
    refused("default", u"default=yes"_s, u"default"_s);
    refused("a provider that there is not", u"provider=acme"_s, u"provider"_s);
    refused("a certificate's state", u"certificate=expired"_s, u"certificate"_s);
    refused("a part of blanks", u"q=%20"_s, u"q"_s);
}

void TestApiQueries::domainsByFilter()
{
    QFETCH(const QString, query);
    QFETCH(const QStringList, names);
    QFETCH(const QString, wrong);
    static ApiWorld world;
    if (world.apiPort == 0) {
        QVERIFY2(world.start(), qPrintable(world.failure.code));
        QVERIFY(world.activate(activeName, true));
        QTRY_VERIFY(world.hasCertificate(activeName));
        QCOMPARE(world.add(u"links.example.org"_s).status, 201);
        QCOMPARE(world.add(u"münch.beispiel.de"_s).status, 201);
    }
    for (const Door door : allDoors) {
        const auto answered = ApiWorld::send(
            world.door(door),
            ApiWorld::request(Method::Get, {u"clusters"_s, world.cluster, u"tracking-domains"_s}, QUrlQuery(query)));
        if (!wrong.isEmpty()) {
            QVERIFY2(answered.status == 422, answered.raw.body.constData());
            QCOMPARE(answered.errors().keys(), QStringList{wrong});
            continue;
        }
        QVERIFY2(answered.status == 200, answered.raw.body.constData());
        QStringList found;
        const QJsonArray domains = answered.data().toArray();
        for (const auto &domain : domains)
            found << domain.toObject().value(u"name"_s).toString();
        QCOMPARE(found, names);
    }
}

UNMTA_TEST(TestApiQueries)

} // namespace unmta::tst_api_queries

#include "tst_api_queries.moc"
