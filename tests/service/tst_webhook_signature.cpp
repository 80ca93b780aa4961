// Against Standard Webhooks' own vector, and the rules about ids.
#include "service/webhooks/WebhookCall.h"
#include "service/webhooks/WebhookSignature.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_webhook_signature {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray publishedKey = QByteArray::fromBase64("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
const QByteArray publishedId = "msg_p5jXN8AQM9LWM0D4loKWxJek";
constexpr std::int64_t publishedTime = 1614265330;
const QByteArray publishedBody = R"({"test": 2432232314})";
const QByteArray publishedSignature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

QByteArray headerOf(const outbound::HttpCall &call, const QByteArray &name)
{
    for (const auto &[key, value] : call.headers) {
        if (key == name)
            return value;
    }
    return {};
}

} // namespace

class TestWebhookSignature : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reproducesThePublishedVector()
    {
        QCOMPARE(webhookSecretText(publishedKey), u"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"_s);
        QCOMPARE(webhookSignature({publishedKey}, publishedId, publishedTime, publishedBody), publishedSignature);
    }

    void signsWithEachKey()
    {
        const QByteArray both = webhookSignature({"other", publishedKey}, publishedId, publishedTime, publishedBody);
        QCOMPARE(both.split(' ').size(), 2);
        QCOMPARE(both.split(' ').last(), publishedSignature);
        QVERIFY(both.split(' ').first() != publishedSignature);
    }

    void theFormerSecretSignsUntilItsEnd()
    {
        Webhook webhook;
        webhook.url = u"https://example.com/"_s;
        webhook.secret = "new";
        webhook.formerSecret = publishedKey;
        const TimePoint now = fromUnixMs(publishedTime * 1000);
        webhook.formerUntil = now + 1s;
        const WebhookContent content{publishedId, publishedBody, 1, false};
        const auto during = webhookCall(webhook, content, {}, now);
        QCOMPARE(headerOf(during, "webhook-id"), publishedId);
        QCOMPARE(headerOf(during, "webhook-timestamp"), QByteArray::number(qint64{publishedTime}));
        QCOMPARE(headerOf(during, "webhook-signature").split(' ').last(), publishedSignature);
        QVERIFY(headerOf(during, "webhook-batch").isEmpty());
        const auto after = webhookCall(webhook, content, {}, now + 1s);
        QCOMPARE(headerOf(after, "webhook-signature").split(' ').size(), 1);
    }

    void theSameContentHasTheSameId()
    {
        const QByteArray id = webhookMessageId(7, "a", "b", 2);
        QCOMPARE(webhookMessageId(7, "a", "b", 2), id);
        QVERIFY(id.startsWith("msg_"));
        for (const QByteArray &other : {webhookMessageId(8, "a", "b", 2), webhookMessageId(7, "c", "b", 2),
                                        webhookMessageId(7, "a", "c", 2), webhookMessageId(7, "a", "b", 3)})
            QVERIFY(other != id);
    }

    // Without encryption only where the operator has named the network.
    void whereHttpMayGo()
    {
        Webhook webhook;
        const WebhookNetwork network{*outbound::AddressPolicy::publicOnly({u"10.1.0.0/16"_s}),
                                     *outbound::AddressPolicy::only({u"10.1.0.0/16"_s}), u"/etc/own-ca.pem"_s};
        webhook.url = u"http://example.com/"_s;
        const auto plain = webhookCall(webhook, {}, network, {});
        QVERIFY(plain.addresses.permits(u"10.1.2.3"_s));
        QVERIFY(!plain.addresses.permits(u"8.8.8.8"_s));
        QVERIFY(!plain.addresses.permits(u"127.0.0.1"_s));
        webhook.url = u"https://example.com/"_s;
        const auto secure = webhookCall(webhook, {}, network, {});
        QVERIFY(secure.addresses.permits(u"10.1.2.3"_s));
        QVERIFY(secure.addresses.permits(u"8.8.8.8"_s));
        QVERIFY(!secure.addresses.permits(u"10.2.0.1"_s));
        QVERIFY(!secure.addresses.permits(u"169.254.169.254"_s));
        QCOMPARE(secure.caFile, network.caFile);
        QVERIFY(secure.trustsSystemToo && secure.verifyPeer);
    }

    void whatAnAnswerMeans_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("isGood");
        QTest::addColumn<QString>("words");
        QTest::newRow("200") << 200 << true << QString();
        QTest::newRow("204") << 204 << true << QString();
        QTest::newRow("302") << 302 << false
                             << u"The receiver answered with a redirect (302), which is not followed."_s;
        QTest::newRow("410") << 410 << false << u"The receiver answered that it is gone (410)."_s;
        QTest::newRow("503") << 503 << false << u"The receiver answered with status 503."_s;
    }
    void whatAnAnswerMeans()
    {
        QFETCH(int, status);
        outbound::HttpReply reply;
        reply.status = status;
        reply.body = QByteArray(5000, 'x');
        const auto wording = [](const Error &error) { return error.code; };
        const WebhookDelivery delivery = webhookDelivery({}, {}, reply, wording, {});
        QTEST(delivery.isGood(), "isGood");
        QTEST(delivery.problem, "words");
        QCOMPARE(delivery.answer.size(), 1024);
        const WebhookDelivery none = webhookDelivery({}, {}, Error(u"outbound.tls"_s), wording, {});
        QVERIFY(!none.isGood());
        QCOMPARE(none.error, u"outbound.tls"_s);
        QCOMPARE(none.problem, u"outbound.tls"_s);
    }
};

UNMTA_TEST(TestWebhookSignature)

} // namespace unmta::tst_webhook_signature

#include "tst_webhook_signature.moc"
