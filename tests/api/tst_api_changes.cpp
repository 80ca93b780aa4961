// The change feed and the pages of lists.
#include "contract/ApiClient.h"
#include "http/RawClient.h"
#include "support/ApiWorld.h"
#include "support/TestMain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

namespace unmta::tst_api_changes {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

struct Page
{
    QString epoch;
    qint64 next = 0;
    bool reset = false;
    QJsonArray changes;
};

Page pageOf(const ApiAnswered &answered)
{
    return {answered.data("epoch").toString(), answered.data("next").toInteger(), answered.data("reset").toBool(),
            answered.data("changes").toArray()};
}

QUrlQuery queryOf(const QString &epoch, qint64 since, const QString &wait = {})
{
    QUrlQuery query{{u"epoch"_s, epoch}, {u"since"_s, QString::number(since)}};
    if (!wait.isEmpty())
        query.addQueryItem(u"wait"_s, wait);
    return query;
}

} // namespace

class TestApiChanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void numbersAreConsecutive();
    void everyWriteIsTold_data();
    void everyWriteIsTold();
    void aLongPollAnswersAtOnce_data();
    void aLongPollAnswersAtOnce();
    void aLongPollEndsWithItsTime();
    void anotherEpochIsAReset();
    void manyWaitTogether();
    void recipientsTrafficIsCoalesced();
    void waitersAreAnsweredWhenTheEngineStops();
    void pagesCoverEverythingOnce();
    void eventPagesFollow();

private:
    [[nodiscard]] Page changes(const QUrlQuery &query = {}) { return pageOf(m_world.get({u"changes"_s}, query)); }

    ApiWorld m_world;
};

void TestApiChanges::initTestCase()
{
    QVERIFY2(m_world.start(), qPrintable(m_world.failure.code));
}

void TestApiChanges::numbersAreConsecutive()
{
    const Page start = changes();
    QVERIFY(!start.epoch.isEmpty());
    for (int i = 0; i < 5; ++i)
        QCOMPARE(m_world.add(u"numbered%1.example.com"_s.arg(i)).status, 201);
    const Page page = changes(queryOf(start.epoch, start.next));
    QVERIFY(!page.reset);
    QVERIFY(page.changes.size() >= 5);
    qint64 expected = start.next;
    for (const QJsonValue &change : page.changes)
        QCOMPARE(change.toObject().value(u"sequence"_s).toInteger(), ++expected);
    QCOMPARE(page.next, expected);
    // What the engine does by itself is told, too; once there is nothing new the place is the same.
    qint64 place = page.next;
    Page none;
    QTRY_VERIFY((none = changes(queryOf(start.epoch, place)), std::exchange(place, none.next) == none.next));
    QVERIFY(none.changes.isEmpty() && !none.reset);
}

void TestApiChanges::everyWriteIsTold_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("action");
    QTest::newRow("domain added") << u"add"_s << u"domain"_s << u"added"_s;
    QTest::newRow("domain verified") << u"verify"_s << u"domain"_s << u"changed"_s;
    QTest::newRow("default set") << u"default"_s << u"cluster"_s << u"changed"_s;
    QTest::newRow("domain deleted") << u"delete"_s << u"domain"_s << u"removed"_s;
    QTest::newRow("cluster created") << u"cluster"_s << u"cluster"_s << u"added"_s;
    QTest::newRow("cluster renamed") << u"rename"_s << u"cluster"_s << u"changed"_s;
    QTest::newRow("setting changed") << u"setting"_s << u"settings"_s << u"changed"_s;
    QTest::newRow("token created") << u"token"_s << u"token"_s << u"added"_s;
    QTest::newRow("record published") << u"record"_s << u"dns_record"_s << u"changed"_s;
    QTest::newRow("clock moved") << u"clock"_s << u"clock"_s << u"changed"_s;
}

void TestApiChanges::everyWriteIsTold()
{
    QFETCH(const QString, what);
    QFETCH(const QString, kind);
    QFETCH(const QString, action);
    const QString name = u"told.example.com"_s;
    const Page start = changes();
    const auto sent = [&](const ApiRequest &request) {
        return ApiWorld::send(m_world.engine().transport(), request).status;
    };
    int status = 0;
    if (what == u"add"_s)
        status = m_world.add(name).status;
    else if (what == u"verify"_s)
        status = m_world.publish(
                     name, m_world.get(m_world.domainPath(name)).data("record").toObject().value(u"value"_s).toString())
                     ? m_world.verify(name).status
                     : 0;
    else if (what == u"default"_s)
        status = m_world.call(Method::Put, m_world.domainPath(name) + QStringList{u"default"_s}).status;
    else if (what == u"delete"_s)
        status = m_world.call(Method::Delete, m_world.domainPath(name)).status;
    else if (what == u"cluster"_s)
        status = m_world.post({u"clusters"_s}, {{u"name"_s, u"told"_s}}).status;
    else if (what == u"rename"_s)
        status =
            sent(jsonRequest(Method::Patch, apiPath({u"clusters"_s, m_world.cluster}), {{u"name"_s, u"renamed"_s}}));
    else if (what == u"setting"_s)
        status = m_world.set(u"notify.to"_s, u"ops@example.com"_s).status;
    else if (what == u"token"_s)
        status = m_world.token({u"read"_s}).isEmpty() ? 0 : 201;
    else if (what == u"record"_s)
        status = m_world.publish(u"other.example.com"_s, u"192.0.2.1"_s, u"A"_s) ? 200 : 0;
    else if (what == u"clock"_s)
        status = m_world.post({u"sandbox"_s, u"clock"_s}, {{u"advance"_s, u"1s"_s}}).status;
    QVERIFY2(status >= 200 && status < 300, qPrintable(QString::number(status)));

    const Page page = changes(queryOf(start.epoch, start.next));
    const auto isIt = [&](const QJsonValue &change) {
        return change.toObject().value(u"kind"_s) == kind && change.toObject().value(u"action"_s) == action;
    };
    QVERIFY2(std::any_of(page.changes.begin(), page.changes.end(), isIt),
             QJsonDocument(page.changes).toJson().constData());
}

void TestApiChanges::aLongPollAnswersAtOnce_data()
{
    QTest::addColumn<int>("door");
    for (const Door door : allDoors)
        QTest::newRow(nameOf(door)) << static_cast<int>(door);
}

void TestApiChanges::aLongPollAnswersAtOnce()
{
    QFETCH(const int, door);
    Transport &transport = m_world.door(static_cast<Door>(door));
    const Page start = changes();
    std::optional<ApiResponse> told;
    transport.send(ApiWorld::request(Method::Get, {u"changes"_s}, queryOf(start.epoch, start.next, u"60s"_s)),
                   [&](Result<ApiResponse> response) { told = response ? *response : ApiResponse(); });
    // It really waits, while other calls through the same door are answered.
    for (int i = 0; i < 20; ++i)
        QCOMPARE(ApiWorld::send(transport, ApiWorld::request(Method::Get, {u"server"_s})).status, 200);
    QVERIFY2(!told, told ? told->body.constData() : "");
    QCOMPARE(m_world.post({u"clusters"_s}, {{u"name"_s, u"poll %1"_s.arg(door)}}).status, 201);
    QTRY_VERIFY(told); // long before its minute is over
    QCOMPARE(told->status, 200);
    QVERIFY(told->body.contains("\"cluster\""));
}

void TestApiChanges::aLongPollEndsWithItsTime()
{
    const Page start = changes();
    QElapsedTimer timer;
    timer.start();
    const Page page = changes(queryOf(start.epoch, start.next, u"300ms"_s));
    QVERIFY2(timer.elapsed() >= 280, QJsonDocument(page.changes).toJson().constData());
    QVERIFY(page.changes.isEmpty() && !page.reset);
    QCOMPARE(page.next, start.next);
}

void TestApiChanges::anotherEpochIsAReset()
{
    const Page start = changes();
    // Answered at once although it would wait.
    QElapsedTimer timer;
    timer.start();
    const Page other = changes(queryOf(u"0123456789abcdef"_s, start.next, u"60s"_s));
    QVERIFY(other.reset && other.changes.isEmpty());
    QCOMPARE(other.epoch, start.epoch);
    QCOMPARE(other.next, start.next);
    const Page future = changes(queryOf(start.epoch, start.next + 1000, u"60s"_s));
    QVERIFY(future.reset);
    QVERIFY(timer.elapsed() < patienceMs);
}

void TestApiChanges::manyWaitTogether()
{
    const Page start = changes();
    int answered = 0;
    for (int i = 0; i < 100; ++i) {
        m_world.door(Door::Local)
            .send(
                ApiWorld::request(Method::Get, {u"changes"_s}, queryOf(start.epoch, start.next, u"60s"_s)),
                [&](const Result<ApiResponse> &response) { answered += response && response->status == 200 ? 1 : 0; });
    }
    QCOMPARE(m_world.set(u"notify.to"_s, u"all@example.com"_s).status, 200);
    QTRY_COMPARE(answered, 100);
}

void TestApiChanges::recipientsTrafficIsCoalesced()
{
    const QString host = u"busy.example.com"_s;
    QVERIFY(m_world.activate(host));
    const QByteArray link = m_world.mint(host);
    const Page start = changes();
    QElapsedTimer timer;
    timer.start();
    RawClient recipient(m_world.httpPort);
    for (int i = 0; i < 200; ++i)
        QCOMPARE(recipient.get(host.toLatin1(), link).status, 302);
    QTRY_COMPARE(m_world.get(m_world.domainPath(host)).data("activity_7d").toObject().value(u"clicks"_s).toInt(), 200);
    const Page page = changes(queryOf(start.epoch, start.next));
    const auto told = std::count_if(page.changes.begin(), page.changes.end(), [](const QJsonValue &change) {
        return change.toObject().value(u"kind"_s) == u"activity"_s;
    });
    QVERIFY(told >= 1);
    QVERIFY2(told <= 2 + timer.elapsed() / 1000, qPrintable(QString::number(told)));
}

void TestApiChanges::waitersAreAnsweredWhenTheEngineStops()
{
    ApiWorld world;
    QVERIFY(world.start());
    const Page start = pageOf(world.get({u"changes"_s}));
    int answered = 0;
    for (const Door door : allDoors) {
        world.door(door).send(
            ApiWorld::request(Method::Get, {u"changes"_s}, queryOf(start.epoch, start.next, u"60s"_s)),
            [&](const Result<ApiResponse> &response) { answered += response && response->status == 200 ? 1 : 0; });
        QCOMPARE(ApiWorld::send(world.door(door), ApiWorld::request(Method::Get, {u"server"_s})).status, 200);
    }
    answered = 0; // the HTTP door's token was a change of its own
    for (const Door door : allDoors) {
        const Page now = pageOf(world.get({u"changes"_s}));
        world.door(door).send(
            ApiWorld::request(Method::Get, {u"changes"_s}, queryOf(now.epoch, now.next, u"60s"_s)),
            [&](const Result<ApiResponse> &response) { answered += response && response->status == 200 ? 1 : 0; });
        QCOMPARE(ApiWorld::send(world.door(door), ApiWorld::request(Method::Get, {u"server"_s})).status, 200);
    }
    const int before = answered;
    bool stopped = false;
    QObject::connect(&world.engine(), &Engine::stopped, this, [&] { stopped = true; });
    QElapsedTimer timer;
    timer.start();
    world.engine().stop();
    QTRY_VERIFY(stopped);
    QTRY_VERIFY(answered >= before + 3);
    // The engine itself would cut them after ten seconds.
    QVERIFY2(timer.elapsed() < 9000, qPrintable(QString::number(timer.elapsed())));
}

void TestApiChanges::pagesCoverEverythingOnce()
{
    const auto made = m_world.post({u"clusters"_s}, {{u"name"_s, u"paged"_s}});
    const QString id = made.data("id").toString();
    const QString first = std::exchange(m_world.cluster, id);
    for (int i = 0; i < 25; ++i)
        QCOMPARE(m_world.add(u"page%1.example.com"_s.arg(i)).status, 201);
    m_world.cluster = first;
    QSet<QString> seen;
    QString after;
    int pages = 0;
    do {
        QUrlQuery query{{u"limit"_s, u"10"_s}};
        if (!after.isEmpty())
            query.addQueryItem(u"after"_s, after);
        const auto page = m_world.get({u"clusters"_s, id, u"tracking-domains"_s}, query);
        QCOMPARE(page.status, 200);
        const QJsonArray entries = page.data().toArray();
        QVERIFY(entries.size() <= 10);
        for (const QJsonValue &entry : entries) {
            const QString name = entry.toObject().value(u"name"_s).toString();
            QVERIFY2(!seen.contains(name), qPrintable(name));
            seen.insert(name);
        }
        after = page.next().toString();
        ++pages;
    } while (!after.isEmpty() && pages < 10);
    QCOMPARE(seen.size(), 25);
    QCOMPARE(pages, 3);
}

// A follower keeps its place also when there is nothing new, and misses nothing.
void TestApiChanges::eventPagesFollow()
{
    const QString host = u"followed.example.com"_s;
    QVERIFY(m_world.activate(host));
    const QByteArray click = m_world.mint(host);
    const QByteArray open = m_world.mint(host, u"open"_s);
    const QStringList path = m_world.domainPath(host) + QStringList{u"events"_s};
    const auto read = [&](const QString &after, const QString &more = {}) {
        QUrlQuery query(more);
        query.addQueryItem(u"limit"_s, u"3"_s);
        if (!after.isEmpty())
            query.addQueryItem(u"after"_s, after);
        return m_world.get(path, query);
    };
    RawClient recipient(m_world.httpPort);
    QSet<QString> seen;
    QString cursor;
    for (int round = 0; round < 4; ++round) {
        QCOMPARE(recipient.get(host.toLatin1(), click).status, 302);
        QCOMPARE(recipient.get(host.toLatin1(), open).status, 200);
        const int wanted = 2 * (round + 1);
        QTRY_VERIFY([&] {
            const auto page = read(cursor);
            const QJsonArray events = page.data().toArray();
            for (const QJsonValue &event : events)
                seen.insert(event.toObject().value(u"event_id"_s).toString());
            if (page.next().isString())
                cursor = page.next().toString();
            return seen.size() == wanted;
        }());
    }
    QVERIFY(read(cursor).data().toArray().isEmpty());
    QCOMPARE(read({}, u"kind=open"_s).data().toArray().first().toObject().value(u"type"_s).toString(), u"Open"_s);
    // Newest first: the other order of the same.
    const auto newest = read({}, u"order=newest"_s).data().toArray();
    QCOMPARE(newest.size(), 3);
    QVERIFY(newest.at(0).toObject().value(u"timestamp"_s).toString() >=
            newest.at(2).toObject().value(u"timestamp"_s).toString());
}

UNMTA_TEST(TestApiChanges)

} // namespace unmta::tst_api_changes

#include "tst_api_changes.moc"
