// Figures of a whole cluster, of the engine, and the lists of an operator: GET …/activity, /top-hosts, /top-links,
// /server/load; what /audit finds, and webhooks in pages.
#include "http/RawClient.h"
#include "support/ApiWorld.h"
#include "support/TestMain.h"

#include <QJsonArray>
#include <QTest>

namespace unmta::tst_api_figures {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

const QString host = u"track.example.com"_s;
const QString other = u"links.example.com"_s;
const QString spring = u"https://example.com/spring?a=b&c=%3D"_s;
const QString account = u"https://example.com/account"_s;
const QByteArray person = "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\r\n";

QStringList urlsOf(const QJsonValue &top)
{
    QStringList urls;
    const QJsonArray links = top.toObject().value(u"links"_s).toArray();
    for (const auto &link : links)
        urls << link.toObject().value(u"url"_s).toString();
    return urls;
}

} // namespace

class TestApiFigures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void activityOfAllHosts();
    void activityByTheHour();
    void topHosts();
    void topLinks_data();
    void topLinks();
    void refusals_data();
    void refusals();
    void clusterTokensSeeTheirOwn();
    void serverLoad();
    void auditFinds_data();
    void auditFinds();
    void auditIsTold();
    void webhooksComeInPages();

private:
    [[nodiscard]] QStringList path(const QString &what) const { return {u"clusters"_s, m_world.cluster, what}; }
    [[nodiscard]] bool happen(const QString &at, const QString &kind, const QString &url = {},
                              const QString &message = u"<1@example.com>"_s, const char *method = "GET")
    {
        QJsonObject link{{u"kind"_s, kind},
                         {u"message_id"_s, message},
                         {u"recipient"_s, u"ann@example.net"_s},
                         {u"tracking_host"_s, at},
                         {u"allow_http"_s, true}};
        if (!url.isEmpty())
            link.insert(u"url"_s, url);
        const auto made = m_world.post(path(u"links"_s), link);
        const QByteArray target = QUrl(made.data("url").toString()).path(QUrl::FullyEncoded).toLatin1();
        const int status = RawClient(m_world.httpPort).get(at.toLatin1(), target, method, person).status;
        return status == 200 || status == 302;
    }

    ApiWorld m_world;
};

// 3 opens and 5 clicks: of track.example.com 2 and 2 (one of a program), of links.example.com 1 and 3.
void TestApiFigures::initTestCase()
{
    QVERIFY2(m_world.start(), qPrintable(m_world.failure.code));
    QVERIFY(m_world.activate(host, true));
    QVERIFY(m_world.activate(other));
    QVERIFY(happen(host, u"open"_s));
    QVERIFY(happen(host, u"open"_s));
    QVERIFY(happen(other, u"open"_s));
    QVERIFY(happen(other, u"click"_s, spring));
    QVERIFY(happen(other, u"click"_s, spring));
    QVERIFY(happen(other, u"click"_s, account, u"<2@example.com>"_s));
    QVERIFY(happen(host, u"click"_s, spring));
    QVERIFY(happen(host, u"click"_s, account, u"<1@example.com>"_s, "HEAD"));
    QTRY_COMPARE(m_world.get(path(u"events"_s)).data().toArray().size(), 8);
}

void TestApiFigures::activityOfAllHosts()
{
    const auto answered = m_world.get(path(u"activity"_s));
    QCOMPARE(answered.status, 200);
    qint64 opens = 0;
    qint64 clicks = 0;
    qint64 byPeople = 0;
    const QJsonArray days = answered.data().toArray(); // one, or two at midnight
    for (const auto &day : days) {
        opens += day.toObject().value(u"opens"_s).toInteger();
        clicks += day.toObject().value(u"clicks"_s).toInteger();
        byPeople += day.toObject().value(u"clicks_by_people"_s).toInteger();
    }
    QCOMPARE(opens, 3);
    QCOMPARE(clicks, 5);
    QCOMPARE(byPeople, 4);
}

void TestApiFigures::activityByTheHour()
{
    const auto answered = m_world.get(path(u"activity"_s), {{u"bucket"_s, u"hour"_s}});
    const QJsonArray hours = answered.data().toArray();
    QVERIFY(!hours.isEmpty());
    QVERIFY(hours.first().toObject().value(u"start"_s).toString().contains(u":00:00"_s));
    const auto none = m_world.get(path(u"activity"_s),
                                  {{u"from"_s, u"2020-01-01T00:00:00Z"_s}, {u"to"_s, u"2020-01-02T00:00:00Z"_s}});
    QCOMPARE(none.status, 200);
    QVERIFY(none.data().toArray().isEmpty());
}

void TestApiFigures::topHosts()
{
    const QJsonArray hosts = m_world.get(path(u"top-hosts"_s)).data().toArray();
    QCOMPARE(hosts.size(), 2);
    const QJsonObject first = hosts.first().toObject();
    QCOMPARE(first.value(u"host"_s), other);
    QCOMPARE(first.value(u"clicks"_s).toInteger(), 3);
    QCOMPARE(first.value(u"clicks_by_people"_s).toInteger(), 3);
    QCOMPARE(first.value(u"opens"_s).toInteger(), 1);
    QCOMPARE(hosts.last().toObject().value(u"clicks_by_people"_s).toInteger(), 1);
    QCOMPARE(m_world.get(path(u"top-hosts"_s), {{u"limit"_s, u"1"_s}}).data().toArray(), QJsonArray{hosts.first()});
    QVERIFY(m_world.get(path(u"top-hosts"_s), {{u"until"_s, u"2020-01-01T00:00:00Z"_s}}).data().toArray().isEmpty());
}

void TestApiFigures::topLinks_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QStringList>("urls");
    QTest::addColumn<int>("clicks");
    QTest::newRow("all") << QString() << QStringList{spring, account} << 5;
    QTest::newRow("the first") << u"limit=1"_s << QStringList{spring} << 5;
    QTest::newRow("of a host") << u"host=track.example.com"_s << QStringList{account, spring} << 2;
    QTest::newRow("of a message") << u"message_id=%3C2@example.com%3E"_s << QStringList{account} << 1;
    QTest::newRow("of people") << u"people=true"_s << QStringList{spring, account} << 4;
    QTest::newRow("of programs") << u"people=false"_s << QStringList{account} << 1;
    QTest::newRow("of another time") << u"until=2020-01-01T00:00:00Z"_s << QStringList() << 0;
}

void TestApiFigures::topLinks()
{
    QFETCH(const QString, query);
    QFETCH(const QStringList, urls);
    QFETCH(const int, clicks);
    const auto answered = m_world.get(path(u"top-links"_s), QUrlQuery(query));
    QCOMPARE(answered.status, 200);
    QCOMPARE(urlsOf(answered.data()), urls);
    QCOMPARE(answered.data("clicks").toInt(), clicks);
    QCOMPARE(answered.data("missed_at_most").toInt(-1), 0);
    QVERIFY(answered.data("counted_since").isNull());
}

void TestApiFigures::refusals_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("field");
    QTest::newRow("bucket") << u"activity"_s << u"bucket=week"_s << u"bucket"_s;
    QTest::newRow("too long") << u"activity"_s << u"from=2020-01-01T00:00:00Z"_s << u"from"_s;
    QTest::newRow("no time") << u"top-hosts"_s << u"since=yesterday"_s << u"since"_s;
    QTest::newRow("too many") << u"top-hosts"_s << u"limit=101"_s << u"limit"_s;
    QTest::newRow("the wrong way round") << u"top-links"_s << u"since=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z"_s
                                         << u"since"_s;
    QTest::newRow("no host") << u"top-links"_s << u"host=a%20b"_s << u"host"_s;
    QTest::newRow("no people") << u"top-links"_s << u"people=some"_s << u"people"_s;
}

void TestApiFigures::refusals()
{
    QFETCH(const QString, what);
    QFETCH(const QString, query);
    QFETCH(const QString, field);
    const auto answered = m_world.get(path(what), QUrlQuery(query));
    QCOMPARE(answered.code(), u"request.bad_query"_s);
    QVERIFY2(answered.errors().contains(field), answered.raw.body.constData());
}

void TestApiFigures::clusterTokensSeeTheirOwn()
{
    const QString foreign = m_world.post({u"clusters"_s}, {{u"name"_s, u"other"_s}}).data("id").toString();
    const auto door = m_world.httpDoor(m_world.token({u"events"_s}, m_world.cluster));
    for (const QString &what : {u"activity"_s, u"top-hosts"_s, u"top-links"_s}) {
        QCOMPARE(ApiWorld::send(*door, ApiWorld::request(Method::Get, path(what))).status, 200);
        QCOMPARE(ApiWorld::send(*door, ApiWorld::request(Method::Get, {u"clusters"_s, foreign, what})).status, 404);
    }
}

void TestApiFigures::serverLoad()
{
    const auto answered = m_world.get({u"server"_s, u"load"_s});
    QCOMPARE(answered.status, 200);
    QVERIFY(answered.data("requests").toInteger() >= 8);
    QVERIFY(answered.data("recording").toBool());
    QVERIFY(answered.data("store_bytes").toInteger() > 0);
    QVERIFY(answered.data("free_bytes").toInteger() > 0);
    QCOMPARE(answered.data("events_dropped").toInt(-1), 0);
    QVERIFY(answered.data("recent_requests").toInteger() <= answered.data("requests").toInteger());
}

void TestApiFigures::auditFinds_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QStringList>("actions");
    QTest::newRow("an action") << u"action=settings.changed"_s << QStringList{u"settings.changed"_s};
    QTest::newRow("all that begin so") << u"action=webhook.&limit=2"_s
                                       << QStringList{u"webhook.deleted"_s, u"webhook.created"_s};
    QTest::newRow("no action begins in its middle") << u"action=hook."_s << QStringList();
    QTest::newRow("an actor") << u"actor=token:nobody"_s << QStringList();
    QTest::newRow("a subject") << u"subject=links.example.com&action=domain.added"_s << QStringList{u"domain.added"_s};
    QTest::newRow("a percent sign is none") << u"action=%25."_s << QStringList();
    QTest::newRow("long ago") << u"until=2020-01-01T00:00:00Z"_s << QStringList();
    QTest::newRow("of late") << u"since=2020-01-01T00:00:00Z&action=settings.changed"_s
                             << QStringList{u"settings.changed"_s};
    QTest::newRow("another cluster") << u"cluster=ffffffff"_s << QStringList();
}

void TestApiFigures::auditFinds()
{
    QFETCH(const QString, query);
    QFETCH(const QStringList, actions);
    static const bool isDone = [this] {
        const auto made = m_world.post(path(u"webhooks"_s), {{u"url"_s, u"https://example.com/hook"_s},
                                                             {u"types"_s, QJsonArray{u"event.open"_s}},
                                                             {u"enabled"_s, false}});
        const QString id = QString::number(made.data("id").toInteger());
        return m_world.set(u"monitor.interval"_s, u"12h"_s).status == 200 &&
               m_world.call(Method::Delete, path(u"webhooks"_s) + QStringList{id}).status == 204;
    }();
    QVERIFY(isDone);
    const auto answered = m_world.get({u"audit"_s}, QUrlQuery(query));
    QCOMPARE(answered.status, 200);
    QStringList found;
    const QJsonArray entries = answered.data().toArray();
    for (const auto &entry : entries)
        found << entry.toObject().value(u"action"_s).toString();
    QCOMPARE(found, actions);
}

// Who follows the changes hears of a new entry, so that nobody has to ask again and again.
void TestApiFigures::auditIsTold()
{
    const auto now = m_world.get({u"changes"_s});
    QCOMPARE(m_world.set(u"monitor.interval"_s, u"13h"_s).status, 200);
    const auto then = m_world.get({u"changes"_s}, {{u"epoch"_s, now.data("epoch").toString()},
                                                   {u"since"_s, QString::number(now.data("next").toInteger())}});
    QStringList told;
    const QJsonArray changes = then.data("changes").toArray();
    for (const auto &change : changes)
        told << change.toObject().value(u"kind"_s).toString() + u' ' + change.toObject().value(u"subject"_s).toString();
    QVERIFY2(told.contains(u"audit settings.changed"_s), qPrintable(told.join(u", "_s)));
}

void TestApiFigures::webhooksComeInPages()
{
    for (const QStringList &at : {path(u"webhooks"_s), QStringList{u"webhooks"_s}}) {
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(m_world
                         .post(at, {{u"url"_s, u"https://example.com/hook%1"_s.arg(i)},
                                    {u"types"_s, QJsonArray{u"event.open"_s}},
                                    {u"enabled"_s, false}})
                         .status,
                     201);
        }
        const QJsonArray all = m_world.get(at).data().toArray();
        QCOMPARE(all.size(), 3);
        QJsonArray paged;
        QString after;
        do {
            const auto page = m_world.get(at, {{u"limit"_s, u"2"_s}, {u"after"_s, after}});
            QCOMPARE(page.data().toArray().size(), after.isEmpty() ? 2 : 1);
            for (const auto &one : page.data().toArray())
                paged.append(one);
            after = page.next().toString();
        } while (!after.isEmpty());
        QCOMPARE(paged, all);
        QCOMPARE(m_world.get(at, {{u"after"_s, u"x"_s}}).code(), u"store.bad_cursor"_s);
    }
}

UNMTA_TEST(TestApiFigures)

} // namespace unmta::tst_api_figures

#include "tst_api_figures.moc"
