// GET …/events with all its filters, through every door.
#include "http/RawClient.h"
#include "support/ApiWorld.h"
#include "support/TestMain.h"

#include <QJsonArray>
#include <QTest>

namespace unmta::tst_api_event_lists {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

const QString host = u"track.example.com"_s;
const QString other = u"links.example.com"_s;
const QString start = u"https://example.com/"_s;
const QString search = u"https://example.com/a?b=c&d=%2B"_s;

struct Done
{
    const char *method;
    QString host;
    QString kind;
    QString recipient;
    QString messageId;
    QString url = {};
    QString linkName = {};
};

// In this order; an hour lies between the first four and the rest.
const QList<Done> &story()
{
    static const QList<Done> all{
        {"GET", host, u"open"_s, u"ann@example.net"_s, u"<1@example.com>"_s},
        {"GET", host, u"click"_s, u"ann@example.net"_s, u"<1@example.com>"_s, start, u"offer"_s},
        {"GET", other, u"open"_s, u"bob@example.net"_s, u"<1@example.com>"_s},
        {"HEAD", host, u"click"_s, u"bob@example.net"_s, u"<2@example.com>"_s, search},
        {"GET", other, u"click"_s, u"Ann@Example.net"_s, u"<2@example.com>"_s, search, u"offer"_s},
        {"GET", host, u"open"_s, u"bob+news@example.net"_s, u"<2@example.com>"_s},
    };
    return all;
}

QString escaped(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

} // namespace

class TestApiEventLists : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void filters_data();
    void filters();
    void ofADomain_data();
    void ofADomain();
    void refusals_data();
    void refusals();
    void pages_data();
    void pages();
    void cursorsOfEvents();
    void followFromTheEnd();
    void clientsThatLeave();

private:
    [[nodiscard]] QStringList eventsPath() const { return {u"clusters"_s, m_world.cluster, u"events"_s}; }
    [[nodiscard]] bool happen(const Done &done)
    {
        QJsonObject link{{u"kind"_s, done.kind},
                         {u"message_id"_s, done.messageId},
                         {u"recipient"_s, done.recipient},
                         {u"tracking_host"_s, done.host},
                         {u"allow_http"_s, true}};
        if (!done.url.isEmpty())
            link.insert(u"url"_s, done.url);
        if (!done.linkName.isEmpty())
            link.insert(u"link_name"_s, done.linkName);
        const auto made = m_world.post({u"clusters"_s, m_world.cluster, u"links"_s}, link);
        const QByteArray path = QUrl(made.data("url").toString()).path(QUrl::FullyEncoded).toLatin1();
        const int status =
            RawClient(m_world.httpPort)
                .get(done.host.toLatin1(), path, done.method,
                     "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\r\n")
                .status;
        return status == 200 || status == 302;
    }
    // Which of the story, by their places.
    [[nodiscard]] QList<int> placesOf(const QJsonArray &events) const
    {
        QList<int> places;
        for (const auto &event : events)
            places << static_cast<int>(m_cursors.indexOf(event.toObject().value(u"cursor"_s).toString()));
        return places;
    }

    ApiWorld m_world;
    QStringList m_cursors; // of the story's events
    QString m_between;     // a time
};

void TestApiEventLists::initTestCase()
{
    QVERIFY2(m_world.start(), qPrintable(m_world.failure.code));
    QVERIFY(m_world.activate(host) && m_world.activate(other));
    for (qsizetype i = 0; i < story().size(); ++i) {
        if (i == 4) {
            QCOMPARE(m_world.post({u"sandbox"_s, u"clock"_s}, {{u"advance"_s, u"30m"_s}}).status, 200);
            m_between = m_world.get({u"server"_s}).data("time").toString();
            QCOMPARE(m_world.post({u"sandbox"_s, u"clock"_s}, {{u"advance"_s, u"30m"_s}}).status, 200);
        }
        // At a person's pace.
        QCOMPARE(m_world.post({u"sandbox"_s, u"clock"_s}, {{u"advance"_s, u"1m"_s}}).status, 200);
        QVERIFY(happen(story()[i]));
        QTRY_COMPARE(m_world.get(eventsPath()).data().toArray().size(), i + 1);
    }
    const QJsonArray events = m_world.get(eventsPath()).data().toArray();
    for (const auto &event : events)
        m_cursors << event.toObject().value(u"cursor"_s).toString();
    QCOMPARE(QSet<QString>(m_cursors.begin(), m_cursors.end()).size(), story().size());
}

void TestApiEventLists::filters_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QList<int>>("places");
    const auto row = [](const char *name, const QString &query, const QList<int> &places) {
        QTest::newRow(name) << query << places;
    };
    row("all", {}, {0, 1, 2, 3, 4, 5});
    row("opens", u"kind=open"_s, {0, 2, 5});
    row("clicks", u"kind=click"_s, {1, 3, 4});
    row("a host", u"host=links.example.com"_s, {2, 4});
    row("a host in another spelling", u"host=LINKS.Example.COM."_s, {2, 4});
    row("a host that is not ours", u"host=links.example.org"_s, {});
    row("a recipient", u"recipient=ann@example.net"_s, {0, 1, 4});
    row("a recipient in another spelling", u"recipient=%20ANN@EXAMPLE.NET"_s, {0, 1, 4});
    row("a recipient with a plus", u"recipient=bob%2Bnews@example.net"_s, {5});
    row("nobody", u"recipient=nobody@example.net"_s, {});
    row("no wildcards", u"recipient=%25@example.net"_s, {});
    row("a message", u"message_id=%3C1@example.com%3E"_s, {0, 1, 2});
    row("a message that is not there", u"message_id=1@example.com"_s, {});
    row("a destination", u"link="_s + escaped(search), {3, 4});
    row("the start of one", u"link=https://example.com"_s, {});
    row("a link by its name", u"link=offer"_s, {1, 4});
    row("people", u"people=true"_s, {0, 1, 2, 4, 5});
    row("programs", u"people=false"_s, {3});
    row("since", u"since=BETWEEN"_s, {4, 5});
    row("until", u"until=BETWEEN"_s, {0, 1, 2, 3});
    row("within", u"since=2000-01-01T00:00:00Z&until=BETWEEN"_s, {0, 1, 2, 3});
    row("no time at all", u"since=BETWEEN&until=BETWEEN"_s, {});
    row("newest first", u"order=desc"_s, {5, 4, 3, 2, 1, 0});
    row("oldest first", u"order=asc"_s, {0, 1, 2, 3, 4, 5});
    row("the longer words", u"order=newest&kind=open"_s, {5, 2, 0});
    row("all together",
        u"kind=click&host=links.example.com&recipient=ann@example.net&message_id=%3C2@example.com%3E&link=offer"
        "&since=BETWEEN&people=true&order=desc&limit=3"_s,
        {4});
    row("SQL", u"recipient=%27%20OR%201%3D1%20--"_s, {});
    row("a NUL", u"message_id=a%00b"_s, {});
}

void TestApiEventLists::filters()
{
    QFETCH(QString, query);
    QFETCH(const QList<int>, places);
    query.replace(u"BETWEEN"_s, m_between);
    for (const Door door : allDoors) {
        const auto answered =
            ApiWorld::send(m_world.door(door), ApiWorld::request(Method::Get, eventsPath(), QUrlQuery(query)));
        QVERIFY2(answered.status == 200, answered.raw.body.constData());
        QCOMPARE(placesOf(answered.data().toArray()), places);
        QCOMPARE(answered.body.value(u"meta"_s).toObject().value(u"more"_s), QJsonValue(false));
        // The sums are those of the same events.
        QUrlQuery ofSums(query);
        ofSums.removeQueryItem(u"order"_s);
        const auto sums = ApiWorld::send(
            m_world.door(door), ApiWorld::request(Method::Get, eventsPath() + QStringList{u"summary"_s}, ofSums));
        QVERIFY2(sums.status == 200, sums.raw.body.constData());
        QCOMPARE(sums.data("opens").toInt() + sums.data("clicks").toInt(), places.size());
    }
}

void TestApiEventLists::ofADomain_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QList<int>>("places");
    QTest::newRow("all") << QString() << QList<int>{0, 1, 3, 5};
    QTest::newRow("of a recipient") << u"recipient=ann@example.net"_s << QList<int>{0, 1};
    QTest::newRow("its own name") << u"host=track.example.com&order=desc"_s << QList<int>{5, 3, 1, 0};
    QTest::newRow("another one's name") << u"host=links.example.com"_s << QList<int>{};
    QTest::newRow("by all others") << u"link=offer&people=true&kind=click&until=BETWEEN"_s << QList<int>{1};
}

void TestApiEventLists::ofADomain()
{
    QFETCH(QString, query);
    QFETCH(const QList<int>, places);
    query.replace(u"BETWEEN"_s, m_between);
    for (const Door door : allDoors) {
        const auto answered = ApiWorld::send(
            m_world.door(door),
            ApiWorld::request(Method::Get, m_world.domainPath(host) + QStringList{u"events"_s}, QUrlQuery(query)));
        QVERIFY2(answered.status == 200, answered.raw.body.constData());
        QCOMPARE(placesOf(answered.data().toArray()), places);
    }
}

void TestApiEventLists::refusals_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QString &query, const QString &field, const QString &says) {
        QTest::newRow(name) << query << field << says;
    };
    row("a kind", u"kind=view"_s, u"kind"_s, u"open or click"_s);
    row("a kind in capitals", u"kind=OPEN"_s, u"kind"_s, u"open or click"_s);
    row("an order", u"order=random"_s, u"order"_s, u"asc or desc"_s);
    row("people", u"people=maybe"_s, u"people"_s, u"true or false"_s);
    row("since", u"since=yesterday"_s, u"since"_s, u"2026-"_s);
    row("since without a zone", u"since=2026-11-24T00:00:00"_s, u"since"_s, u"Z"_s);
    row("until", u"until=2026-13-01T00:00:00Z"_s, u"until"_s, u"2026-"_s);
    row("until before since", u"since=2026-02-01T00:00:00Z&until=2026-01-01T00:00:00Z"_s, u"since"_s, u"until"_s);
    row("limit of none", u"limit=0"_s, u"limit"_s, u"1 to 1000"_s);
    row("limit above the bound", u"limit=1001"_s, u"limit"_s, u"1 to 1000"_s);
    row("limit of words", u"limit=all"_s, u"limit"_s, u"1 to 1000"_s);
    row("host", u"host=not%20a%20host"_s, u"host"_s, u"host name"_s);
    row("recipient of blanks", u"recipient=%20%09"_s, u"recipient"_s, u"address"_s);
    row("recipient that got lost", u"recipient="_s, u"recipient"_s, u"value"_s);
    row("twice", u"recipient=a@example.net&recipient=b@example.net"_s, u"recipient"_s, u"once"_s);
    row("a strange cursor", u"after=x"_s, u"after"_s, u"cursor"_s);
}

void TestApiEventLists::refusals()
{
    QFETCH(const QString, query);
    QFETCH(const QString, field);
    QFETCH(const QString, says);
    for (const QStringList &path : {eventsPath(), m_world.domainPath(host) + QStringList{u"events"_s}}) {
        for (const Door door : allDoors) {
            const auto answered =
                ApiWorld::send(m_world.door(door), ApiWorld::request(Method::Get, path, QUrlQuery(query)));
            QVERIFY2(answered.status == 422, answered.raw.body.constData());
            QVERIFY(!answered.code().isEmpty());
            QCOMPARE(answered.errors().keys(), QStringList{field});
            QVERIFY2(answered.message().contains(says), qPrintable(answered.message()));
        }
    }
}

void TestApiEventLists::pages_data()
{
    QTest::addColumn<QString>("order");
    QTest::addColumn<QList<int>>("places");
    QTest::newRow("oldest first") << u"asc"_s << QList<int>{0, 1, 2, 3, 4, 5};
    QTest::newRow("newest first") << u"desc"_s << QList<int>{5, 4, 3, 2, 1, 0};
}

void TestApiEventLists::pages()
{
    QFETCH(const QString, order);
    QFETCH(const QList<int>, places);
    for (int limit = 1; limit <= 7; ++limit) {
        QList<int> seen;
        for (QString after;;) {
            const auto page = m_world.get(
                eventsPath(), {{u"order"_s, order}, {u"limit"_s, QString::number(limit)}, {u"after"_s, after}});
            QCOMPARE(page.status, 200);
            seen += placesOf(page.data().toArray());
            const bool more = page.body.value(u"meta"_s).toObject().value(u"more"_s).toBool();
            if (!more) {
                QCOMPARE(page.next().isNull(), order == u"desc"_s);
                break;
            }
            after = page.next().toString();
        }
        QCOMPARE(seen, places);
    }
}

void TestApiEventLists::cursorsOfEvents()
{
    for (qsizetype i = 0; i < m_cursors.size(); ++i) {
        const auto newer = m_world.get(eventsPath(), {{u"after"_s, m_cursors[i]}});
        QCOMPARE(newer.data().toArray().size(), m_cursors.size() - i - 1);
        const auto older = m_world.get(eventsPath(), {{u"after"_s, m_cursors[i]}, {u"order"_s, u"desc"_s}});
        QCOMPARE(older.data().toArray().size(), i);
    }
}

void TestApiEventLists::followFromTheEnd()
{
    const auto newest = m_world.get(eventsPath(), {{u"order"_s, u"desc"_s}, {u"limit"_s, u"1"_s}}).data().toArray();
    const QString end = newest.first().toObject().value(u"cursor"_s).toString();
    QCOMPARE(end, m_cursors.last());
    QVERIFY(m_world.get(eventsPath(), {{u"after"_s, end}}).data().toArray().isEmpty());
    // The cursor outlives the engine, and what comes meanwhile is behind it.
    m_world.stop();
    QVERIFY2(m_world.start(), qPrintable(m_world.failure.code));
    QVERIFY(happen({"GET", host, u"open"_s, u"late@example.net"_s, u"<3@example.com>"_s}));
    QTRY_COMPARE(m_world.get(eventsPath(), {{u"after"_s, end}}).data().toArray().size(), 1);
    m_cursors
        << m_world.get(eventsPath(), {{u"after"_s, end}}).data().toArray().first().toObject()[u"cursor"_s].toString();
}

// Whoever hangs up, at whatever moment, keeps nobody else from being answered.
void TestApiEventLists::clientsThatLeave()
{
    const QByteArray request = "GET /api/v1/clusters/" + m_world.cluster.toLatin1() +
                               "/events?link=none HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " +
                               m_world.token({u"read"_s}).toLatin1() + "\r\n\r\n";
    for (int i = 0; i < 200; ++i) {
        RawClient client(m_world.apiPort);
        client.send(request);
    }
    QTRY_COMPARE(m_world.get(eventsPath()).status, 200);
    QCOMPARE(m_world.get(eventsPath()).data().toArray().size(), m_cursors.size());
}

UNMTA_TEST(TestApiEventLists)

} // namespace unmta::tst_api_event_lists

#include "tst_api_event_lists.moc"
