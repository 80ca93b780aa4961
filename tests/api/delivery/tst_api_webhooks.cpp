// Webhooks of a whole engine: what receivers get and how it is signed, and what people can ask of them.
#include "api/delivery/WebhookReceiver.h"
#include "http/RawClient.h"
#include "service/webhooks/WebhookSignature.h"
#include "support/ApiWorld.h"
#include "support/TestMain.h"

#include "contract/Operations.h"

#include <QTest>

namespace unmta::tst_api_webhooks {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

const QString host = u"track.example.com"_s;
const QString ann = u"ann@example.net"_s;
const QString bob = u"bob@example.net"_s;
const QStringList events{u"event.open"_s, u"event.click"_s};
const QStringList everything{u"event.open"_s,     u"event.click"_s,        u"domain.verified"_s,
                             u"domain.warning"_s, u"domain.recovered"_s,   u"domain.downgraded"_s,
                             u"domain.deleted"_s, u"certificate.issued"_s, u"certificate.failed"_s,
                             u"monitor.held"_s};

QByteArray keyOf(const QString &secret)
{
    return secret.startsWith(u"whsec_"_s) ? QByteArray::fromBase64(secret.sliced(6).toLatin1()) : QByteArray();
}

QList<QByteArray> expectedSignature(const WebhookReceiver::Call &call, const QString &secret)
{
    return webhookSignature({keyOf(secret)}, call.headers.value("webhook-id"),
                            call.headers.value("webhook-timestamp").toLongLong(), call.body)
        .split(' ');
}

} // namespace

class TestApiWebhooks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void anEventArrivesAsTheApiShowsIt();
    void aBatchSaysSo();
    void domainsAndCertificates();
    void clustersAreApart();
    void filters();
    void theSecretIsShownOnce();
    void rotatedSecretsBothSign();
    void refusals_data();
    void refusals();
    void switchedOffAndOn();
    void whoIsGoneIsToldByMail();
    void testCalls();
    void addressesThatAreRefused();
    void replays();
    void replaysThatAreRefused();
    void theLogIsAList();
    void erasedRecipientsAreNotReplayed();
    void aDeletedClusterTakesThemAlong();
    void theFeedAndTheAuditTell();
    void aRestartLosesNothing();

private:
    [[nodiscard]] QStringList path(const QStringList &rest = {}) const
    {
        return QStringList{u"clusters"_s, m_world.cluster, u"webhooks"_s} + rest;
    }
    [[nodiscard]] ApiAnswered add(const QString &url, const QStringList &types, QJsonObject more = {},
                                  const QStringList &at = {})
    {
        more.insert(u"url"_s, url);
        more.insert(u"types"_s, QJsonArray::fromStringList(types));
        return m_world.post(at.isEmpty() ? path() : at, more);
    }
    [[nodiscard]] ApiAnswered patch(qint64 id, const QJsonObject &change)
    {
        return ApiWorld::send(m_world.door(Door::Local),
                              jsonRequest(api::updateWebhook, {m_world.cluster, QString::number(id)}, change));
    }
    [[nodiscard]] QJsonObject shown(qint64 id) { return m_world.get(path({QString::number(id)})).data().toObject(); }
    [[nodiscard]] QJsonArray log(qint64 id)
    {
        return m_world.get(path({QString::number(id), u"deliveries"_s})).data().toArray();
    }
    [[nodiscard]] bool click(const QString &recipient, const QString &cluster = {}, const QString &at = host)
    {
        const auto made = m_world.post({u"clusters"_s, cluster.isEmpty() ? m_world.cluster : cluster, u"links"_s},
                                       {{u"kind"_s, u"click"_s},
                                        {u"url"_s, u"https://example.com/?a=1&b=\"2\""_s},
                                        {u"allow_http"_s, true},
                                        {u"message_id"_s, u"m@example.com"_s},
                                        {u"recipient"_s, recipient},
                                        {u"tracking_host"_s, at}});
        const QUrl url(made.data("url").toString());
        return RawClient(m_world.httpPort).get(url.host().toLatin1(), url.path(QUrl::FullyEncoded).toLatin1()).status ==
               302;
    }

    ApiWorld m_world;
};

void TestApiWebhooks::initTestCase()
{
    QVERIFY2(m_world.start(), qPrintable(m_world.failure.code));
    QVERIFY(m_world.activate(host));
}

void TestApiWebhooks::cleanup()
{
    for (const QStringList &at : {path(), QStringList{u"webhooks"_s}}) {
        const QJsonArray all = m_world.get(at).data().toArray();
        for (const auto &webhook : all) {
            const QString id = QString::number(webhook.toObject().value(u"id"_s).toInteger());
            QCOMPARE(m_world.call(Method::Delete, at + QStringList{id}).status, 204);
        }
    }
}

void TestApiWebhooks::anEventArrivesAsTheApiShowsIt()
{
    WebhookReceiver receiver;
    const auto made = add(receiver.url(), events);
    QCOMPARE(made.status, 201);
    QVERIFY(click(ann));
    QTRY_COMPARE(receiver.calls.size(), 1);
    const WebhookReceiver::Call &call = receiver.calls.first();
    QCOMPARE(call.headers.value("content-type"), "application/json");
    QVERIFY(!call.headers.contains("webhook-batch"));
    QVERIFY(call.headers.value("webhook-id").startsWith("msg_"));
    QCOMPARE(call.headers.value("webhook-signature").split(' '),
             expectedSignature(call, made.data("secret").toString()));
    const QJsonObject envelope = call.json();
    QCOMPARE(envelope.keys(), (QStringList{u"data"_s, u"timestamp"_s, u"type"_s}));
    QCOMPARE(envelope.value(u"type"_s), u"event.click"_s);
    const QJsonArray listed =
        m_world.get({u"clusters"_s, m_world.cluster, u"events"_s}, QUrlQuery{{u"order"_s, u"newest"_s}})
            .data()
            .toArray();
    // The list's cursor is no part of an event.
    QJsonObject event = listed.first().toObject();
    event.remove(u"cursor"_s);
    QJsonObject data = envelope.value(u"data"_s).toObject();
    data.remove(u"cursor"_s);
    QCOMPARE(data, event);
    QCOMPARE(envelope.value(u"timestamp"_s), event.value(u"timestamp"_s));
}

void TestApiWebhooks::aBatchSaysSo()
{
    WebhookReceiver receiver;
    const auto made = add(receiver.url(), events, {{u"batch"_s, true}});
    QVERIFY(made.data("batch").toBool());
    for (int i = 0; i < 5; ++i)
        QVERIFY(click(ann));
    QTRY_COMPARE(receiver.taken().size(), 5);
    for (const WebhookReceiver::Call &call : std::as_const(receiver.calls)) {
        QCOMPARE(call.headers.value("webhook-batch"), "true");
        QCOMPARE(call.json().value(u"type"_s), u"batch"_s);
        QCOMPARE(call.headers.value("webhook-signature").split(' '),
                 expectedSignature(call, made.data("secret").toString()));
    }
    QCOMPARE(receiver.takenTypes(), QStringList(5, u"event.click"_s));
}

void TestApiWebhooks::domainsAndCertificates()
{
    WebhookReceiver receiver;
    QCOMPARE(add(receiver.url(), everything).status, 201);
    const QString name = u"news.example.com"_s;
    QVERIFY(m_world.activate(name));
    QTRY_VERIFY(m_world.hasCertificate(name));
    QCOMPARE(m_world.call(Method::Delete, m_world.domainPath(name)).status, 204);
    const QStringList expected{u"domain.verified"_s, u"certificate.issued"_s, u"domain.deleted"_s};
    QTRY_COMPARE(receiver.takenTypes(), expected);
    for (const QJsonObject &envelope : receiver.taken()) {
        const QJsonObject data = envelope.value(u"data"_s).toObject();
        QCOMPARE(data.value(u"name"_s), name);
        QCOMPARE(data.value(u"cluster_id"_s), m_world.cluster);
        QVERIFY(data.value(u"id"_s).toString().startsWith(u"notice-"_s));
    }
    QVERIFY(receiver.taken().first().value(u"data"_s).toObject().value(u"sentence"_s).toString().contains(name));
}

void TestApiWebhooks::clustersAreApart()
{
    const QString other = m_world.post({u"clusters"_s}, {{u"name"_s, u"other"_s}}).data("id").toString();
    WebhookReceiver mine;
    WebhookReceiver theirs;
    WebhookReceiver both;
    const qint64 id = add(mine.url(), events).data("id").toInteger();
    QCOMPARE(add(theirs.url(), events, {}, {u"clusters"_s, other, u"webhooks"_s}).status, 201);
    const auto everywhere = add(both.url(), events, {}, {u"webhooks"_s});
    QCOMPARE(everywhere.status, 201);
    QVERIFY(everywhere.data("cluster_id").isNull());
    QVERIFY(click(ann));
    QVERIFY(click(bob, other, QString()));
    QVERIFY(click(ann));
    QTRY_COMPARE(both.recipients(), (QStringList{ann, bob, ann}));
    QTRY_COMPARE(mine.recipients(), (QStringList{ann, ann}));
    QTRY_COMPARE(theirs.recipients(), QStringList{bob});
    // Nor is one found below another owner.
    const QString number = QString::number(id);
    QCOMPARE(m_world.get({u"clusters"_s, other, u"webhooks"_s, number}).status, 404);
    QCOMPARE(m_world.get({u"webhooks"_s, number}).status, 404);
    QCOMPARE(m_world.get({u"clusters"_s, u"ffffffff"_s, u"webhooks"_s}).status, 404);
    QCOMPARE(m_world.call(Method::Delete, {u"clusters"_s, other}).status, 204);
}

void TestApiWebhooks::filters()
{
    WebhookReceiver opens;
    WebhookReceiver people;
    WebhookReceiver elsewhere;
    WebhookReceiver here;
    QCOMPARE(add(opens.url(), {u"event.open"_s}).status, 201);
    QCOMPARE(add(people.url(), events, {{u"people_only"_s, true}}).status, 201);
    QCOMPARE(add(elsewhere.url(), events, {{u"hosts"_s, QJsonArray{u"other.example.com"_s}}}).status, 201);
    QCOMPARE(
        add(here.url(), events, {{u"hosts"_s, QJsonArray{u"other.example.com"_s, u"TRACK.example.com."_s}}}).status,
        201);
    QVERIFY(click(ann)); // by what says that it is no browser
    QTRY_COMPARE(here.recipients(), QStringList{ann});
    QVERIFY(click(bob));
    QTRY_COMPARE(here.recipients(), (QStringList{ann, bob}));
    QCOMPARE(opens.calls.size() + people.calls.size() + elsewhere.calls.size(), 0);
}

void TestApiWebhooks::theSecretIsShownOnce()
{
    const auto made = add(u"https://example.com/hook"_s, events, {{u"enabled"_s, false}});
    QCOMPARE(keyOf(made.data("secret").toString()).size(), 32);
    QVERIFY(!shown(made.data("id").toInteger()).contains(u"secret"_s));
    const QJsonArray listed = m_world.get(path()).data().toArray();
    QVERIFY(!listed.first().toObject().contains(u"secret"_s));
    QCOMPARE(made.data("state"), u"off"_s);
}

void TestApiWebhooks::rotatedSecretsBothSign()
{
    WebhookReceiver receiver;
    const auto made = add(receiver.url(), events);
    const QString id = QString::number(made.data("id").toInteger());
    const auto rotated = m_world.post(path({id, u"rotate-secret"_s}), {});
    QCOMPARE(rotated.status, 200);
    QVERIFY(rotated.data("secret") != made.data("secret"));
    QVERIFY(!rotated.data("former_secret_until").isNull());
    QVERIFY(click(ann));
    QTRY_COMPARE(receiver.calls.size(), 1);
    const WebhookReceiver::Call &call = receiver.calls.first();
    QCOMPARE(call.headers.value("webhook-signature").split(' '),
             expectedSignature(call, rotated.data("secret").toString()) +
                 expectedSignature(call, made.data("secret").toString()));
}

void TestApiWebhooks::refusals_data()
{
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("field");
    const QJsonObject good{{u"url"_s, u"https://example.com/"_s}, {u"types"_s, QJsonArray{u"event.open"_s}}};
    const auto row = [&good](const char *name, const QString &field, const QJsonValue &value, const char *code) {
        QJsonObject body = good;
        body.insert(field, value);
        QTest::newRow(name) << body << QString::fromLatin1(code) << field;
    };
    for (const char *url : {"", "example.com", "ftp://example.com/", "https://", "https://ann:secret@example.com/",
                            "https://example.com/#x", "javascript:alert(1)", "file:///etc/passwd"})
        row(url, u"url"_s, QString::fromLatin1(url), "webhook.bad_url");
    row("a long url", u"url"_s, u"https://example.com/"_s + QString(2000, u'x'), "webhook.bad_url");
    row("no types", u"types"_s, QJsonArray(), "webhook.types_required");
    row("another type", u"types"_s, QJsonArray{u"event.bounce"_s}, "webhook.unknown_type");
    row("no host", u"hosts"_s, QJsonArray{u"a b"_s}, "webhook.bad_host");
    row("a misspelt field", u"batches"_s, true, "json.unknown_field");
    row("no flag", u"batch"_s, u"yes"_s, "json.wrong_type");
}

void TestApiWebhooks::refusals()
{
    QFETCH(QJsonObject, body);
    QFETCH(QString, code);
    QFETCH(QString, field);
    const auto refused = m_world.post(path(), body);
    QCOMPARE(refused.status, 422);
    QCOMPARE(refused.code(), code);
    QVERIFY(refused.errors().contains(field));
    QCOMPARE(m_world.get(path()).data().toArray().size(), 0);
}

void TestApiWebhooks::switchedOffAndOn()
{
    WebhookReceiver receiver;
    const qint64 id = add(receiver.url(), events).data("id").toInteger();
    QCOMPARE(patch(id, {{u"enabled"_s, false}}).data("state"), u"off"_s);
    QVERIFY(click(ann));
    QVERIFY(click(bob));
    QCOMPARE(patch(id, {{u"enabled"_s, true}}).data("state"), u"on"_s);
    QTRY_COMPARE(receiver.recipients(), (QStringList{ann, bob}));
    QTRY_COMPARE(shown(id).value(u"backlog"_s).toInt(), 0);
    // A new address is tried at once, whatever the pause.
    receiver.status = [](const auto &) { return 500; };
    QVERIFY(click(ann));
    QTRY_COMPARE(shown(id).value(u"state"_s), u"failing"_s);
    WebhookReceiver next;
    QCOMPARE(patch(id, {{u"url"_s, next.url()}}).data("state"), u"on"_s);
    QTRY_COMPARE(next.recipients(), QStringList{ann});
}

void TestApiWebhooks::whoIsGoneIsToldByMail()
{
    WebhookReceiver receiver;
    receiver.status = [](const auto &) { return 410; };
    const qint64 id = add(receiver.url(), events).data("id").toInteger();
    QVERIFY(click(ann));
    QTRY_COMPARE(shown(id).value(u"state"_s), u"gone"_s);
    QVERIFY(!shown(id).value(u"enabled"_s).toBool());
    const QJsonObject notice = m_world.get({u"notifications"_s}).data().toArray().first().toObject();
    QCOMPARE(notice.value(u"kind"_s), u"webhook.off"_s);
    QVERIFY(notice.value(u"message"_s).toString().contains(receiver.url()));
}

void TestApiWebhooks::testCalls()
{
    WebhookReceiver receiver;
    const qint64 id = add(receiver.url(), events, {{u"enabled"_s, false}}).data("id").toInteger();
    const QStringList test = path({QString::number(id), u"test"_s});
    QCOMPARE(m_world.call(Method::Post, test).data("status").toInt(), 200);
    QCOMPARE(receiver.takenTypes(), QStringList{u"webhook.test"_s});
    receiver.status = [](const auto &) { return 302; };
    const auto redirected = m_world.call(Method::Post, test);
    QCOMPARE(redirected.data("status").toInt(), 302);
    QVERIFY(redirected.data("problem").toString().contains(u"not followed"_s));
    const QString nowhere = [] { return WebhookReceiver().url(); }();
    QCOMPARE(patch(id, {{u"url"_s, nowhere}}).status, 200);
    const auto refused = m_world.call(Method::Post, test);
    QCOMPARE(refused.status, 200);
    QCOMPARE(refused.data("status").toInt(), 0);
    QVERIFY(!refused.data("error").toString().isEmpty());
    QCOMPARE(log(id).size(), 3);
    QCOMPARE(log(id).first().toObject().value(u"kind"_s), u"test"_s);
}

void TestApiWebhooks::addressesThatAreRefused()
{
    for (const QString &url : {u"https://10.0.0.1/"_s, u"https://169.254.169.254/latest"_s, u"https://[fd00::1]/"_s,
                               u"http://192.0.2.1/"_s, u"https://0x7f000001:1/"_s, u"http://93.184.216.34/"_s}) {
        const qint64 id = add(url, events, {{u"enabled"_s, false}}).data("id").toInteger();
        const auto tried = m_world.call(Method::Post, path({QString::number(id), u"test"_s}));
        // The sandbox may call this computer, by whatever spelling, and nobody listens there.
        const QString expected = url.contains(u"0x7f"_s)      ? u"outbound.connect"_s
                                 : url.startsWith(u"http:"_s) ? u"webhook.plain_http"_s
                                                              : u"outbound.refused_address"_s;
        QVERIFY2(tried.data("error") == expected, qPrintable(url + tried.data("error").toString()));
    }
}

void TestApiWebhooks::replays()
{
    WebhookReceiver receiver;
    const qint64 id = add(receiver.url(), events).data("id").toInteger();
    QVERIFY(click(ann));
    QVERIFY(click(bob));
    QTRY_COMPARE(log(id).size(), 2);
    const QStringList replay = path({QString::number(id), u"replay"_s});
    const QJsonObject first = log(id).last().toObject();
    QCOMPARE(m_world.post(replay, {{u"delivery"_s, first.value(u"id"_s)}}).status, 202);
    QTRY_COMPARE(receiver.recipients(), (QStringList{ann, bob, ann}));
    // The same content is the same message.
    QCOMPARE(receiver.calls.last().headers.value("webhook-id"), receiver.calls.first().headers.value("webhook-id"));
    QTRY_VERIFY(!shown(id).value(u"replaying"_s).toBool());
    const QString since = receiver.taken().first().value(u"timestamp"_s).toString();
    QCOMPARE(m_world.post(replay, {{u"since"_s, since}}).status, 202);
    QTRY_COMPARE(receiver.recipients(), (QStringList{ann, bob, ann, ann, bob}));
    QTRY_COMPARE(log(id).first().toObject().value(u"kind"_s), u"replay"_s);
}

void TestApiWebhooks::replaysThatAreRefused()
{
    WebhookReceiver receiver;
    const qint64 id = add(receiver.url(), events).data("id").toInteger();
    const QStringList replay = path({QString::number(id), u"replay"_s});
    const QString now = u"2026-11-29T10:00:00Z"_s;
    const QString before = u"2026-11-29T09:00:00Z"_s;
    QCOMPARE(m_world.post(replay, {}).code(), u"webhook.bad_replay"_s);
    QCOMPARE(m_world.post(replay, {{u"since"_s, now}, {u"until"_s, before}}).code(), u"webhook.bad_replay"_s);
    QCOMPARE(m_world.post(replay, {{u"until"_s, now}}).code(), u"webhook.bad_replay"_s);
    QCOMPARE(m_world.post(replay, {{u"delivery"_s, 1}, {u"since"_s, before}}).code(), u"webhook.bad_replay"_s);
    QCOMPARE(m_world.post(replay, {{u"delivery"_s, 987'654}}).status, 404);
    QCOMPARE(patch(id, {{u"enabled"_s, false}}).status, 200);
    const auto off = m_world.post(replay, {{u"since"_s, before}});
    QCOMPARE(off.status, 409);
    QCOMPARE(off.code(), u"webhook.is_off"_s);
    // One that does not get on, while another is asked for.
    receiver.status = [](const auto &) { return 500; };
    QVERIFY(click(ann));
    QCOMPARE(patch(id, {{u"enabled"_s, true}}).status, 200);
    QTRY_COMPARE(shown(id).value(u"state"_s), u"failing"_s);
    QCOMPARE(m_world.post(replay, {{u"since"_s, u"2020-01-01T00:00:00Z"_s}}).status, 202);
    QCOMPARE(m_world.post(replay, {{u"since"_s, u"2020-01-01T00:00:00Z"_s}}).code(), u"webhook.replaying"_s);
}

void TestApiWebhooks::theLogIsAList()
{
    WebhookReceiver receiver;
    receiver.answer = QByteArray(5000, 'x');
    const qint64 id = add(receiver.url(), events).data("id").toInteger();
    const QStringList log = path({QString::number(id), u"deliveries"_s});
    for (int i = 0; i < 3; ++i)
        QVERIFY(click(ann));
    QTRY_COMPARE(m_world.get(log).data().toArray().size(), 3);
    const auto page = m_world.get(log, QUrlQuery{{u"limit"_s, u"2"_s}});
    QCOMPARE(page.data().toArray().size(), 2);
    const auto rest = m_world.get(log, QUrlQuery{{u"after"_s, page.next().toString()}});
    QCOMPARE(rest.data().toArray().size(), 1);
    const QJsonObject row = rest.data().toArray().first().toObject();
    QCOMPARE(row.value(u"status"_s).toInt(), 200);
    QCOMPARE(row.value(u"answer"_s).toString(), QString(1024, u'x'));
    QCOMPARE(row.value(u"events"_s).toInt(), 1);
    QCOMPARE(m_world.get(log, QUrlQuery{{u"limit"_s, u"0"_s}}).status, 422);
}

void TestApiWebhooks::erasedRecipientsAreNotReplayed()
{
    WebhookReceiver receiver;
    receiver.answer = "no such customer: Erased@Example.net";
    const qint64 id = add(receiver.url(), events).data("id").toInteger();
    const QString erased = u"erased@example.net"_s;
    QVERIFY(click(erased));
    QVERIFY(click(bob));
    QTRY_COMPARE(log(id).size(), 2);
    const QString since = receiver.taken().first().value(u"timestamp"_s).toString();
    const auto deleted = ApiWorld::send(m_world.door(Door::Local),
                                        plainRequest(api::deleteEvents, {m_world.cluster}, {{u"recipient"_s, erased}}));
    QCOMPARE(deleted.data("deleted").toInt(), 1);
    const QJsonArray rows = log(id);
    for (const auto &row : rows)
        QCOMPARE(row.toObject().value(u"answer"_s).toString(), QString());
    const qsizetype before = receiver.recipients().size();
    QCOMPARE(m_world.post(path({QString::number(id), u"replay"_s}), {{u"since"_s, since}}).status, 202);
    QTRY_VERIFY(!shown(id).value(u"replaying"_s).toBool());
    QCOMPARE(receiver.recipients().sliced(before), QStringList{bob});
}

void TestApiWebhooks::aDeletedClusterTakesThemAlong()
{
    WebhookReceiver receiver;
    const QString other = m_world.post({u"clusters"_s}, {{u"name"_s, u"gone"_s}}).data("id").toString();
    const QStringList theirs{u"clusters"_s, other, u"webhooks"_s};
    QCOMPARE(add(receiver.url(), events, {}, theirs).status, 201);
    QVERIFY(click(ann, other, QString()));
    QTRY_COMPARE(receiver.recipients(), QStringList{ann});
    QCOMPARE(m_world.call(Method::Delete, {u"clusters"_s, other}).status, 204);
    QCOMPARE(m_world.get(theirs).status, 404);
    // What follows is no concern of its: the one behind it is called, it is not.
    WebhookReceiver next;
    QCOMPARE(add(next.url(), events, {}, {u"webhooks"_s}).status, 201);
    QVERIFY(click(bob));
    QTRY_COMPARE(next.recipients(), QStringList{bob});
    QCOMPARE(receiver.calls.size(), 1);
}

void TestApiWebhooks::theFeedAndTheAuditTell()
{
    const auto since = m_world.get({u"changes"_s}).data().toObject();
    const auto made = add(u"https://example.com/hook"_s, events, {{u"enabled"_s, false}});
    const qint64 id = made.data("id").toInteger();
    QCOMPARE(patch(id, {{u"people_only"_s, true}}).status, 200);
    QCOMPARE(m_world.call(Method::Delete, path({QString::number(id)})).status, 204);
    const auto changes =
        m_world.get({u"changes"_s}, QUrlQuery{{u"epoch"_s, since.value(u"epoch"_s).toString()},
                                              {u"since"_s, QString::number(since.value(u"next"_s).toInteger())}});
    QStringList actions;
    const QJsonArray list = changes.data().toObject().value(u"changes"_s).toArray();
    for (const auto &change : list) {
        if (change.toObject().value(u"kind"_s) == u"webhook"_s)
            actions << change.toObject().value(u"action"_s).toString();
    }
    QCOMPARE(actions, (QStringList{u"added"_s, u"changed"_s, u"removed"_s}));
    QStringList audited;
    const QJsonArray audit = m_world.get({u"audit"_s}).data().toArray();
    for (const auto &entry : audit) {
        const QJsonObject e = entry.toObject();
        QVERIFY(!e.value(u"detail"_s).toString().contains(u"whsec_"_s));
        if (e.value(u"subject"_s) == QString::number(id) && audited.size() < 3)
            audited.prepend(e.value(u"action"_s).toString());
    }
    QCOMPARE(audited, (QStringList{u"webhook.created"_s, u"webhook.changed"_s, u"webhook.deleted"_s}));
}

// The last one: ports change.
void TestApiWebhooks::aRestartLosesNothing()
{
    WebhookReceiver receiver;
    receiver.status = [](const auto &) { return 503; };
    const qint64 id = add(receiver.url(), events, {{u"batch"_s, true}}).data("id").toInteger();
    QVERIFY(click(ann));
    QTRY_COMPARE(shown(id).value(u"failures"_s).toInt(), 1);
    const QByteArray message = receiver.calls.last().headers.value("webhook-id");
    m_world.stop();
    QVERIFY(m_world.start());
    QCOMPARE(shown(id).value(u"failures"_s).toInt(), 1);
    QVERIFY(click(bob));
    receiver.status = [](const auto &) { return 200; };
    QTRY_COMPARE(receiver.recipients(), (QStringList{ann, bob}));
    // What was tried before is tried as it was.
    QVERIFY(std::count_if(receiver.calls.begin(), receiver.calls.end(),
                          [&](const auto &call) { return call.headers.value("webhook-id") == message; }) >= 2);
    QTRY_COMPARE(shown(id).value(u"backlog"_s).toInt(), 0); // what is not noted as delivered would be tried again
    m_world.stop();
    QVERIFY(m_world.start());
    QVERIFY(click(ann));
    QTRY_COMPARE(receiver.recipients(), (QStringList{ann, bob, ann}));
}

UNMTA_TEST(TestApiWebhooks)

} // namespace unmta::tst_api_webhooks

#include "tst_api_webhooks.moc"
