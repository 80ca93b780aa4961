// POST /clusters/{c}/bots/test: how the figures would move, by the engine's rules and by others.
#include "http/RawClient.h"
#include "support/ApiWorld.h"
#include "support/TestMain.h"

#include "contract/Operations.h"

#include <QJsonArray>
#include <QTest>

namespace unmta::tst_api_bots {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestApiBots : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void byTheEnginesOwnRules();
    void byOtherRules();
    void judgingDoesWhatTheTestTells();
    void refusals_data();
    void refusals();

private:
    // A request for the message's link is recorded when this is true.
    [[nodiscard]] bool click(const QByteArray &method, const QByteArray &agent)
    {
        const auto made =
            m_world.post({u"clusters"_s, m_world.cluster, u"links"_s}, {{u"kind"_s, u"click"_s},
                                                                        {u"url"_s, u"https://example.com/"_s},
                                                                        {u"allow_http"_s, true},
                                                                        {u"message_id"_s, u"m@example.com"_s},
                                                                        {u"recipient"_s, u"ann@example.net"_s},
                                                                        {u"tracking_host"_s, m_host}});
        const QByteArray path = QUrl(made.data("url").toString()).path(QUrl::FullyEncoded).toLatin1();
        RawClient client(m_world.httpPort);
        return client.send(method + ' ' + path + " HTTP/1.1\r\nHost: " + m_host.toLatin1() +
                           "\r\nUser-Agent: " + agent + "\r\n\r\n") &&
               client.readReply(method == "HEAD").status == 302;
    }
    [[nodiscard]] ApiAnswered ask(const QString &rules)
    {
        return ApiWorld::send(m_world.door(Door::Local),
                              jsonRequest(api::testBots, {m_world.cluster},
                                          rules.isEmpty() ? QJsonObject() : QJsonObject{{u"rules"_s, rules}}));
    }

    ApiWorld m_world;
    const QString m_host = u"track.example.com"_s;
};

void TestApiBots::initTestCase()
{
    QVERIFY2(m_world.start(), qPrintable(m_world.failure.code));
    QVERIFY(m_world.activate(m_host));
    const QByteArray firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    QVERIFY(click("HEAD", firefox));
    QVERIFY(click("GET", firefox));
    QVERIFY(click("GET", "curl/8.0"));
    QTRY_COMPARE(m_world.get({u"clusters"_s, m_world.cluster, u"events"_s}).data().toArray().size(), 3);
}

QJsonObject effect(const QJsonValue &test, const QString &rule)
{
    const QJsonArray rules = test.toObject().value(u"rules"_s).toArray();
    for (const auto &each : rules) {
        if (each.toObject().value(u"rule"_s) == rule)
            return each.toObject();
    }
    return {};
}

// Who asks for the head first is no person.
void TestApiBots::byTheEnginesOwnRules()
{
    const auto answered = ask({});
    QCOMPARE(answered.status, 200);
    QCOMPARE(answered.data("clicks").toInt(), 3);
    QCOMPARE(answered.data("clicks_by_people").toInt(), 1);
    QCOMPARE(answered.data("clicks_by_people_then").toInt(), 0);
    QCOMPARE(effect(answered.data(), u"curl"_s).value(u"events"_s).toInt(), 1);
    QCOMPARE(effect(answered.data(), u"curl"_s).value(u"verdict"_s).toString(), u"http_library"_s);
    QCOMPARE(effect(answered.data(), u"after_head"_s).value(u"clicks_to_programs"_s).toInt(), 1);
    QCOMPARE(effect(answered.data(), u"head_request"_s).value(u"events"_s).toInt(), 1);
    // Nothing has changed by that.
    QCOMPARE(ask({}).data(), answered.data());
}

void TestApiBots::byOtherRules()
{
    const auto answered = ask(u"fox\tcrawler\tagent\tfirefox/\ta test\n"_s);
    QCOMPARE(answered.status, 200);
    QCOMPARE(answered.data("clicks_by_people_then").toInt(), 1);
    QCOMPARE(effect(answered.data(), u"fox"_s).value(u"events"_s).toInt(), 1);
    QCOMPARE(effect(answered.data(), u"http_library"_s).value(u"clicks_to_people"_s).toInt(), 1);
}

void TestApiBots::judgingDoesWhatTheTestTells()
{
    const auto forecast = ask({});
    const auto judged = ApiWorld::send(m_world.door(Door::Local), plainRequest(api::judgeBots, {m_world.cluster}));
    QCOMPARE(judged.status, 200);
    // The merge that comes before has perhaps done it already.
    QVERIFY(judged.data("changed").toInt() <= 1);
    QStringList verdicts;
    const QJsonArray events = m_world.get({u"clusters"_s, m_world.cluster, u"events"_s}).data().toArray();
    for (const auto &event : events)
        verdicts << event.toObject().value(u"bot"_s).toString();
    QCOMPARE(verdicts, (QStringList{u"head_request"_s, u"after_head"_s, u"http_library"_s}));
    const QJsonArray buckets =
        m_world.get({u"clusters"_s, m_world.cluster, u"tracking-domains"_s, m_host, u"activity"_s}).data().toArray();
    QCOMPARE(buckets.size(), 1);
    QCOMPARE(buckets.first().toObject().value(u"clicks"_s).toInt(), 3);
    QCOMPARE(buckets.first().toObject().value(u"clicks_by_people"_s).toInt(), 0);
    QCOMPARE(ask({}).data("clicks_by_people").toInt(), forecast.data("clicks_by_people_then").toInt());
}

void TestApiBots::refusals_data()
{
    QTest::addColumn<QString>("cluster");
    QTest::addColumn<QString>("rules");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::newRow("no such cluster") << u"00000000"_s << QString() << 404 << u"request.not_found"_s;
    QTest::newRow("rules that cannot be read")
        << m_world.cluster << u"# a\na\tcrawler\tagent\n"_s << 422 << u"bots.malformed_rule"_s;
}

void TestApiBots::refusals()
{
    QFETCH(const QString, cluster);
    QFETCH(const QString, rules);
    QFETCH(const int, status);
    QFETCH(const QString, code);
    const auto answered =
        ApiWorld::send(m_world.door(Door::Local), jsonRequest(api::testBots, {cluster}, {{u"rules"_s, rules}}));
    QCOMPARE(answered.status, status);
    QCOMPARE(answered.code(), code);
    if (status == 422) {
        QCOMPARE(answered.message(),
                 u"Line 2 of the bot rules cannot be read: five columns with one tab between them are wanted, these "
                 "are 3. Mend the line."_s);
    }
}

UNMTA_TEST(TestApiBots)

} // namespace unmta::tst_api_bots

#include "tst_api_bots.moc"
