// Whom a console elsewhere trusts: the certificate of the engine that it has met first, and nobody else from then on.
#include "contract/Fingerprint.h"
#include "support/ApiWorld.h"
#include "support/TestMain.h"

#include <QFile>
#include <QTest>

namespace unmta::tst_api_trust {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

// A listener for every address speaks TLS only; this computer itself can reach it.
EngineConfig beyondThisComputer()
{
    EngineConfig config;
    config.http = config.https = {{u"127.0.0.1"_s, 0}};
    config.api = {u"0.0.0.0"_s, 0};
    return config;
}

// One question by a transport of its own.
Result<ApiResponse> ask(const ApiWorld &world, const QByteArray &token, const QByteArray &pin,
                        const QString &host = u"127.0.0.1"_s)
{
    const QUrl url(u"https://%1:%2"_s.arg(host).arg(world.apiPort));
    const auto transport = HttpTransport::create({url, QString::fromLatin1(token), {}, pin});
    if (!transport)
        return transport.error();
    return ApiWorld::await<ApiResponse>([&](const Transport::Callback &done) {
        (*transport)->send(ApiWorld::request(Method::Get, {u"server"_s}), done);
    });
}

} // namespace

class TestApiTrust : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theFirstContactShowsTheAuthority();
    void thePinnedAuthorityIsEnough();
    void thePinOutlivesARestart();
    void anotherEngineIsRefused();
    void theNameStillCounts();
    void aPinIsACertificate();
    void eachTokenLearnsWhatItMay_data();
    void eachTokenLearnsWhatItMay();

private:
    QByteArray root() { return m_world.get({u"server"_s}).data("internal_root").toString().toLatin1(); }

    ApiWorld m_world;
    QByteArray m_token;
};

void TestApiTrust::initTestCase()
{
    QVERIFY2(m_world.start(beyondThisComputer()), qPrintable(m_world.failure.code));
    m_token = m_world.token({u"read"_s}).toLatin1();
}

void TestApiTrust::theFirstContactShowsTheAuthority()
{
    const auto met = ask(m_world, m_token, {});
    QVERIFY(!met);
    QCOMPARE(met.error().code, u"transport.tls"_s);
    const auto &context = met.error().context;
    // The same that its administrator reads on its own computer.
    QFile exported(m_world.dataDir() + u"/internal-root.pem"_s);
    QVERIFY(exported.open(QIODevice::ReadOnly));
    QCOMPARE(context.value(u"fingerprint"_s), certificateFingerprint(exported.readAll()));
    QCOMPARE(context.value(u"fingerprint"_s).size(), 32 * 3 - 1);
    QCOMPARE(certificateFingerprint(context.value(u"certificate"_s).toLatin1()), context.value(u"fingerprint"_s));
    QVERIFY(!context.value(u"subject"_s).isEmpty());
}

void TestApiTrust::thePinnedAuthorityIsEnough()
{
    const auto answer = ask(m_world, m_token, root());
    QVERIFY2(answer.ok(), answer.ok() ? "" : qPrintable(describe(answer.error())));
    QCOMPARE(answer->status, 200);
}

// Each start makes a new certificate, by the same authority.
void TestApiTrust::thePinOutlivesARestart()
{
    const QByteArray pin = root();
    m_world.stop();
    QVERIFY2(m_world.start(beyondThisComputer()), qPrintable(m_world.failure.code));
    const auto answer = ask(m_world, m_token, pin);
    QVERIFY2(answer.ok(), answer.ok() ? "" : qPrintable(describe(answer.error())));
}

void TestApiTrust::anotherEngineIsRefused()
{
    ApiWorld other;
    QVERIFY2(other.start(beyondThisComputer()), qPrintable(other.failure.code));
    // A token that it would take, so nothing but the certificate is in the way.
    const QByteArray token = other.token({u"read"_s}).toLatin1();
    const QByteArray foreign = other.get({u"server"_s}).data("internal_root").toString().toLatin1();
    const auto met = ask(other, token, root());
    QVERIFY(!met);
    QCOMPARE(met.error().code, u"transport.tls_changed"_s);
    QCOMPARE(met.error().context.value(u"fingerprint"_s), certificateFingerprint(foreign));
    QCOMPARE(met.error().context.value(u"expected"_s), certificateFingerprint(root()));
    for (const QJsonValue &each : other.get({u"tokens"_s}).data().toArray())
        QVERIFY2(each[u"last_used_at"_s].isNull(), "the token was sent");
    // Accepted on purpose, it is the one from then on.
    QVERIFY(ask(other, token, foreign).ok());
}

void TestApiTrust::theNameStillCounts()
{
    const auto met = ask(m_world, m_token, root(), u"127.0.0.9"_s);
    QVERIFY(!met);
    QCOMPARE(met.error().code, u"transport.tls_name"_s);
    QVERIFY(met.error().context.value(u"names"_s).contains(u"localhost"));
}

void TestApiTrust::aPinIsACertificate()
{
    const auto transport = HttpTransport::create({QUrl(u"https://127.0.0.1:1"_s), {}, {}, "no certificate"});
    QVERIFY(!transport);
    QCOMPARE(transport.error().code, u"transport.ca_file"_s);
    QCOMPARE(certificateFingerprint("no certificate"), QString());
}

void TestApiTrust::eachTokenLearnsWhatItMay_data()
{
    QTest::addColumn<QStringList>("scopes");
    QTest::addColumn<bool>("ofCluster");
    QTest::newRow("read") << QStringList{u"read"_s} << false;
    QTest::newRow("two scopes") << QStringList{u"read"_s, u"rewrite"_s} << false;
    QTest::newRow("everything of one cluster") << QStringList{u"admin"_s} << true;
}

void TestApiTrust::eachTokenLearnsWhatItMay()
{
    QFETCH(const QStringList, scopes);
    QFETCH(const bool, ofCluster);
    ApiWorld world;
    QVERIFY(world.start());
    const auto cluster = ofCluster ? std::optional(world.cluster) : std::nullopt;
    const auto transport = world.httpDoor(world.token(scopes, cluster));
    const QJsonObject access =
        ApiWorld::send(*transport, ApiWorld::request(Method::Get, {u"server"_s})).data("access").toObject();
    QCOMPARE(access.value(u"scopes"_s).toVariant().toStringList(), scopes);
    QVERIFY(!access.value(u"token"_s).toString().isEmpty());
    QCOMPARE(access.value(u"cluster_id"_s).toString(), cluster.value_or(QString()));
    // Who comes by the local doors needs none and may do everything.
    const QJsonObject own = world.get({u"server"_s}).data("access").toObject();
    QVERIFY(own.value(u"token"_s).isNull());
    QCOMPARE(own.value(u"scopes"_s).toVariant().toStringList(), QStringList{u"admin"_s});
}

UNMTA_TEST(TestApiTrust)

} // namespace unmta::tst_api_trust

#include "tst_api_trust.moc"
