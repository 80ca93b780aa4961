// The order as a value: which answer leads where, and what is believed of a stored state.
#include "CaScene.h"

#include "acme/AcmeOrder.h"
#include "support/TestMain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QTest>

namespace unmta::tst_acme_order {

using namespace Qt::StringLiterals;
using namespace unmta::acme;
using namespace unmta::test;

namespace {

QJsonObject parsed(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

AcmeOrder fresh()
{
    return {u"track.example.com"_s, u"https://ca.example/account/1"_s, "key"};
}

AcmeOrder placed(const QByteArray &status = "pending")
{
    const QJsonObject order{{u"status"_s, QString::fromLatin1(status)},
                            {u"finalize"_s, u"https://ca.example/f"_s},
                            {u"authorizations"_s, QJsonArray{u"https://ca.example/z1"_s, u"https://ca.example/z2"_s}}};
    return std::get<AcmeOrder>(fresh().withOrder(order, u"https://ca.example/o"_s));
}

QJsonObject authorization(const QString &status, const QString &challengeStatus = u"pending"_s,
                          const QString &type = u"http-01"_s)
{
    const QJsonObject challenge{{u"type"_s, type},
                                {u"status"_s, challengeStatus},
                                {u"url"_s, u"https://ca.example/h"_s},
                                {u"token"_s, u"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"_s},
                                {u"error"_s, QJsonObject{{u"type"_s, u"urn:ietf:params:acme:error:connection"_s}}}};
    return {{u"status"_s, status},
            {u"identifier"_s, QJsonObject{{u"type"_s, u"dns"_s}, {u"value"_s, u"Track.Example.COM"_s}}},
            {u"challenges"_s, QJsonArray{challenge}}};
}

// The state's name, or the failure's code, with "!" when permanent.
QString nameOf(const OrderStep &step)
{
    static const QStringList names = {u"new"_s,        u"authorising"_s, u"challenge ready"_s,
                                      u"validating"_s, u"finalising"_s,  u"downloading"_s,
                                      u"done"_s,       u"failed"_s};
    const auto told = [](const AcmeFailure &failure) {
        return failure.error.code + (failure.permanent ? u"!"_s : QString());
    };
    if (const auto *failure = std::get_if<AcmeFailure>(&step))
        return told(*failure);
    const auto &order = std::get<AcmeOrder>(step);
    const QString name = names[static_cast<int>(order.state())];
    return order.state() == AcmeOrder::State::Failed ? name + u": "_s + told(order.failure()) : name;
}

} // namespace

class TestAcmeOrder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whereTheCaMayLead_data()
    {
        QTest::addColumn<QString>("newNonce");
        QTest::addColumn<bool>("mayBePrivate"); // whether the call may connect to a private address
        QTest::addColumn<bool>("mayBeAllowed"); // to one in the operator's list
        QTest::newRow("the directory's own host") << u"https://ca.example/n"_s << true << true;
        QTest::newRow("its host in other letters") << u"https://CA.Example/n"_s << true << true;
        QTest::newRow("another host") << u"https://other.example/n"_s << false << true;
        QTest::newRow("a host below it") << u"https://x.ca.example/n"_s << false << true;
        QTest::newRow("an address") << u"https://169.254.169.254/n"_s << false << true;
    }
    void whereTheCaMayLead()
    {
        QFETCH(const QString, newNonce);
        QFETCH(const bool, mayBePrivate);
        QFETCH(const bool, mayBeAllowed);
        CaScene scene;
        QList<outbound::HttpCall> led;
        scene.world.server = [&](const outbound::HttpCall &call) -> Answer {
            if (call.url != newNonce) {
                outbound::HttpReply reply = scene.ca.handle(call);
                if (FakeCa::endpointOf(call) == "directory")
                    reply.body.replace("https://ca.example/nonce", newNonce.toUtf8());
                return reply;
            }
            led.append(call);
            return Error(u"outbound.refused_address"_s);
        };
        AcmeConfig config;
        config.addresses = *outbound::AddressPolicy::publicOnly({u"10.1.0.0/16"_s});
        scene.open(config);
        scene.issue();
        QVERIFY(!led.isEmpty());
        for (const outbound::HttpCall &call : led) {
            for (const QString &address : {u"127.0.0.1"_s, u"10.0.0.1"_s, u"169.254.169.254"_s, u"fd00::1"_s})
                QCOMPARE(call.addresses.permits(address), mayBePrivate);
            QCOMPARE(call.addresses.permits(u"10.1.2.3"_s), mayBeAllowed);
            QVERIFY(call.addresses.permits(u"198.41.0.4"_s));
        }
    }

    void initTestCase() { QLoggingCategory::setFilterRules(u"unmta.acme=false"_s); }

    void newOrders_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("location");
        QTest::addColumn<QString>("next");
        const QString at = u"https://ca.example/o"_s;
        const QByteArray rest = R"("authorizations":["https://x"],"finalize":"https://f"})";
        QTest::newRow("pending") << R"({"status":"pending",)" + rest << at << u"authorising"_s;
        QTest::newRow("ready: proven before") << R"({"status":"ready",)" + rest << at << u"finalising"_s;
        QTest::newRow("invalid") << R"({"status":"invalid",)" + rest << at << u"failed: acme.order_invalid"_s;
        QTest::newRow("valid already") << R"({"status":"valid",)" + rest << at << u"failed: acme.order_invalid"_s;
        QTest::newRow("no Location") << R"({"status":"pending",)" + rest << QString() << u"acme.bad_answer"_s;
        QTest::newRow("no finalize") << R"({"status":"pending","authorizations":["https://x"]})"_ba << at
                                     << u"acme.bad_answer"_s;
        QTest::newRow("no authorizations")
            << R"({"status":"pending","authorizations":[],"finalize":"https://f"})"_ba << at << u"acme.bad_answer"_s;
        QTest::newRow("no status") << "{" + rest << at << u"acme.bad_answer"_s;
    }

    void newOrders()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, location);
        QTEST(nameOf(fresh().withOrder(parsed(json), location)), "next");
    }

    void authorizations_data()
    {
        QTest::addColumn<QJsonObject>("answer");
        QTest::addColumn<QString>("next");
        QTest::newRow("pending") << authorization(u"pending"_s) << u"challenge ready"_s;
        QTest::newRow("valid: on to the second") << authorization(u"valid"_s) << u"authorising"_s;
        QTest::newRow("invalid") << authorization(u"invalid"_s, u"invalid"_s) << u"failed: acme.connection!"_s;
        QTest::newRow("expired") << authorization(u"expired"_s) << u"failed: acme.connection!"_s;
        QTest::newRow("no HTTP-01") << authorization(u"pending"_s, u"pending"_s, u"dns-01"_s)
                                    << u"failed: acme.refused!"_s;
        QTest::newRow("unheard-of") << authorization(u"confused"_s) << u"acme.bad_answer"_s;
        QJsonObject foreign = authorization(u"valid"_s);
        foreign.insert(u"identifier"_s, QJsonObject{{u"value"_s, u"other.example.com"_s}});
        QTest::newRow("for another name") << foreign << u"acme.bad_answer"_s;
    }

    void authorizations()
    {
        QFETCH(QJsonObject, answer);
        QTEST(nameOf(placed().withAuthorization(answer)), "next");
    }

    void walksThroughAnOrder()
    {
        AcmeOrder order = placed();
        order = std::get<AcmeOrder>(order.withAuthorization(authorization(u"pending"_s)));
        QVERIFY(!order.isChallengeUnderWay());
        order = order.told();
        QCOMPARE(nameOf(order), u"validating"_s);
        order = std::get<AcmeOrder>(order.withAuthorization(authorization(u"pending"_s, u"processing"_s)));
        QCOMPARE(nameOf(order), u"validating"_s);
        order = std::get<AcmeOrder>(order.withAuthorization(authorization(u"valid"_s)));
        QCOMPARE(order.authorizationUrl(), u"https://ca.example/z2"_s);
        QVERIFY(order.token().isEmpty());
        order = std::get<AcmeOrder>(order.withAuthorization(authorization(u"valid"_s)));
        QCOMPARE(nameOf(order), u"finalising"_s);
        order = std::get<AcmeOrder>(order.withOrder({{u"status"_s, u"pending"_s}}));
        QVERIFY(!order.isReadyForCsr());
        order = std::get<AcmeOrder>(order.withOrder({{u"status"_s, u"ready"_s}}));
        QVERIFY(order.isReadyForCsr());
        QVERIFY(!order.unsure().isReadyForCsr());
        QCOMPARE(nameOf(order.withOrder({{u"status"_s, u"valid"_s}})), u"acme.bad_answer"_s);
        order = std::get<AcmeOrder>(
            order.withOrder({{u"status"_s, u"valid"_s}, {u"certificate"_s, u"https://ca.example/c"_s}}));
        QCOMPARE(nameOf(order), u"downloading"_s);
        QCOMPARE(nameOf(order.downloaded("chain")), u"done"_s);
    }

    void survivesStorage_data()
    {
        QTest::addColumn<AcmeOrder>("order");
        QTest::addColumn<QString>("state");
        const auto ready = std::get<AcmeOrder>(placed().withAuthorization(authorization(u"pending"_s)));
        QTest::newRow("new") << fresh() << u"new"_s;
        QTest::newRow("authorising") << placed() << u"authorising"_s;
        // What the CA has made of the challenge meanwhile, only the CA knows.
        QTest::newRow("challenge ready") << ready << u"authorising"_s;
        QTest::newRow("validating") << ready.told() << u"authorising"_s;
        QTest::newRow("finalising") << placed("ready") << u"finalising"_s;
    }

    void survivesStorage()
    {
        QFETCH(AcmeOrder, order);
        QFETCH(QString, state);
        const auto again = AcmeOrder::fromJson(order.toJson(), u"track.example.com"_s);
        QVERIFY(again);
        QCOMPARE(nameOf(*again), state);
        QCOMPARE(again->keyPem(), order.keyPem());
        QCOMPARE(again->orderUrl(), order.orderUrl());
        QCOMPARE(again->authorizationUrl(), order.authorizationUrl());
        QVERIFY(!again->isReadyForCsr());
    }

    void refusesDangerousTokens_data()
    {
        QTest::addColumn<QString>("token");
        QTest::newRow("path") << u"../../../../etc/passwd_and_more_characters"_s;
        QTest::newRow("line break") << u"aaaaaaaaaaaaaaaaaaaaaaaa\r\nX: y"_s;
        QTest::newRow("short") << u"abc"_s;
        QTest::newRow("long") << u"a"_s.repeated(300);
        QTest::newRow("empty") << QString();
    }

    void refusesDangerousTokens()
    {
        QFETCH(QString, token);
        const AcmeOrder order(u"track.example.com"_s, u"https://ca.example/a"_s, "key");
        const QJsonObject authorization{
            {u"status"_s, u"pending"_s},
            {u"identifier"_s, QJsonObject{{u"value"_s, u"track.example.com"_s}}},
            {u"challenges"_s,
             QJsonArray{QJsonObject{{u"type"_s, u"http-01"_s}, {u"url"_s, u"https://x"_s}, {u"token"_s, token}}}}};
        const OrderStep step = order.withAuthorization(authorization);
        QVERIFY(std::holds_alternative<AcmeFailure>(step));
        QCOMPARE(std::get<AcmeFailure>(step).error.code, u"acme.bad_answer"_s);
    }

    void readsOnlyItsOwnStates_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("noise") << "\x00\xff"_ba;
        QTest::newRow("another host") << R"({"state":"new","host":"x.example.com","account":"a","key":"k"})"_ba;
        QTest::newRow("unknown state") << R"({"state":"odd","host":"track.example.com","account":"a","key":"k"})"_ba;
        QTest::newRow("finalising without an order")
            << R"({"state":"finalising","host":"track.example.com","account":"a","key":"k"})"_ba;
        QTest::newRow("index out of range")
            << R"({"state":"authorising","host":"track.example.com","account":"a","key":"k","order":"o","finalize":"f",
                "authorizations":["x"],"authorization_index":-3})"_ba;
    }

    void readsOnlyItsOwnStates()
    {
        QFETCH(QByteArray, json);
        QVERIFY(!AcmeOrder::fromJson(json, u"track.example.com"_s));
        CaScene scene;
        scene.state = json;
        scene.open();
        scene.issue();
        QVERIFY2(scene.isIssued(), qPrintable(scene.fault()));
    }
};

UNMTA_TEST(TestAcmeOrder)

} // namespace unmta::tst_acme_order

#include "tst_acme_order.moc"
