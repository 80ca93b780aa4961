// Requests that may be repeated, changes that are made only to what was seen, and the ids by which all are named.
#include "http/RawClient.h"
#include "support/ApiWorld.h"
#include "support/TestMain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <vector>

namespace unmta::tst_api_conditions {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

const QStringList tokensPath{u"tokens"_s};

QJsonObject tokenNamed(const QString &name)
{
    return {{u"name"_s, name}, {u"scopes"_s, QJsonArray{u"read"_s}}};
}

} // namespace

class TestApiConditions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void changesNeedThePresentState_data();
    void changesNeedThePresentState();
    void otherPathsHaveNoEtag();
    void aKeyIsDoneOnce_data();
    void aKeyIsDoneOnce();
    void keysOfDifferentCallersAreDifferent();
    void aKeyIsForOneRequest_data();
    void aKeyIsForOneRequest();
    void whatWasRefusedMayBeTriedAgain();
    void keysSurviveARestartAndEndAfterADay();
    void slowCallsAreDoneOnce();
    void badKeysAreRefused_data();
    void badKeysAreRefused();
    void everyAnswerHasAnId();
    void oneTokenWaitsOnFewConnections();
    void rotatedTokensOverlap();
    void auditTellsWhatItWasAndFromWhere();
    void jsonMayBeOneMebibyte();

private:
    [[nodiscard]] ApiAnswered postWithKey(Transport &door, const QStringList &path, const QJsonObject &body,
                                          const QByteArray &key);

    ApiWorld m_world;
};

void TestApiConditions::initTestCase()
{
    QVERIFY2(m_world.start(), qPrintable(m_world.failure.code));
}

ApiAnswered TestApiConditions::postWithKey(Transport &door, const QStringList &path, const QJsonObject &body,
                                           const QByteArray &key)
{
    ApiRequest request = jsonRequest(Method::Post, apiPath(path), body);
    request.idempotencyKey = key;
    return ApiWorld::send(door, request);
}

void TestApiConditions::changesNeedThePresentState_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("door");
    for (const char *what : {"settings", "cluster", "rules"}) {
        for (const Door door : allDoors)
            QTest::addRow("%s, %s", what, nameOf(door)) << QString::fromLatin1(what) << static_cast<int>(door);
    }
}

void TestApiConditions::changesNeedThePresentState()
{
    QFETCH(const QString, what);
    QFETCH(const int, door);
    Transport &way = m_world.door(static_cast<Door>(door));
    const QHash<QString, std::pair<QStringList, QString>> subjects{
        {u"settings"_s, {{u"settings"_s}, u"notify.to"_s}},
        {u"cluster"_s, {{u"clusters"_s, m_world.cluster}, u"name"_s}},
        {u"rules"_s, {{u"clusters"_s, m_world.cluster, u"rewrite-rules"_s}, u"pixel_position"_s}}};
    const auto [path, field] = subjects.value(what);
    QStringList values = what == u"rules"_s ? QStringList{u"start"_s, u"end"_s}
                                            : QStringList{u"one%1@example.com"_s.arg(door), u"two@example.com"_s};
    const auto change = [&, path = path, field = field](const QString &value, const QByteArray &ifMatch) {
        ApiRequest request = jsonRequest(Method::Patch, apiPath(path), {{field, value}});
        request.ifMatch = ifMatch;
        return ApiWorld::send(way, request);
    };
    const auto seen = ApiWorld::send(way, ApiWorld::request(Method::Get, path));
    QCOMPARE(seen.status, 200);
    QVERIFY(seen.raw.etag.startsWith('"') && seen.raw.etag.endsWith('"'));

    if (seen.data().toObject().value(field).toString() == values[0])
        std::swap(values[0], values[1]);
    const auto first = change(values[0], seen.raw.etag);
    QCOMPARE(first.status, 200);
    QVERIFY(first.raw.etag != seen.raw.etag);
    // Whoever saw the state before that is told so, and changes nothing.
    const auto late = change(values[1], seen.raw.etag);
    QCOMPARE(late.status, 412);
    QCOMPARE(late.code(), u"request.changed"_s);
    const auto present = ApiWorld::send(way, ApiWorld::request(Method::Get, path));
    QCOMPARE(present.data().toObject().value(field).toString(), values[0]);
    QCOMPARE(present.raw.etag, first.raw.etag); // the answer to a change names the new state
    // A weak one does not name bytes.
    QCOMPARE(change(values[1], "W/" + present.raw.etag).status, 412);
    QCOMPARE(change(values[1], "\"other\", " + present.raw.etag).status, 200);
    QCOMPARE(change(values[0], "*").status, 200);

    ApiRequest again = ApiWorld::request(Method::Get, path);
    again.ifNoneMatch = ApiWorld::send(way, again).raw.etag;
    const auto unchanged = ApiWorld::send(way, again);
    QCOMPARE(unchanged.status, 304);
    QVERIFY(unchanged.raw.body.isEmpty());
    QCOMPARE(unchanged.raw.etag, again.ifNoneMatch);
    again.ifNoneMatch = seen.raw.etag;
    QCOMPARE(ApiWorld::send(way, again).status, 200);
}

// To ignore the field would make the change that its sender wanted to prevent.
void TestApiConditions::otherPathsHaveNoEtag()
{
    ApiRequest request = jsonRequest(Method::Post, apiPath(tokensPath), tokenNamed(u"unversioned"_s));
    request.ifMatch = "\"x\"";
    const auto refused = ApiWorld::send(m_world.door(Door::Http), request);
    QCOMPARE(refused.status, 400);
    QCOMPARE(refused.code(), u"request.not_versioned"_s);
    QVERIFY(!m_world.get(tokensPath).raw.body.contains("unversioned"));
    QVERIFY(m_world.get(tokensPath).raw.etag.isEmpty());
}

void TestApiConditions::aKeyIsDoneOnce_data()
{
    QTest::addColumn<int>("door");
    for (const Door door : allDoors)
        QTest::newRow(nameOf(door)) << static_cast<int>(door);
}

void TestApiConditions::aKeyIsDoneOnce()
{
    QFETCH(const int, door);
    Transport &way = m_world.door(static_cast<Door>(door));
    const QString name = u"once by %1"_s.arg(door);
    const QByteArray key = "once-" + QByteArray::number(door);
    const auto made = postWithKey(way, tokensPath, tokenNamed(name), key);
    QCOMPARE(made.status, 201);
    QVERIFY(!made.raw.isRepeated);
    const auto again = postWithKey(way, tokensPath, tokenNamed(name), key);
    QCOMPARE(again.status, 201);
    QVERIFY(again.raw.isRepeated);
    QCOMPARE(again.raw.body, made.raw.body); // with the token, which is shown in this answer only
    QVERIFY(again.raw.requestId != made.raw.requestId);
    // Without it the second one meets the first.
    QCOMPARE(m_world.post(tokensPath, tokenNamed(name)).code(), u"token.duplicate"_s);
    // What is remembered is sealed.
    for (const char *file : {"engine.db", "engine.db-wal"}) {
        QFile stored(m_world.dataDir() + u'/' + QLatin1StringView(file));
        if (stored.open(QIODevice::ReadOnly))
            QVERIFY(!stored.readAll().contains(made.data("token").toString().toLatin1()));
    }
}

void TestApiConditions::keysOfDifferentCallersAreDifferent()
{
    const auto one = m_world.httpDoor(m_world.token({u"admin"_s}));
    const auto other = m_world.httpDoor(m_world.token({u"admin"_s}));
    const auto mine = postWithKey(*one, tokensPath, tokenNamed(u"mine"_s), "shared");
    QCOMPARE(mine.status, 201);
    const auto theirs = postWithKey(*other, tokensPath, tokenNamed(u"theirs"_s), "shared");
    QCOMPARE(theirs.status, 201);
    QVERIFY(!theirs.raw.isRepeated);
    QVERIFY(theirs.data("token") != mine.data("token"));
}

void TestApiConditions::aKeyIsForOneRequest_data()
{
    QTest::addColumn<QStringList>("path");
    QTest::addColumn<QJsonObject>("body");
    QTest::newRow("another body") << tokensPath << tokenNamed(u"second"_s);
    QTest::newRow("another path") << QStringList{u"clusters"_s} << tokenNamed(u"first"_s);
}

void TestApiConditions::aKeyIsForOneRequest()
{
    QFETCH(const QStringList, path);
    QFETCH(const QJsonObject, body);
    const QByteArray key = "for-" + path.first().toLatin1();
    const QString name = u"first, then %1"_s.arg(path.first());
    QCOMPARE(postWithKey(m_world.door(Door::Http), tokensPath, tokenNamed(name), key).status, 201);
    const auto refused = postWithKey(m_world.door(Door::Http), path, body, key);
    QCOMPARE(refused.status, 422);
    QCOMPARE(refused.code(), u"idempotency.other_request"_s);
    QVERIFY(!m_world.get(tokensPath).raw.body.contains("\"second\""));
}

void TestApiConditions::whatWasRefusedMayBeTriedAgain()
{
    const QJsonObject body{{u"name"_s, u"late.example.com"_s}};
    const QStringList path{u"clusters"_s, m_world.cluster, u"tracking-domains"_s};
    const QStringList verify = m_world.domainPath(u"late.example.com"_s) + QStringList{u"verify"_s};
    QCOMPARE(postWithKey(m_world.door(Door::Http), verify, {}, "early").status, 404);
    QCOMPARE(postWithKey(m_world.door(Door::Http), path, body, "late").status, 201);
    const auto now = postWithKey(m_world.door(Door::Http), verify, {}, "early");
    QCOMPARE(now.status, 200);
    QVERIFY(!now.raw.isRepeated);
}

void TestApiConditions::keysSurviveARestartAndEndAfterADay()
{
    const QJsonObject body = tokenNamed(u"over a restart"_s);
    const auto made = postWithKey(m_world.door(Door::Socket), tokensPath, body, "restart");
    QCOMPARE(made.status, 201);
    m_world.stop();
    QVERIFY(m_world.start());
    const auto again = postWithKey(m_world.door(Door::Socket), tokensPath, body, "restart");
    QVERIFY(again.raw.isRepeated);
    QCOMPARE(again.raw.body, made.raw.body);
    QCOMPARE(m_world.post({u"sandbox"_s, u"clock"_s}, {{u"advance"_s, u"24h"_s}}).status, 200);
    QCOMPARE(m_world.post({u"sandbox"_s, u"clock"_s}, {{u"advance"_s, u"1s"_s}}).status, 200);
    QCOMPARE(postWithKey(m_world.door(Door::Socket), tokensPath, body, "restart").code(), u"token.duplicate"_s);
}

// Two at a time: the second comes while the first is under way.
void TestApiConditions::slowCallsAreDoneOnce()
{
    QVERIFY(m_world.activate(u"slow.example.com"_s));
    ApiRequest request =
        ApiWorld::request(Method::Post, m_world.domainPath(u"slow.example.com"_s) + QStringList{u"verify"_s});
    request.idempotencyKey = "slow";
    std::vector<ApiResponse> answers;
    for (int i = 0; i < 2; ++i) {
        m_world.door(Door::Local).send(request, [&](const Result<ApiResponse> &answer) { answers.push_back(*answer); });
    }
    QTRY_COMPARE(answers.size(), 2U);
    // The one that was refused was answered first.
    QCOMPARE(answers.front().status, 409);
    QVERIFY2(answers.front().body.contains("idempotency.in_progress"), answers.front().body.constData());
    QCOMPARE(answers.back().status, 200);
    const auto later = ApiWorld::send(m_world.door(Door::Local), request);
    QVERIFY(later.raw.isRepeated);
    QCOMPARE(later.raw.body, answers.back().body);
}

void TestApiConditions::badKeysAreRefused_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::newRow("too long") << QByteArray(256, 'k');
    QTest::newRow("with a blank") << QByteArray("two words");
    QTest::newRow("not ASCII") << QByteArray("schl\xc3\xbcssel");
}

void TestApiConditions::badKeysAreRefused()
{
    QFETCH(const QByteArray, key);
    const auto refused = postWithKey(m_world.door(Door::Local), tokensPath, tokenNamed(u"bad key"_s), key);
    QCOMPARE(refused.status, 400);
    QCOMPARE(refused.code(), u"idempotency.bad_key"_s);
    QVERIFY(!m_world.get(tokensPath).raw.body.contains("bad key"));
}

void TestApiConditions::everyAnswerHasAnId()
{
    QSet<QByteArray> ids;
    for (const Door door : allDoors) {
        const auto good = ApiWorld::send(m_world.door(door), ApiWorld::request(Method::Get, {u"server"_s}));
        const auto refused = ApiWorld::send(m_world.door(door), ApiWorld::request(Method::Get, {u"nowhere"_s}));
        QCOMPARE(refused.status, 404);
        QCOMPARE(refused.body.value(u"request_id"_s).toString().toLatin1(), refused.raw.requestId);
        ids << good.raw.requestId << refused.raw.requestId;
    }
    // Refused by its head, and for another reason than any handler's.
    RawClient client(m_world.apiPort);
    const auto stranger = client.get("localhost", "/api/v1/server");
    QCOMPARE(stranger.status, 401);
    QVERIFY(stranger.body.contains(stranger.field("x-request-id")));
    ids << stranger.field("x-request-id");
    QCOMPARE(ids.size(), 7);
    QVERIFY(!ids.contains(QByteArray()));
}

void TestApiConditions::oneTokenWaitsOnFewConnections()
{
    const QString token = m_world.token({u"read"_s});
    const auto start = m_world.get({u"changes"_s});
    const QByteArray path = "/api/v1/changes?wait=60s&epoch=" + start.data("epoch").toString().toLatin1() +
                            "&since=" + QByteArray::number(start.data("next").toInteger());
    const QByteArray request =
        "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token.toLatin1() + "\r\n\r\n";
    std::vector<std::unique_ptr<RawClient>> waiting;
    for (int i = 0; i < 16; ++i) {
        waiting.push_back(std::make_unique<RawClient>(m_world.apiPort));
        waiting.back()->send(request);
    }
    RawClient refused(m_world.apiPort);
    // Which of them is the seventeenth only the engine knows.
    RawClient::Reply reply;
    refused.send(request);
    const auto anyRefused = [&]() -> bool {
        reply = refused.readReply(false, 50);
        for (std::size_t i = 0; reply.status == 0 && i < waiting.size(); ++i)
            reply = waiting[i]->readReply(false, 10);
        return reply.status != 0;
    };
    QVERIFY(QTest::qWaitFor(anyRefused, patienceMs));
    QCOMPARE(reply.status, 429);
    QVERIFY2(reply.body.contains("request.too_many_polls"), reply.body.constData());
    QCOMPARE(reply.field("ratelimit-limit"), QByteArray("16"));
    QCOMPARE(reply.field("ratelimit-remaining"), QByteArray("0"));
    QCOMPARE(reply.field("ratelimit-reset"), reply.field("retry-after"));
    // Others wait as before, and the places come back.
    QCOMPARE(m_world.get({u"changes"_s}).status, 200);
    QCOMPARE(m_world.add(u"news.example.com"_s).status, 201);
    RawClient later(m_world.apiPort);
    const QByteArray old = QByteArray(request).replace("wait=60s", "wait=1s");
    later.send(old);
    QCOMPARE(later.readReply().status, 200);
}

void TestApiConditions::rotatedTokensOverlap()
{
    const auto made = m_world.post(tokensPath, tokenNamed(u"rotated"_s));
    const QStringList rotate{u"tokens"_s, QString::number(made.data("id").toInt()), u"rotate"_s};
    const auto ask = [&](const QString &token) {
        return ApiWorld::send(*m_world.httpDoor(token), ApiWorld::request(Method::Get, {u"server"_s})).status;
    };
    const QString first = made.data("token").toString();
    const auto rotated = m_world.post(rotate, {{u"overlap"_s, u"1h"_s}});
    QCOMPARE(rotated.status, 200);
    const QString second = rotated.data("token").toString();
    QVERIFY(second.startsWith(u"utk_"_s) && second != first);
    QCOMPARE(rotated.data("id"), made.data("id"));
    QVERIFY(rotated.data("former_until").isString());
    QCOMPARE(ask(first), 200);
    QCOMPARE(ask(second), 200);
    QCOMPARE(m_world.post({u"sandbox"_s, u"clock"_s}, {{u"advance"_s, u"1h"_s}}).status, 200);
    QCOMPARE(ask(first), 401);
    QCOMPARE(ask(second), 200);
    // At once, and only the last two texts count.
    const QString third = m_world.post(rotate, {{u"overlap"_s, u"0s"_s}}).data("token").toString();
    QCOMPARE(ask(second), 401);
    QCOMPARE(ask(third), 200);
    QVERIFY(m_world.post(rotate, {}).data("former_until").isString());
    QCOMPARE(ask(third), 200);

    const auto tooLong = m_world.post(rotate, {{u"overlap"_s, u"31d"_s}});
    QCOMPARE(tooLong.status, 422);
    QCOMPARE(tooLong.code(), u"token.overlap_too_long"_s);
    QCOMPARE(tooLong.errors().keys(), QStringList{u"overlap"_s});
    QCOMPARE(m_world.post(rotate, {{u"overlap"_s, u"soon"_s}}).status, 422);
    QCOMPARE(m_world.post({u"tokens"_s, u"999999"_s, u"rotate"_s}, {}).status, 404);
}

void TestApiConditions::auditTellsWhatItWasAndFromWhere()
{
    const auto transport = m_world.httpDoor(m_world.token({u"admin"_s}));
    const auto latest = [&] { return m_world.get({u"audit"_s}).data().toArray().first().toObject(); };
    QCOMPARE(m_world.set(u"monitor.interval"_s, u"24h"_s).status, 200);
    QCOMPARE(m_world.set(u"smtp.password"_s, u"s3cret"_s).status, 200);
    const auto changed =
        ApiWorld::send(*transport, jsonRequest(Method::Patch, apiPath({u"settings"_s}),
                                               {{u"monitor.interval"_s, u"12h"_s}, {u"smtp.password"_s, u"0ther"_s}}));
    QCOMPARE(changed.status, 200);
    QJsonObject entry = latest();
    QCOMPARE(entry.value(u"peer"_s).toString(), u"127.0.0.1"_s);
    QCOMPARE(entry.value(u"before"_s).toObject(), (QJsonObject{{u"monitor.interval"_s, u"24h"_s}}));
    QCOMPARE(entry.value(u"after"_s).toObject(), (QJsonObject{{u"monitor.interval"_s, u"12h"_s}}));
    QVERIFY(entry.value(u"subject"_s).toString().contains(u"smtp.password"_s)); // that, but not what

    QCOMPARE(m_world.add(u"audited.example.com"_s, true).status, 201);
    entry = latest();
    QVERIFY(entry.value(u"peer"_s).isNull()); // by no network
    QVERIFY(entry.value(u"before"_s).toObject().isEmpty());
    const QJsonObject added = entry.value(u"after"_s).toObject();
    QVERIFY(added.value(u"target"_s).toString().startsWith(u"v-"_s));
    QCOMPARE(added.value(u"default_on_verify"_s), QJsonValue(true));
    QCOMPARE(m_world.call(Method::Delete, m_world.domainPath(u"audited.example.com"_s)).status, 204);
    entry = latest();
    QCOMPARE(entry.value(u"before"_s).toObject(), added);
    QVERIFY(entry.value(u"after"_s).toObject().isEmpty());
}

void TestApiConditions::jsonMayBeOneMebibyte()
{
    const auto sized = [&](qsizetype bytes) {
        ApiRequest request = ApiWorld::request(Method::Post, tokensPath);
        request.contentType = "application/json";
        request.body = "{\"name\": \"" + QByteArray(bytes - 12, 'n') + "\"}";
        return ApiWorld::send(m_world.door(Door::Http), request);
    };
    QCOMPARE(sized(1 << 20).status, 422); // read, and found too long a name
    QCOMPARE(sized((1 << 20) + 1).status, 413);
}

UNMTA_TEST(TestApiConditions)

} // namespace unmta::tst_api_conditions

#include "tst_api_conditions.moc"
