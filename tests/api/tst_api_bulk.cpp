// POST …/tracking-domains/bulk: an outcome for each name, in order, as a call for it alone would have answered.
#include "contract/Operations.h"
#include "support/ApiWorld.h"
#include "support/TestMain.h"

#include <QJsonArray>
#include <QTest>

namespace unmta::tst_api_bulk {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestApiBulk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<ApiWorld>();
        QVERIFY2(m_world->start(), qPrintable(m_world->failure.code));
    }
    void everyDoor_data();
    void everyDoor();
    void errorsAreThoseOfSingleCalls();
    void verifiesMany();
    void deletionsAreWrittenDown();
    void otherCallsAreAnsweredMeanwhile();
    void refusals_data();
    void refusals();
    void aDomainOfThatNameWouldBeAPath();

private:
    [[nodiscard]] ApiRequest request(const QString &action, const QJsonArray &names) const
    {
        return jsonRequest(api::changeTrackingDomains, {m_world->cluster},
                           {{u"action"_s, action}, {u"names"_s, names}});
    }
    [[nodiscard]] ApiAnswered bulk(const QString &action, const QJsonArray &names, Door door = Door::Local) const
    {
        return ApiWorld::send(m_world->door(door), request(action, names));
    }
    [[nodiscard]] static QList<int> statusesOf(const ApiAnswered &answered)
    {
        QList<int> statuses;
        const QJsonArray outcomes = answered.data().toArray();
        for (const auto &outcome : outcomes)
            statuses << outcome.toObject().value(u"status"_s).toInt();
        return statuses;
    }
    [[nodiscard]] qsizetype domains() const
    {
        return m_world->get({u"clusters"_s, m_world->cluster, u"tracking-domains"_s}, {{u"limit"_s, u"1000"_s}})
            .data()
            .toArray()
            .size();
    }

    std::unique_ptr<ApiWorld> m_world;
};

void TestApiBulk::everyDoor_data()
{
    QTest::addColumn<int>("door");
    for (const Door door : allDoors)
        QTest::newRow(nameOf(door)) << static_cast<int>(door);
}

void TestApiBulk::everyDoor()
{
    QFETCH(const int, door);
    const auto by = static_cast<Door>(door);
    const QJsonArray names{u"a.example.com"_s, u"not a name"_s, u"B.Example.com."_s,
                           u"a.example.com"_s, u""_s,           u"c.example.com"_s};
    const auto added = bulk(u"add"_s, names, by);
    QCOMPARE(added.status, 200);
    QCOMPARE(statusesOf(added), (QList<int>{201, 422, 201, 422, 422, 201}));
    const QJsonArray outcomes = added.data().toArray();
    for (qsizetype i = 0; i < names.size(); ++i) {
        const QJsonObject outcome = outcomes[i].toObject();
        QCOMPARE(outcome.value(u"name"_s), names[i]);
        QCOMPARE(outcome.contains(u"domain"_s), outcome.value(u"status"_s).toInt() == 201);
        QCOMPARE(outcome.contains(u"error"_s), outcome.value(u"status"_s).toInt() != 201);
    }
    QCOMPARE(outcomes[2][u"domain"_s][u"name"_s].toString(), u"b.example.com"_s);
    QVERIFY(!outcomes[0][u"domain"_s][u"record"_s][u"value"_s].toString().isEmpty());
    QCOMPARE(domains(), 3);
    const auto deleted =
        bulk(u"delete"_s, {u"b.example.com"_s, u"b.example.com"_s, u"none.example.com"_s, u"A.example.com"_s}, by);
    QCOMPARE(statusesOf(deleted), (QList<int>{204, 404, 404, 204}));
    QCOMPARE(domains(), 1);
}

void TestApiBulk::errorsAreThoseOfSingleCalls()
{
    QCOMPARE(m_world->add(u"taken.example.com"_s).status, 201);
    const QStringList names{u"taken.example.com"_s, u"example.com"_s, u"*.example.com"_s, u"x.track.unmta.net"_s};
    const auto answered = bulk(u"add"_s, QJsonArray::fromStringList(names));
    const QJsonArray many = answered.data().toArray();
    const QString request = QString::fromLatin1(answered.raw.requestId);
    QVERIFY(!request.isEmpty());
    for (qsizetype i = 0; i < names.size(); ++i) {
        const auto alone = m_world->add(names[i]);
        QCOMPARE(many[i][u"error"_s][u"request_id"_s].toString(), request);
        QCOMPARE(many[i][u"status"_s].toInt(), alone.status);
        QCOMPARE(many[i][u"error"_s][u"code"_s].toString(), alone.code());
        QCOMPARE(many[i][u"error"_s][u"message"_s].toString(), alone.message());
        QCOMPARE(many[i][u"error"_s][u"errors"_s].toObject(), alone.errors());
    }
}

void TestApiBulk::verifiesMany()
{
    QJsonArray names;
    for (int i = 0; i < 40; ++i)
        names.append(u"t%1.example.com"_s.arg(i));
    const QJsonArray added = bulk(u"add"_s, names).data().toArray();
    QCOMPARE(added.size(), 40);
    for (int i = 0; i < 40; i += 2) {
        const QJsonObject record = added[i][u"domain"_s][u"record"_s].toObject();
        QVERIFY(m_world->publish(record.value(u"name"_s).toString(), record.value(u"value"_s).toString()));
    }
    names.insert(7, u"none.example.com"_s);
    const QJsonArray verified = bulk(u"verify"_s, names).data().toArray();
    QCOMPARE(verified.size(), 41);
    for (qsizetype i = 0; i < verified.size(); ++i) {
        const QString name = names[i].toString();
        QCOMPARE(verified[i][u"name"_s].toString(), name);
        if (i == 7) {
            QCOMPARE(verified[i][u"status"_s].toInt(), 404);
            continue;
        }
        const bool isPublished = name.section(u'.', 0, 0).mid(1).toInt() % 2 == 0;
        QCOMPARE(verified[i][u"status"_s].toInt(), 200);
        QCOMPARE(verified[i][u"check"_s][u"outcome"_s].toString(), isPublished ? u"match"_s : u"changed"_s);
        QCOMPARE(verified[i][u"domain"_s][u"status"_s].toString(), isPublished ? u"active"_s : u"pending"_s);
    }
}

void TestApiBulk::deletionsAreWrittenDown()
{
    QCOMPARE(bulk(u"add"_s, {u"a.example.com"_s, u"b.example.com"_s}).status, 200);
    QCOMPARE(bulk(u"delete"_s, {u"a.example.com"_s, u"none.example.com"_s, u"b.example.com"_s}).status, 200);
    QStringList deleted;
    const QJsonArray entries = m_world->get({u"audit"_s}).data().toArray();
    for (const auto &entry : entries) {
        if (entry[u"action"_s].toString() == u"domain.deleted"_s)
            deleted << entry[u"subject"_s].toString();
    }
    QCOMPARE(deleted, (QStringList{u"b.example.com"_s, u"a.example.com"_s}));
}

void TestApiBulk::otherCallsAreAnsweredMeanwhile()
{
    QJsonArray names;
    for (int i = 0; i < 1'000; ++i)
        names.append(u"t%1.example.com"_s.arg(i));
    bool isDone = false;
    m_world->door(Door::Local).send(request(u"add"_s, names), [&isDone](const Result<ApiResponse> &response) {
        isDone = response && response->status == 200;
    });
    QCOMPARE(m_world->get({u"server"_s}).status, 200);
    QVERIFY(!isDone);                                 // a thousand names would have taken all the while
    QTRY_VERIFY_WITH_TIMEOUT(isDone, 4 * patienceMs); // each is on the disk before the next
    QCOMPARE(domains(), 1'000);
}

void TestApiBulk::refusals_data()
{
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<QString>("code");
    QJsonArray many;
    for (int i = 0; i < 1'001; ++i)
        many.append(u"t%1.example.com"_s.arg(i));
    const QJsonArray one{u"a.example.com"_s};
    QTest::newRow("no names") << QJsonObject{{u"action"_s, u"add"_s}, {u"names"_s, QJsonArray()}}
                              << u"bulk.names_required"_s;
    QTest::newRow("too many") << QJsonObject{{u"action"_s, u"add"_s}, {u"names"_s, many}} << u"bulk.too_many"_s;
    QTest::newRow("no action") << QJsonObject{{u"names"_s, one}} << u"json.missing_field"_s;
    QTest::newRow("an action that there is not")
        << QJsonObject{{u"action"_s, u"rename"_s}, {u"names"_s, one}} << u"json.unknown_value"_s;
    QTest::newRow("names that are none") << QJsonObject{{u"action"_s, u"add"_s}, {u"names"_s, QJsonArray{1}}}
                                         << u"json.wrong_type"_s;
    QTest::newRow("a name alone") << QJsonObject{{u"action"_s, u"add"_s}, {u"names"_s, u"a.example.com"_s}}
                                  << u"json.wrong_type"_s;
    QTest::newRow("more than is known") << QJsonObject{{u"action"_s, u"add"_s}, {u"names"_s, one}, {u"default"_s, true}}
                                        << u"json.unknown_field"_s;
}

void TestApiBulk::refusals()
{
    QFETCH(const QJsonObject, body);
    QFETCH(const QString, code);
    const auto refused =
        ApiWorld::send(m_world->door(Door::Local), jsonRequest(api::changeTrackingDomains, {m_world->cluster}, body));
    QCOMPARE(refused.status, 422);
    QCOMPARE(refused.code(), code);
    QCOMPARE(domains(), 0);
    const auto nowhere =
        ApiWorld::send(m_world->door(Door::Local), jsonRequest(api::changeTrackingDomains, {u"ffffffff"_s}, body));
    QCOMPARE(nowhere.status, 404);
}

void TestApiBulk::aDomainOfThatNameWouldBeAPath()
{
    const QStringList path = m_world->domainPath(u"bulk"_s);
    QCOMPARE(m_world->get(path).status, 405);
    QCOMPARE(m_world->call(Method::Delete, path).status, 405);
}

UNMTA_TEST(TestApiBulk)

} // namespace unmta::tst_api_bulk

#include "tst_api_bulk.moc"
