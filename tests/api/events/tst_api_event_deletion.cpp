// DELETE /clusters/{c}/events?recipient=…: what goes, what stays, what is refused, and what is written down about it.
#include "http/RawClient.h"
#include "support/ApiWorld.h"
#include "support/TestMain.h"

#include "contract/Operations.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace unmta::tst_api_event_deletion {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

const QString host = u"track.example.com"_s;
const QString ann = u"ann+news@example.net"_s;
const QString bob = u"bob@example.net"_s;
const QString marker = u"marker@example.net"_s;

} // namespace

class TestApiEventDeletion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void everyDoorDeletes_data();
    void everyDoorDeletes();
    void atOnceAfterTheClick();
    void sumsStay();
    void otherClustersKeepTheirs();
    void namesThatAreTheSame();
    void refusals_data();
    void refusals();
    void scopes();
    void theAuditNamesNobody();
    void theFeedTells();
    void goneAfterARestart();
    void whileEventsAreRecorded();

private:
    // The recipient's click is recorded when this is true.
    [[nodiscard]] bool click(const QString &recipient, const QString &url = u"https://example.com/"_s)
    {
        const auto made =
            m_world.post({u"clusters"_s, m_world.cluster, u"links"_s}, {{u"kind"_s, u"click"_s},
                                                                        {u"url"_s, url},
                                                                        {u"allow_http"_s, true},
                                                                        {u"message_id"_s, u"m@example.com"_s},
                                                                        {u"recipient"_s, recipient},
                                                                        {u"tracking_host"_s, host}});
        const QByteArray path = QUrl(made.data("url").toString()).path(QUrl::FullyEncoded).toLatin1();
        return RawClient(m_world.httpPort).get(host.toLatin1(), path).status == 302;
    }
    [[nodiscard]] QStringList eventsPath() const { return {u"clusters"_s, m_world.cluster, u"events"_s}; }
    [[nodiscard]] QStringList recipients()
    {
        QStringList result;
        const QJsonArray events = m_world.get(eventsPath()).data().toArray();
        for (const auto &event : events)
            result << event.toObject().value(u"recipient"_s).toString();
        return result;
    }
    [[nodiscard]] ApiAnswered erase(const QString &recipient, Door door = Door::Local)
    {
        return ApiWorld::send(m_world.door(door),
                              plainRequest(api::deleteEvents, {m_world.cluster}, {{u"recipient"_s, recipient}}));
    }
    [[nodiscard]] ApiAnswered count(const QString &recipient, Door door = Door::Local)
    {
        return ApiWorld::send(m_world.door(door),
                              plainRequest(api::countEvents, {m_world.cluster}, {{u"recipient"_s, recipient}}));
    }

    ApiWorld m_world;
};

void TestApiEventDeletion::initTestCase()
{
    QVERIFY2(m_world.start(), qPrintable(m_world.failure.code));
    QVERIFY(m_world.activate(host));
}

void TestApiEventDeletion::init()
{
    for (const QString &each : {ann, bob, marker})
        QCOMPARE(erase(each).status, 200);
    QCOMPARE(recipients(), QStringList());
}

void TestApiEventDeletion::everyDoorDeletes_data()
{
    QTest::addColumn<int>("door");
    for (const Door door : allDoors)
        QTest::newRow(nameOf(door)) << static_cast<int>(door);
}

void TestApiEventDeletion::everyDoorDeletes()
{
    QFETCH(const int, door);
    const auto by = static_cast<Door>(door);
    QVERIFY(click(ann) && click(bob) && click(ann));
    QTRY_COMPARE(recipients(), (QStringList{ann, bob, ann}));
    QCOMPARE(count(ann, by).data(), QJsonValue(QJsonObject{{u"events"_s, 2}}));
    const auto deleted = erase(ann, by);
    QCOMPARE(deleted.status, 200);
    QCOMPARE(deleted.body, (QJsonObject{{u"data"_s, QJsonObject{{u"deleted"_s, 2}}}}));
    QCOMPARE(recipients(), QStringList{bob});
    QCOMPARE(erase(ann, by).data("deleted").toInt(-1), 0);
    QCOMPARE(count(ann, by).data("events").toInt(-1), 0);
}

// The answer to the click has left, and the event stands in no list yet.
void TestApiEventDeletion::atOnceAfterTheClick()
{
    for (int i = 0; i < 10; ++i) {
        QVERIFY(click(ann));
        QCOMPARE(erase(ann).data("deleted").toInt(), 1);
    }
    QVERIFY(click(marker));
    QTRY_COMPARE(recipients(), QStringList{marker}); // whatever came before has been listed by now
}

void TestApiEventDeletion::sumsStay()
{
    const auto clicks = [this] {
        qint64 sum = 0;
        const QJsonArray days = m_world.get(m_world.domainPath(host) + QStringList{u"activity"_s}).data().toArray();
        for (const auto &day : days)
            sum += day.toObject().value(u"clicks"_s).toInteger();
        return sum;
    };
    const qint64 before = clicks();
    QVERIFY(click(ann) && click(bob));
    QCOMPARE(erase(ann).data("deleted").toInt(), 1);
    QTRY_COMPARE(clicks(), before + 2);
}

void TestApiEventDeletion::otherClustersKeepTheirs()
{
    const auto second = m_world.post({u"clusters"_s}, {{u"name"_s, u"second"_s}});
    QVERIFY(click(ann));
    const QString first = std::exchange(m_world.cluster, second.data("id").toString());
    const auto deleted = erase(ann);
    const auto counted = count(ann);
    m_world.cluster = first;
    QCOMPARE(deleted.data("deleted").toInt(-1), 0);
    QCOMPARE(counted.data("events").toInt(-1), 0);
    QTRY_COMPARE(count(ann).data("events").toInt(), 1); // a slow disk takes it after the answer
    QCOMPARE(m_world.call(Method::Delete, {u"clusters"_s, second.data("id").toString()}).status, 204);
}

void TestApiEventDeletion::namesThatAreTheSame()
{
    QVERIFY(click(u"Ann+News@Example.NET"_s) && click(ann));
    QCOMPARE(erase(u" ANN+NEWS@example.net "_s).data("deleted").toInt(), 2);
}

void TestApiEventDeletion::refusals_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("field");
    const QString required = u"event.recipient_required"_s;
    QTest::newRow("nobody") << QString() << 422 << required << u"recipient"_s;
    QTest::newRow("empty") << u"recipient="_s << 422 << required << u"recipient"_s;
    QTest::newRow("blanks") << u"recipient=%20%09"_s << 422 << required << u"recipient"_s;
    QTest::newRow("mistyped") << u"recipeint=ann@example.net"_s << 422 << u"query.unknown"_s << u"recipeint"_s;
    QTest::newRow("one more") << u"recipient=ann@example.net&kind=open"_s << 422 << u"query.unknown"_s << u"kind"_s;
    QTest::newRow("another case") << u"Recipient=ann@example.net"_s << 422 << u"query.unknown"_s << u"Recipient"_s;
    QTest::newRow("two") << u"recipient=ann@example.net&recipient=bob@example.net"_s << 422 << u"request.bad_query"_s
                         << u"recipient"_s;
}

void TestApiEventDeletion::refusals()
{
    QFETCH(const QString, query);
    QFETCH(const int, status);
    QFETCH(const QString, code);
    QFETCH(const QString, field);
    QVERIFY(click(ann) && click(bob));
    for (const Door door : allDoors) {
        for (const Method method : {Method::Delete, Method::Get}) {
            const QStringList path = method == Method::Delete ? eventsPath() : eventsPath() + QStringList{u"count"_s};
            const auto refused = ApiWorld::send(m_world.door(door), ApiWorld::request(method, path, QUrlQuery(query)));
            QCOMPARE(refused.status, status);
            QCOMPARE(refused.code(), code);
            QVERIFY(refused.message().contains(field));
            QVERIFY(refused.errors().contains(field));
            QVERIFY(!refused.message().contains(u"example.net"_s));
        }
    }
    QTRY_COMPARE(recipients().size(), 2);
}

void TestApiEventDeletion::scopes()
{
    const auto by = [this](const QStringList &scopes, const Route &operation) {
        const auto door = m_world.httpDoor(m_world.token(scopes));
        return ApiWorld::send(*door, plainRequest(operation, {m_world.cluster}, {{u"recipient"_s, ann}})).status;
    };
    QVERIFY(click(ann));
    QCOMPARE(by({u"read"_s}, api::deleteEvents), 403);
    QCOMPARE(by({u"rewrite"_s}, api::deleteEvents), 403);
    QCOMPARE(by({u"rewrite"_s}, api::countEvents), 403);
    QCOMPARE(by({u"read"_s}, api::countEvents), 200);
    QTRY_COMPARE(count(ann).data("events").toInt(), 1);
    // A token of another cluster does not learn that this one exists.
    const auto second = m_world.post({u"clusters"_s}, {{u"name"_s, u"foreign"_s}});
    const auto foreign = m_world.httpDoor(m_world.token({u"admin"_s}, second.data("id").toString()));
    const auto request = plainRequest(api::deleteEvents, {m_world.cluster}, {{u"recipient"_s, ann}});
    QCOMPARE(ApiWorld::send(*foreign, request).status, 404);
    QCOMPARE(by({u"admin"_s}, api::deleteEvents), 200);
    QCOMPARE(count(ann).data("events").toInt(-1), 0);
    const auto nowhere = plainRequest(api::deleteEvents, {u"ffffffff"_s}, {{u"recipient"_s, ann}});
    QCOMPARE(ApiWorld::send(m_world.door(Door::Local), nowhere).status, 404);
}

void TestApiEventDeletion::theAuditNamesNobody()
{
    QVERIFY(click(ann) && click(ann));
    QCOMPARE(erase(ann).data("deleted").toInt(), 2);
    const auto audit = m_world.get({u"audit"_s});
    const QJsonObject newest = audit.data().toArray().first().toObject();
    QCOMPARE(newest.value(u"action"_s).toString(), u"events.deleted"_s);
    QCOMPARE(newest.value(u"subject"_s).toString(), m_world.cluster);
    QCOMPARE(newest.value(u"detail"_s).toString(), u"of one recipient: 2"_s);
    QVERIFY(!audit.raw.body.contains("example.net"));
    // Nor does anything else in the engine's own store, which is what the log of the changes and notices lie in.
    m_world.stop();
    const QDir data(m_world.dataDir());
    const auto files = data.entryList(QDir::Files);
    QVERIFY(files.contains(u"events.db"_s));
    for (const QString &name : files) {
        QFile file(data.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            QVERIFY2(!file.readAll().toLower().contains(ann.toLatin1()), qPrintable(name));
    }
    QVERIFY2(m_world.start(), qPrintable(m_world.failure.code));
}

void TestApiEventDeletion::theFeedTells()
{
    const auto before = m_world.get({u"changes"_s});
    QVERIFY(click(ann));
    QCOMPARE(erase(ann).data("deleted").toInt(), 1);
    QUrlQuery since;
    since.addQueryItem(u"epoch"_s, before.data("epoch").toString());
    since.addQueryItem(u"since"_s, QString::number(before.data("next").toInteger()));
    const QJsonArray changes = m_world.get({u"changes"_s}, since).data("changes").toArray();
    const bool told = std::any_of(changes.begin(), changes.end(), [this](const auto &entry) {
        const QJsonObject change = entry.toObject();
        return change.value(u"kind"_s) == u"events"_s && change.value(u"action"_s) == u"removed"_s &&
               change.value(u"cluster_id"_s) == m_world.cluster;
    });
    QVERIFY(told);
    QVERIFY(!QJsonDocument(changes).toJson().contains("example.net"));
}

void TestApiEventDeletion::goneAfterARestart()
{
    QVERIFY(click(ann) && click(bob));
    QCOMPARE(erase(ann).data("deleted").toInt(), 1);
    m_world.stop();
    QVERIFY2(m_world.start(), qPrintable(m_world.failure.code));
    QTRY_COMPARE(recipients(), QStringList{bob});
    QCOMPARE(count(ann).data("events").toInt(-1), 0);
}

void TestApiEventDeletion::whileEventsAreRecorded()
{
    // Several at once, between clicks of others: each has its answer, and nobody else loses anything.
    int answers = 0;
    int deleted = 0;
    for (int i = 0; i < 10; ++i) {
        QVERIFY(click(ann) && click(bob));
        m_world.door(Door::Local)
            .send(plainRequest(api::deleteEvents, {m_world.cluster}, {{u"recipient"_s, ann}}),
                  [&](const Result<ApiResponse> &response) {
                      ++answers;
                      deleted +=
                          QJsonDocument::fromJson(response ? response->body : QByteArray())[u"data"_s][u"deleted"_s]
                              .toInt();
                  });
    }
    QTRY_COMPARE(answers, 10);
    QCOMPARE(deleted, 10);
    QTRY_COMPARE(recipients().size(), 10);
    QCOMPARE(recipients().count(bob), 10);
}

UNMTA_TEST(TestApiEventDeletion)

} // namespace unmta::tst_api_event_deletion

#include "tst_api_event_deletion.moc"
