// Who may do what: tokens, scopes, clusters, wrong tokens, secrets, and the listener beyond this computer.
#include "contract/ApiClient.h"
#include "contract/LocalSocketTransport.h"
#include "contract/json/JsonCodec.h"
#include "http/RawClient.h"
#include "support/ApiWorld.h"
#include "support/TestMain.h"
#include "support/system/Host.h"

#include <QFile>
#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <openssl/x509v3.h>

namespace unmta::tst_api_access {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

const QString activeName = u"track.example.com"_s;

QByteArray pathIn(const QString &cluster, const Route &route)
{
    const QHash<QString, QString> values{{u"{cluster}"_s, cluster},
                                         {u"{name}"_s, u"none.example.com"_s},
                                         {u"{platform}"_s, u"apple"_s},
                                         {u"{id}"_s, u"999999"_s}};
    QStringList path;
    for (const QString &segment : patternSegments(route)) {
        if (values.contains(segment))
            path << values.value(segment);
    }
    return pathOf(route, path).toLatin1();
}

// With a body that no handler likes: whoever gets past the door meets 4xx for another reason, and nothing is changed.
RawClient::Reply ask(RawClient &client, const Route &route, const QString &cluster, const QByteArray &authorization)
{
    const QByteArray field = authorization.isEmpty() ? QByteArray() : "Authorization: " + authorization + "\r\n";
    return client.get("localhost", pathIn(cluster, route), methodName(route.method), field + "Content-Length: 0\r\n");
}

bool allows(const QString &tokenScope, Scope wanted)
{
    if (wanted == Scope::None || tokenScope == u"admin"_s)
        return true;
    return (tokenScope == u"read"_s && (wanted == Scope::Read || wanted == Scope::Events)) ||
           (tokenScope == u"events"_s && wanted == Scope::Events) ||
           (tokenScope == u"rewrite"_s && wanted == Scope::Rewrite);
}

QJsonObject bodyOf(const RawClient::Reply &reply)
{
    return QJsonDocument::fromJson(reply.body).object();
}

} // namespace

class TestApiAccess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void withoutTokenNothing();
    void spellingsOfTheHeader_data();
    void spellingsOfTheHeader();
    void scopes_data();
    void scopes();
    void aTokenOfOneClusterSeesNoOther();
    void revokedTokensEndAtOnce();
    void expiredTokensAreRefused();
    void anExpiryLiesAhead_data();
    void anExpiryLiesAhead();
    void tokensAreShownOnce();
    void wrongTokensAreSlowedDownButNotTheRightOne();
    void secretsAreMasked();
    void localDoorsNeedNoToken();
    void auditNamesWhoDidIt();
    void beyondThisComputerOnlyHttps();
    void aSandboxAndARealEngineShareNoStore();

private:
    void everyOperationRefuses(const QByteArray &token);

    ApiWorld m_world;
};

void TestApiAccess::initTestCase()
{
    QVERIFY2(m_world.start(), qPrintable(m_world.failure.code));
    QVERIFY(m_world.activate(activeName));
}

void TestApiAccess::withoutTokenNothing()
{
    RawClient client(m_world.apiPort);
    for (const Route *route : operations()) {
        const auto reply = ask(client, *route, m_world.cluster, {});
        if (route->scope == Scope::None) {
            QCOMPARE(reply.status, 200);
            continue;
        }
        QVERIFY2(reply.status == 401, route->name);
        QCOMPARE(bodyOf(reply).value(u"message"_s).toString(), u"Unauthenticated."_s);
        QCOMPARE(bodyOf(reply).value(u"code"_s).toString(), u"auth.unauthenticated"_s);
        QCOMPARE(reply.field("www-authenticate"), QByteArray("Bearer"));
    }
    // Nor does anybody learn which paths exist.
    QCOMPARE(client.get("localhost", "/api/v1/nowhere").status, 401);
    QCOMPARE(client.get("localhost", "/api/v1/server", "DELETE").status, 401);
}

void TestApiAccess::spellingsOfTheHeader_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<int>("status");
    QTest::newRow("as documented") << QByteArray("Bearer ") << QByteArray() << 200;
    QTest::newRow("the scheme in lower case") << QByteArray("bearer ") << QByteArray() << 200;
    QTest::newRow("Basic") << QByteArray("Basic ") << QByteArray() << 401;
    QTest::newRow("no scheme") << QByteArray() << QByteArray() << 401;
    QTest::newRow("one digit more") << QByteArray("Bearer ") << QByteArray("0") << 401;
    QTest::newRow("with SQL") << QByteArray("Bearer ") << QByteArray("' OR '1'='1") << 401;
}

void TestApiAccess::spellingsOfTheHeader()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    QFETCH(const int, status);
    const QByteArray token = m_world.token({u"read"_s}).toLatin1();
    RawClient client(m_world.apiPort);
    const auto reply =
        client.get("localhost", "/api/v1/server", "GET", "Authorization: " + before + token + after + "\r\n");
    QCOMPARE(reply.status, status);
}

void TestApiAccess::scopes_data()
{
    QTest::addColumn<QString>("scope");
    for (const char *scope : {"admin", "read", "rewrite", "events"})
        QTest::newRow(scope) << QString::fromLatin1(scope);
}

void TestApiAccess::scopes()
{
    QFETCH(const QString, scope);
    const QByteArray bearer = "Bearer " + m_world.token({scope}).toLatin1();
    RawClient client(m_world.apiPort);
    for (const Route *route : operations()) {
        const auto reply = ask(client, *route, m_world.cluster, bearer);
        const bool forbidden = bodyOf(reply).value(u"code"_s) == u"auth.forbidden"_s;
        QVERIFY2(forbidden != allows(scope, route->scope),
                 (QByteArray(route->name) + ' ' + QByteArray::number(reply.status)).constData());
        if (forbidden) {
            QCOMPARE(reply.status, 403);
            QVERIFY(bodyOf(reply).value(u"message"_s).toString().contains(u"scope"_s));
        }
    }
}

void TestApiAccess::aTokenOfOneClusterSeesNoOther()
{
    const QString other = m_world.post({u"clusters"_s}, {{u"name"_s, u"other"_s}}).data("id").toString();
    const auto transport = m_world.httpDoor(m_world.token({u"admin"_s}, other));

    const auto clusters = ApiWorld::send(*transport, ApiWorld::request(Method::Get, {u"clusters"_s}));
    QCOMPARE(clusters.data().toArray().size(), 1);
    QCOMPARE(clusters.data().toArray().first().toObject().value(u"id"_s).toString(), other);

    RawClient client(m_world.apiPort);
    const QByteArray bearer = "Bearer " + m_world.token({u"admin"_s}, other).toLatin1();
    for (const Route *route : operations()) {
        const QByteArray pattern(route->pattern);
        if (pattern.contains("{cluster}")) {
            const auto foreign = ask(client, *route, m_world.cluster, bearer);
            QVERIFY2(foreign.status == 404, route->name);
            QCOMPARE(bodyOf(foreign).value(u"message"_s).toString(), u"Not Found"_s);
        } else if (route->scope == Scope::Admin) {
            QVERIFY2(ask(client, *route, other, bearer).status == 403, route->name);
        }
    }
    QCOMPARE(ApiWorld::send(*transport, ApiWorld::request(Method::Get, {u"settings"_s})).status, 403);
    QCOMPARE(ApiWorld::send(*transport, ApiWorld::request(Method::Get, {u"server"_s})).status, 200);

    // Its change feed tells of its own cluster only.
    const auto start = ApiWorld::send(*transport, ApiWorld::request(Method::Get, {u"changes"_s}));
    QCOMPARE(m_world.add(u"mine.example.com"_s).status, 201);
    const QString mine = std::exchange(m_world.cluster, other);
    QCOMPARE(m_world.add(u"theirs.example.com"_s).status, 201);
    m_world.cluster = mine;
    const QUrlQuery since{{u"epoch"_s, start.data("epoch").toString()},
                          {u"since"_s, QString::number(start.data("next").toInteger())}};
    const auto page = ApiWorld::send(*transport, ApiWorld::request(Method::Get, {u"changes"_s}, since));
    const QJsonArray changes = page.data("changes").toArray();
    QVERIFY(!changes.isEmpty());
    for (const QJsonValue &change : changes)
        QCOMPARE(change.toObject().value(u"cluster_id"_s).toString(), other);
}

void TestApiAccess::revokedTokensEndAtOnce()
{
    const auto made = m_world.post({u"tokens"_s}, {{u"name"_s, u"short"_s}, {u"scopes"_s, QJsonArray{u"read"_s}}});
    const auto transport = m_world.httpDoor(made.data("token").toString());
    const auto ask = [&] { return ApiWorld::send(*transport, ApiWorld::request(Method::Get, {u"server"_s})).status; };
    QCOMPARE(ask(), 200);
    const QString id = QString::number(made.data("id").toInt());
    QCOMPARE(m_world.call(Method::Delete, {u"tokens"_s, id}).status, 204);
    QCOMPARE(ask(), 401);
    everyOperationRefuses(made.data("token").toString().toLatin1());
    QCOMPARE(m_world.call(Method::Delete, {u"tokens"_s, id}).status, 404);
}

void TestApiAccess::expiredTokensAreRefused()
{
    const auto time = [&] { return *fromIso8601(m_world.get({u"server"_s}).data("time").toString()); };
    const QString expiry = toIso8601(time() + std::chrono::hours(1));
    const auto made =
        m_world.post({u"tokens"_s},
                     {{u"name"_s, u"for an hour"_s}, {u"scopes"_s, QJsonArray{u"read"_s}}, {u"expires_at"_s, expiry}});
    QCOMPARE(made.status, 201);
    QCOMPARE(made.data("expires_at").toString(), expiry);
    const QByteArray bearer = "Authorization: Bearer " + made.data("token").toString().toLatin1() + "\r\n";
    RawClient client(m_world.apiPort);
    QCOMPARE(client.get("localhost", "/api/v1/server", "GET", bearer).status, 200);
    QJsonObject listed;
    for (const QJsonValue &token : m_world.get({u"tokens"_s}).data().toArray()) {
        if (token[u"id"_s] == made.data("id"))
            listed = token.toObject();
    }
    QCOMPARE(listed.value(u"expires_at"_s).toString(), expiry);
    QVERIFY(!listed.value(u"last_used_at"_s).isNull());

    QCOMPARE(m_world.post({u"sandbox"_s, u"clock"_s}, {{u"advance"_s, u"1h"_s}}).status, 200);
    // An hour ends a connection that was idle, so it asks by a new one.
    const auto refused = RawClient(m_world.apiPort).get("localhost", "/api/v1/server", "GET", bearer);
    QCOMPARE(refused.status, 401);
    QCOMPARE(bodyOf(refused).value(u"code"_s).toString(), u"auth.unauthenticated"_s);
    everyOperationRefuses(made.data("token").toString().toLatin1());
}

// From an address each time, since wrong tokens are slowed down by address.
void TestApiAccess::everyOperationRefuses(const QByteArray &token)
{
    for (std::size_t i = 0; i < operations().size(); ++i) {
        const Route &route = *operations()[i];
        if (route.scope == Scope::None)
            continue;
        RawClient client(m_world.apiPort, "127.0.0.1", "127.0.1." + QByteArray::number(static_cast<int>(i / 10) + 1));
        const auto reply = ask(client, route, m_world.cluster, "Bearer " + token);
        QVERIFY2(reply.status == 401, route.name);
    }
}

void TestApiAccess::anExpiryLiesAhead_data()
{
    QTest::addColumn<QJsonValue>("expiresAt");
    QTest::addColumn<QString>("code"); // empty: accepted
    const auto row = [](const char *what, const QJsonValue &value, const char *code) {
        QTest::newRow(what) << value << QString::fromLatin1(code);
    };
    row("ahead", u"2999-01-01T00:00:00Z"_s, "");
    row("null: never", QJsonValue(QJsonValue::Null), "");
    row("in the past", u"2020-01-01T00:00:00Z"_s, "token.expires_in_past");
    row("a date only", u"2999-01-01"_s, "json.wrong_type");
    row("a number", 1'790'000'000, "json.wrong_type");
    row("a duration", u"90d"_s, "json.wrong_type");
}

void TestApiAccess::anExpiryLiesAhead()
{
    QFETCH(const QJsonValue, expiresAt);
    QFETCH(const QString, code);
    const auto made = m_world.post({u"tokens"_s}, {{u"name"_s, QString::fromUtf8(QTest::currentDataTag())},
                                                   {u"scopes"_s, QJsonArray{u"read"_s}},
                                                   {u"expires_at"_s, expiresAt}});
    if (code.isEmpty()) {
        QCOMPARE(made.status, 201);
        QCOMPARE(made.data("expires_at"), expiresAt);
        return;
    }
    QCOMPARE(made.status, 422);
    QCOMPARE(made.code(), code);
    QCOMPARE(made.errors().keys(), QStringList{u"expires_at"_s});
}

void TestApiAccess::tokensAreShownOnce()
{
    const auto made = m_world.post({u"tokens"_s}, {{u"name"_s, u"once"_s}, {u"scopes"_s, QJsonArray{u"read"_s}}});
    const QString text = made.data("token").toString();
    QVERIFY(text.startsWith(u"utk_"_s) && text.size() == 68);
    const auto listed = m_world.get({u"tokens"_s});
    QVERIFY(!listed.raw.body.contains(text.toLatin1()));
    QVERIFY(!listed.raw.body.contains("\"token\""));
    // Nor is it in any file of the store.
    const QFileInfoList files = QDir(m_world.dataDir()).entryInfoList(QDir::Files);
    QVERIFY(files.size() >= 3);
    for (const QFileInfo &info : files) {
        QFile file(info.filePath());
        if (file.open(QIODevice::ReadOnly))
            QVERIFY2(!file.readAll().contains(text.toLatin1()), qPrintable(info.fileName()));
    }
}

void TestApiAccess::wrongTokensAreSlowedDownButNotTheRightOne()
{
    // Another address of this computer than the other tests use.
    RawClient attacker(m_world.apiPort, "127.0.0.1", "127.0.0.77");
    QVERIFY(attacker.connected());
    RawClient::Reply reply;
    int refused = 0;
    for (int i = 0; i < 100; ++i) {
        const QByteArray wrong = "utk_" + QByteArray(60, '0') + QByteArray::number(1000 + i);
        reply = attacker.get("localhost", "/api/v1/server", "GET", "Authorization: Bearer " + wrong + "\r\n");
        QVERIFY(reply.status == 401 || reply.status == 429);
        refused += reply.status == 429 ? 1 : 0;
    }
    QVERIFY2(refused >= 50, qPrintable(QString::number(refused)));
    QCOMPARE(bodyOf(reply).value(u"code"_s).toString(), u"request.too_many"_s);
    const int retryAfter = reply.field("retry-after").toInt();
    QVERIFY(retryAfter >= 1 && retryAfter <= 60);
    QVERIFY(bodyOf(reply).value(u"message"_s).toString().contains(QString::number(retryAfter)));

    const QByteArray right = m_world.token({u"read"_s}).toLatin1();
    QCOMPARE(attacker.get("localhost", "/api/v1/server", "GET", "Authorization: Bearer " + right + "\r\n").status, 200);
}

void TestApiAccess::secretsAreMasked()
{
    const QByteArray secret = "s3cret-hunter2";
    for (const QString &name : {u"smtp.password"_s, u"acme.eab_key"_s}) {
        const auto changed = m_world.set(name, QString::fromLatin1(secret));
        QCOMPARE(changed.status, 200);
        QVERIFY(!changed.raw.body.contains(secret));
        QCOMPARE(changed.data().toObject().value(name).toString(), u"********"_s);
        // Writing back what was shown leaves it as it is.
        QCOMPARE(m_world.set(name, u"********"_s).status, 200);
        QCOMPARE(m_world.get({u"settings"_s}).data().toObject().value(name).toString(), u"********"_s);
    }
    QVERIFY(!m_world.get({u"audit"_s}).raw.body.contains(secret));
    for (const char *file : {"engine.db", "engine.db-wal"}) {
        QFile stored(m_world.dataDir() + u'/' + QLatin1StringView(file));
        if (stored.open(QIODevice::ReadOnly))
            QVERIFY(!stored.readAll().contains(secret));
    }
    for (const QString &name : {u"smtp.password"_s, u"acme.eab_key"_s}) {
        QCOMPARE(m_world.set(name, {}).status, 200);
        QCOMPARE(m_world.get({u"settings"_s}).data().toObject().value(name).toString(), QString());
    }
    // A refused secret is not repeated either.
    const auto refused = m_world.set(u"smtp.password"_s, u"s3cret\nhunter2"_s);
    QCOMPARE(refused.status, 422);
    QVERIFY(!refused.raw.body.contains("s3cret"));
}

void TestApiAccess::localDoorsNeedNoToken()
{
    for (const Door door : {Door::Local, Door::Socket})
        QCOMPARE(ApiWorld::send(m_world.door(door), ApiWorld::request(Method::Get, {u"tokens"_s})).status, 200);
    if (isUnix()) // elsewhere it is no file
        QVERIFY(!isOpenToOthers(m_world.dataDir() + u"/api.sock"_s));
}

void TestApiAccess::auditNamesWhoDidIt()
{
    const auto made = m_world.post({u"tokens"_s}, {{u"name"_s, u"robot"_s}, {u"scopes"_s, QJsonArray{u"admin"_s}}});
    const auto transport = m_world.httpDoor(made.data("token").toString());
    const auto actorAfter = [&](Transport &door) {
        const auto renamed = ApiWorld::send(
            door, jsonRequest(Method::Patch, apiPath({u"settings"_s}), {{u"notify.to"_s, u"ops@example.com"_s}}));
        const QJsonObject latest =
            renamed.status == 200 ? m_world.get({u"audit"_s}).data().toArray().first().toObject() : QJsonObject();
        return latest.value(u"actor"_s).toString();
    };
    QCOMPARE(actorAfter(*transport), u"token:robot"_s);
    QCOMPARE(actorAfter(m_world.door(Door::Socket)), u"local"_s);
    QCOMPARE(actorAfter(m_world.door(Door::Local)), u"console"_s);
}

// "::" stands for every address; that a client from this computer itself can reach it makes it testable here.
void TestApiAccess::beyondThisComputerOnlyHttps()
{
    ApiWorld world;
    EngineConfig config; // a sandbox may not listen there
    config.http = config.https = {{u"127.0.0.1"_s, 0}};
    config.api = {u"0.0.0.0"_s, 0};
    QVERIFY(world.start(config));
    RawClient plain(world.apiPort);
    plain.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    QCOMPARE(plain.readReply(false, 2000).status, 0);

    RawClient secure(world.apiPort);
    QVERIFY(secure.startTls("anything.example"));
    QCOMPARE(secure.get("localhost", "/healthz").status, 200);
    const auto root = world.get({u"server"_s}).data("internal_root").toString();
    QFile exported(world.dataDir() + u"/internal-root.pem"_s);
    QVERIFY(exported.open(QIODevice::ReadOnly));
    QCOMPARE(exported.readAll(), root.toLatin1());
    // A client that knows this root and asks by the computer's own name trusts what it meets.
    X509_STORE *store = X509_STORE_new();
    const QByteArray rootPem = root.toLatin1();
    BIO *pem = BIO_new_mem_buf(rootPem.constData(), static_cast<int>(rootPem.size()));
    X509 *rootCertificate = PEM_read_bio_X509(pem, nullptr, nullptr, nullptr);
    QVERIFY(rootCertificate);
    X509_STORE_add_cert(store, rootCertificate);
    X509 *leaf = SSL_get1_peer_certificate(secure.ssl());
    X509_STORE_CTX *check = X509_STORE_CTX_new();
    X509_STORE_CTX_init(check, store, leaf, SSL_get_peer_cert_chain(secure.ssl()));
    QCOMPARE(X509_verify_cert(check), 1);
    QCOMPARE(X509_check_host(leaf, QSysInfo::machineHostName().toLower().toLatin1().constData(), 0, 0, nullptr), 1);
    X509_STORE_CTX_free(check);
    X509_free(leaf);
    X509_free(rootCertificate);
    BIO_free(pem);
    X509_STORE_free(store);

    // So does one that asks by the names that every computer has; one that asks by another learns which there are.
    const auto ask = [&](const QString &host) {
        const QUrl url(u"https://%1:%2"_s.arg(host).arg(world.apiPort));
        const auto transport = HttpTransport::create({url, {}, exported.fileName()}).value();
        std::optional<Result<ApiResponse>> outcome;
        transport->send(ApiWorld::request(Method::Get, {u"server"_s}),
                        [&](auto answer) { outcome = std::move(answer); });
        return QTest::qWaitFor([&] { return outcome.has_value(); }, patienceMs) ? *outcome : Error(u"test.no_answer"_s);
    };
    for (const QString &host : {u"127.0.0.1"_s, u"localhost"_s}) {
        const auto answer = ask(host);
        QVERIFY2(answer, answer ? "" : qPrintable(describe(answer.error())));
        QCOMPARE(answer->status, 401); // it brought no token
    }
    const auto refused = ask(u"127.0.0.77"_s);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, u"transport.tls_name"_s);
    QCOMPARE(refused.error().context.value(u"host"_s), u"127.0.0.77"_s);
    QVERIFY2(refused.error().context.value(u"names"_s).contains(u"localhost"_s), qPrintable(describe(refused.error())));
}

void TestApiAccess::aSandboxAndARealEngineShareNoStore()
{
    const auto startOn = [](ApiWorld &world, bool sandbox) {
        world.stop();
        world.failure = {};
        EngineConfig config = ApiWorld::sandboxConfig();
        config.sandbox = sandbox;
        config.http = config.https = {{u"127.0.0.1"_s, 0}};
        return world.start(config) ? QString() : world.failure.code;
    };
    ApiWorld real;
    QCOMPARE(startOn(real, false), QString());
    const QString node = real.get({u"server"_s}).data("node").toString();
    const auto issuer = [&] { return real.get({u"settings"_s}).data("certificates.issuer").toString(); };
    const QString before = issuer();
    QCOMPARE(startOn(real, true), u"store.not_sandbox"_s);
    QCOMPARE(startOn(real, false), QString());
    QCOMPARE(issuer(), before);
    // The installation keeps its name as well.
    QVERIFY(!node.isEmpty());
    QCOMPARE(real.get({u"server"_s}).data("node").toString(), node);

    ApiWorld sandbox;
    QCOMPARE(startOn(sandbox, true), QString());
    QCOMPARE(startOn(sandbox, false), u"store.is_sandbox"_s);
    QCOMPARE(startOn(sandbox, true), QString());
    QVERIFY(sandbox.get({u"server"_s}).data("node").toString() != node);
}

UNMTA_TEST(TestApiAccess)

} // namespace unmta::tst_api_access

#include "tst_api_access.moc"
