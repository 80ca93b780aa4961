// The typed client through every door: the main job as the console and the command line do it.
#include "contract/ApiClient.h"
#include "http/RawClient.h"
#include "support/ApiWorld.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_api_client {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestApiClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theMainJob_data();
    void theMainJob();
    void refusalsCarryCodeFieldAndSentence_data();
    void refusalsCarryCodeFieldAndSentence();
    void nobodyAnswersForADeadContext();
    void theEngineMayEndFirst();
    void theEngineMayEndInTheMiddle();

private:
    void doors();

    ApiWorld m_world;
};

void TestApiClient::initTestCase()
{
    QVERIFY2(m_world.start(), qPrintable(m_world.failure.code));
}

void TestApiClient::doors()
{
    QTest::addColumn<int>("door");
    for (const Door door : allDoors)
        QTest::newRow(nameOf(door)) << static_cast<int>(door);
}

void TestApiClient::theMainJob_data()
{
    doors();
}

void TestApiClient::theMainJob()
{
    QFETCH(const int, door);
    ApiClient client(m_world.door(static_cast<Door>(door)));
    const QString name = u"job%1.example.com"_s.arg(door);
    const auto await = [&]<typename T>(std::type_identity<T>, auto call) {
        return ApiWorld::await<T>([&](Reply<T> done) { call(std::move(done)); });
    };
    const auto server = await(std::type_identity<wire::Server>(), [&](auto done) { client.server(this, done); });
    QVERIFY(server && server->capabilities.contains(u"sandbox"_s));

    const auto made = await(std::type_identity<wire::Cluster>(),
                            [&](auto done) { client.createCluster({u"job %1"_s.arg(door)}, this, done); });
    QVERIFY(made);
    const QString cluster = made->id;
    const auto added = await(std::type_identity<wire::TrackingDomain>(), [&](auto done) {
        client.addDomain(cluster, {name, true}, this, done);
    });
    QVERIFY(added && added->status == wire::DomainStatus::Pending && added->defaultOnVerify);

    const auto before = await(std::type_identity<wire::VerifyReply>(),
                              [&](auto done) { client.verifyDomain(cluster, name, this, done); });
    QVERIFY(before);
    QCOMPARE(before->check.code, u"not_created"_s);
    QVERIFY(!before->check.message.isEmpty() && !before->check.hint.isEmpty());
    const auto records = await(std::type_identity<QList<wire::DnsRecord>>(), [&](auto done) {
        client.setDnsRecord({name, u"CNAME"_s, added->record.value, 60}, this, done);
    });
    QVERIFY(records);
    const auto verified = await(std::type_identity<wire::VerifyReply>(),
                                [&](auto done) { client.verifyDomain(cluster, name, this, done); });
    QVERIFY(verified && verified->check.outcome == wire::CheckOutcome::Match);
    QVERIFY(verified->domain.status == wire::DomainStatus::Active && verified->domain.isDefault);

    wire::LinkInput order;
    order.url = u"https://shop.example.org/?q=%3D&amp=1"_s;
    order.messageId = u"m+1@example.com"_s;
    order.recipient = u"ann@example.net"_s;
    order.allowHttp = true;
    const auto link = await(std::type_identity<wire::Link>(),
                            [&](auto done) { client.call(api::mintLink, {cluster}, order, this, done); });
    QVERIFY(link);
    RawClient recipient(m_world.httpPort);
    const auto reply = recipient.get(name.toLatin1(), QUrl(link->url).path(QUrl::FullyEncoded).toLatin1());
    QCOMPARE(reply.status, 302);
    QCOMPARE(reply.field("location"), order.url.toLatin1());

    const auto events = [&] {
        return await(std::type_identity<wire::Page<wire::Event>>(), [&](auto done) {
            client.call(api::listDomainEvents, {cluster, name}, {{u"kind"_s, u"click"_s}, {u"limit"_s, u"10"_s}}, this,
                        done);
        });
    };
    QTRY_VERIFY(events() && events()->items.size() == 1);
    QCOMPARE(events()->items.first().url, order.url);
    QCOMPARE(events()->items.first().messageId, order.messageId);
    const auto checks = await(std::type_identity<wire::Page<wire::Check>>(), [&](auto done) {
        client.call(api::listChecks, {cluster, name}, {}, this, done);
    });
    QVERIFY(checks && checks->items.size() == 2);
    const auto unset = await(std::type_identity<wire::TrackingDomain>(),
                             [&](auto done) { client.setDefault(cluster, name, false, this, done); });
    QVERIFY(unset && !unset->isDefault);
    const auto deleted =
        await(std::type_identity<void>(), [&](auto done) { client.deleteDomain(cluster, name, this, done); });
    QVERIFY(deleted);
    const auto left = await(std::type_identity<wire::Page<wire::TrackingDomain>>(),
                            [&](auto done) { client.domains(cluster, {}, this, done); });
    QVERIFY(left && left->items.isEmpty() && !left->next);
    QVERIFY(
        await(std::type_identity<void>(), [&](auto done) { client.call(api::deleteCluster, {cluster}, this, done); }));
}

void TestApiClient::refusalsCarryCodeFieldAndSentence_data()
{
    doors();
}

void TestApiClient::refusalsCarryCodeFieldAndSentence()
{
    QFETCH(const int, door);
    ApiClient client(m_world.door(static_cast<Door>(door)));
    const auto refused = ApiWorld::await<wire::TrackingDomain>([&](auto done) {
        client.addDomain(m_world.cluster, {u"example.co.uk"_s, false}, this, done);
    });
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, u"domain.apex"_s);
    QCOMPARE(refused.error().field, u"name"_s);
    QCOMPARE(refused.error().context.value(u"status"_s), u"422"_s);
    QVERIFY(refused.error().context.value(u"message"_s).contains(u"track.example.co.uk"_s));
}

void TestApiClient::nobodyAnswersForADeadContext()
{
    for (const Door door : allDoors) {
        ApiClient client(m_world.door(door));
        bool called = false;
        auto context = std::make_unique<QObject>();
        client.server(context.get(), [&](const auto &) { called = true; });
        context.reset();
        const auto after = ApiWorld::await<wire::Server>([&](auto done) { client.server(this, done); });
        QVERIFY(after);
        QVERIFY(!called);
    }
}

// Each question gets exactly one answer, whatever happens to the engine.
void TestApiClient::theEngineMayEndFirst()
{
    ApiWorld world;
    QVERIFY(world.start());
    int answers = 0;
    std::vector<std::unique_ptr<ApiClient>> clients;
    for (const Door door : allDoors) {
        clients.push_back(std::make_unique<ApiClient>(world.door(door)));
        for (int i = 0; i < 20; ++i)
            clients.back()->clusters(this, [&](const auto &) { ++answers; });
    }
    bool stopped = false;
    QObject::connect(&world.engine(), &Engine::stopped, this, [&] { stopped = true; });
    world.engine().stop();
    QTRY_VERIFY(stopped);
    QTRY_COMPARE(answers, 60);
    // And the in-process door says so afterwards.
    const auto after =
        ApiWorld::await<wire::Server>([&](auto done) { clients.front()->server(this, std::move(done)); });
    QVERIFY(!after);
    QCOMPARE(after.error().code, u"transport.unreachable"_s);
    QCOMPARE(answers, 60);
}

// Without draining, while its workers rewrite large messages. (Watched by the sanitizers.)
void TestApiClient::theEngineMayEndInTheMiddle()
{
    ApiWorld world;
    QVERIFY(world.start());
    ApiRequest request = ApiWorld::request(Method::Post, {u"clusters"_s, world.cluster, u"rewrite"_s});
    request.contentType = "message/rfc822";
    request.body = "Content-Type: text/html\r\n\r\n" +
                   QByteArray("<p><a href=\"https://example.org/\">offer</a></p>\r\n").repeated(2000);
    int answers = 0;
    for (const Door door : allDoors) {
        for (int i = 0; i < 20; ++i)
            world.door(door).send(request, [&](const auto &) { ++answers; });
    }
    QTRY_VERIFY(answers > 0);
    world.stop();
    QVERIFY(answers < 60);
}

UNMTA_TEST(TestApiClient)

} // namespace unmta::tst_api_client

#include "tst_api_client.moc"
