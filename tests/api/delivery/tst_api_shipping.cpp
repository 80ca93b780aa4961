// Shipping by the API: what is shown, what never is, and who may choose what.
#include "contract/Operations.h"
#include "http/RawClient.h"
#include "support/ApiWorld.h"
#include "support/TestMain.h"

#include <QJsonArray>

namespace unmta::tst_api_shipping {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestApiShipping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<ApiWorld>();
        QVERIFY(m_world->start());
    }
    void cleanup() { m_world.reset(); }

    void secretsAreNeverShown()
    {
        const auto made = put(bucket({{u"secret_key"_s, u"planted-secret"_s}, {u"interval"_s, u"1h"_s}}));
        QVERIFY2(made.status == 200, qPrintable(made.message()));
        QCOMPARE(made.data("secret_key").toString(), u"********"_s);
        QCOMPARE(made.data("region").toString(), u"us-east-1"_s);
        QCOMPARE(made.data("interval").toString(), u"1h"_s);
        // As it was shown, and without it, it stays.
        QCOMPARE(put(bucket({{u"secret_key"_s, u"********"_s}, {u"prefix"_s, u"a"_s}})).status, 200);
        QCOMPARE(put(bucket({})).status, 200);
        QCOMPARE(put(bucket({{u"access_key"_s, u"ANOTHER"_s}})).errors().keys(), QStringList{u"secret_key"_s});
        const auto audit = m_world->get({u"audit"_s});
        QCOMPARE(audit.data().toArray().first().toObject().value(u"action"_s).toString(), u"shipping.set"_s);
        for (const ApiAnswered &answer : {made, audit, m_world->get(path())})
            QVERIFY(!answer.raw.body.contains("planted"));
        QVERIFY(audit.raw.body.contains("AKIA0EXAMPLE"));
    }

    void failuresAreTold()
    {
        // Nothing is allowed at 127.0.0.1 here.
        QCOMPARE(put(bucket({{u"secret_key"_s, u"s"_s}, {u"interval"_s, u"1s"_s}})).status, 200);
        QVERIFY(m_world->activate(u"track.example.com"_s));
        QVERIFY(clicked());
        ApiAnswered shown;
        QTRY_VERIFY((shown = m_world->get(path())).data("state").toObject().value(u"phase"_s) == u"failing"_s);
        const QJsonObject state = shown.data("state").toObject();
        QCOMPARE(state.value(u"error"_s).toObject().value(u"code"_s).toString(), u"outbound.refused_address"_s);
        QVERIFY(state.value(u"error"_s).toObject().value(u"message"_s).toString().contains(u"127.0.0.1"_s));
        QCOMPARE(state.value(u"backlog"_s).toInt(), 1);
        QVERIFY(state.value(u"next_try_at"_s).isString());
        QVERIFY(state.value(u"oldest_at"_s).isString());
    }

    void directoriesAreTheOperators()
    {
        const QJsonObject directory{{u"kind"_s, u"directory"_s}, {u"path"_s, m_world->dataDir()}};
        const auto bound = m_world->httpDoor(m_world->token({u"admin"_s}, m_world->cluster));
        const auto refused = ApiWorld::send(*bound, jsonRequest(api::setShipping, {m_world->cluster}, directory));
        QCOMPARE(refused.status, 403);
        QCOMPARE(refused.code(), u"shipping.own_directory"_s);
        const auto s3 = ApiWorld::send(
            *bound, jsonRequest(api::setShipping, {m_world->cluster}, bucket({{u"secret_key"_s, u"s"_s}})));
        QCOMPARE(s3.status, 200);
        const auto free = m_world->httpDoor(m_world->token({u"admin"_s}));
        QCOMPARE(ApiWorld::send(*free, jsonRequest(api::setShipping, {m_world->cluster}, directory)).status, 200);
    }

    void whereThereIsNone()
    {
        QCOMPARE(m_world->get(path()).status, 404);
        QCOMPARE(m_world->call(Method::Delete, path()).status, 404);
        QCOMPARE(m_world->get({u"clusters"_s, u"ffffffff"_s, u"shipping"_s}).status, 404);
        QCOMPARE(put({{u"kind"_s, u"directory"_s}, {u"path"_s, u"/"_s}, {u"pth"_s, u"/"_s}}).code(),
                 u"json.unknown_field"_s);
        QCOMPARE(put({{u"kind"_s, u"ftp"_s}}).code(), u"json.unknown_value"_s);
        QCOMPARE(put({{u"kind"_s, u"directory"_s}, {u"path"_s, u"/"_s}, {u"interval"_s, u"often"_s}}).errors().keys(),
                 QStringList{u"interval"_s});
        QCOMPARE(m_world->get(path()).status, 404);
    }

    // Its cluster is gone, and with it what it had to do.
    void goesWithItsCluster()
    {
        const auto other = m_world->post({u"clusters"_s}, {{u"name"_s, u"other"_s}}).data("id").toString();
        const QStringList otherPath{u"clusters"_s, other, u"shipping"_s};
        ApiRequest request = jsonRequest(api::setShipping, {other}, bucket({{u"secret_key"_s, u"s"_s}}));
        QCOMPARE(ApiWorld::send(m_world->door(Door::Local), request).status, 200);
        QCOMPARE(m_world->get(otherPath).status, 200);
        QCOMPARE(m_world->call(Method::Delete, {u"clusters"_s, other}).status, 204);
        QCOMPARE(m_world->get(otherPath).status, 404);
    }

private:
    [[nodiscard]] QStringList path() const { return {u"clusters"_s, m_world->cluster, u"shipping"_s}; }
    [[nodiscard]] ApiAnswered put(const QJsonObject &body)
    {
        return ApiWorld::send(m_world->door(Door::Local), jsonRequest(api::setShipping, {m_world->cluster}, body));
    }
    [[nodiscard]] static QJsonObject bucket(const QJsonObject &more)
    {
        QJsonObject body{{u"kind"_s, u"s3"_s},
                         {u"endpoint"_s, u"https://127.0.0.1:1"_s},
                         {u"bucket"_s, u"events"_s},
                         {u"access_key"_s, u"AKIA0EXAMPLE"_s}};
        for (auto it = more.begin(); it != more.end(); ++it)
            body.insert(it.key(), it.value());
        return body;
    }
    [[nodiscard]] bool clicked()
    {
        return RawClient(m_world->httpPort).get("track.example.com", m_world->mint(u"track.example.com"_s)).status ==
               302;
    }

    std::unique_ptr<ApiWorld> m_world;
};

UNMTA_TEST(TestApiShipping)

} // namespace unmta::tst_api_shipping

#include "tst_api_shipping.moc"
