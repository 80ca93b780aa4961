#include "WireTypes.h"

#include "support/ApiDocument.h"
#include "support/TestMain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace unmta::tst_wire_codec {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using wire::UnknownFields;

namespace {

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

class TestWireCodec : public QObject
{
    Q_OBJECT

    template <typename T>
    void mustHave(const QJsonObject &object, const QStringList &optional = {})
    {
        for (const QString &key : object.keys()) {
            QJsonObject less = object;
            less.remove(key);
            const auto result = wire::fromJson<T>(less, UnknownFields::Refuse);
            QVERIFY2(result.ok() == optional.contains(key), qPrintable(key));
            if (!result) {
                QCOMPARE(result.error().code, u"json.missing_field"_s);
                QCOMPARE(result.error().field, key);
            }
        }
    }

private Q_SLOTS:
    // Each example of the document, with every field set, comes back letter by letter; of every field another type is
    // refused, and so is an unknown one beside it.
    void examples_data()
    {
        QTest::addColumn<WireType>("type");
        for (const WireType &type : wireTypes())
            QTest::newRow(qPrintable(type.schema)) << type;
    }
    void examples()
    {
        QFETCH(WireType, type);
        const QJsonObject example = apiExample(type.schema);
        QVERIFY2(!example.isEmpty(), "resources/openapi.yaml has no example of it");
        const auto back = type.pass(example, UnknownFields::Refuse);
        QVERIFY2(back.ok(), back.ok() ? "" : qPrintable(describe(back.error())));
        QCOMPARE(compact(*back), compact(example));
        for (const QString &key : example.keys()) {
            QJsonObject wrong = example;
            wrong.insert(key, example.value(key).isArray() ? QJsonValue(true) : QJsonValue(QJsonArray{1}));
            const auto refused = type.pass(wrong, UnknownFields::Refuse);
            QVERIFY2(!refused.ok(), qPrintable(key));
            QCOMPARE(refused.error().code, u"json.wrong_type"_s);
            QCOMPARE(refused.error().field, key);
            // As a reply, too: a wrong type is never taken for absent.
            QVERIFY2(!type.pass(wrong, UnknownFields::Ignore).ok(), qPrintable(key));
        }
        QJsonObject more = example;
        more.insert(u"surprise"_s, 1);
        const auto refused = type.pass(more, UnknownFields::Refuse);
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, u"json.unknown_field"_s);
        QCOMPARE(refused.error().field, u"surprise"_s);
        QVERIFY(type.pass(more, UnknownFields::Ignore).ok());
        for (const QJsonValue &other : {QJsonValue(), QJsonValue(1), QJsonValue(u"x"_s), QJsonValue(QJsonArray())})
            QCOMPARE(type.pass(other, UnknownFields::Ignore).error().code, u"json.not_an_object"_s);
    }

    // What is null, what is absent, and what a request need not have.
    void cluster()
    {
        auto without = sample<wire::Cluster>("Cluster");
        without.defaultTrackingDomain.reset();
        QVERIFY(wire::toJson(without).value(u"default_tracking_domain"_s).isNull());
        QVERIFY(*wire::fromJson<wire::Cluster>(wire::toJson(without), UnknownFields::Refuse) == without);
    }
    void clusterInput() { mustHave<wire::ClusterInput>(apiExample(u"ClusterInput"_s)); }
    void clusterChange()
    {
        mustHave<wire::ClusterChange>(apiExample(u"ClusterChange"_s), {u"name"_s, u"notify_to"_s});
        QCOMPARE(wire::toJson(wire::ClusterChange()), QJsonObject());
        QCOMPARE(wire::toJson(wire::ClusterChange{{}, QStringList()}).value(u"notify_to"_s), QJsonValue(QJsonArray()));
    }
    void timelineEntry() { QVERIFY(wire::toJson(wire::TimelineEntry()).value(u"until"_s).isNull()); }
    void trackingDomain()
    {
        const wire::TrackingDomain bare;
        const QJsonObject json = wire::toJson(bare);
        for (const QString &key : {u"verified_at"_s, u"downgraded_at"_s, u"last_check"_s, u"next_check_at"_s})
            QVERIFY2(json.contains(key) && json.value(key).isNull(), qPrintable(key));
        const QJsonObject certificate = json.value(u"certificate"_s).toObject();
        for (const QString &key : {u"issuer"_s, u"issuer_name"_s, u"not_after"_s, u"renew_at"_s, u"error"_s})
            QVERIFY2(certificate.contains(key) && certificate.value(key).isNull(), qPrintable(key));
        QVERIFY(*wire::fromJson<wire::TrackingDomain>(json, UnknownFields::Refuse) == bare);
    }
    void trackingDomainInput()
    {
        mustHave<wire::TrackingDomainInput>(apiExample(u"TrackingDomainInput"_s), {u"default"_s});
    }
    void event() { mustHave<wire::Event>(apiExample(u"Event"_s)); }
    void linkInput()
    {
        const QStringList optional{u"url"_s,       u"message_id"_s, u"recipient"_s,  u"tracking_host"_s,
                                   u"link_name"_s, u"meta"_s,       u"allow_http"_s, u"app"_s};
        mustHave<wire::LinkInput>(apiExample(u"LinkInput"_s), optional);
        const auto kind = wire::fromJson<wire::LinkInput>(QJsonObject{{u"kind"_s, u"Click"_s}}, UnknownFields::Refuse);
        QCOMPARE(kind.error().code, u"json.unknown_value"_s);
        QVERIFY(!wire::toJson(wire::LinkInput()).contains(u"tracking_host"_s));
    }
    void token()
    {
        auto listed = sample<wire::Token>("Token");
        listed.token.reset();
        QVERIFY(!wire::toJson(listed).contains(u"token"_s)); // absent, not null: there is nothing to see
    }
    void tokenInput() { mustHave<wire::TokenInput>(apiExample(u"TokenInput"_s), {u"cluster_id"_s, u"expires_at"_s}); }
    void monitor()
    {
        const QJsonObject json = wire::toJson(wire::Monitor());
        QVERIFY(json.value(u"held_since"_s).isNull() && json.value(u"next_try_at"_s).isNull());
    }
    void change()
    {
        const QList<std::pair<ChangeKind, QString>> names{
            {ChangeKind::Cluster, u"cluster"_s},           {ChangeKind::Domain, u"domain"_s},
            {ChangeKind::Activity, u"activity"_s},         {ChangeKind::Events, u"events"_s},
            {ChangeKind::Settings, u"settings"_s},         {ChangeKind::Token, u"token"_s},
            {ChangeKind::Notification, u"notification"_s}, {ChangeKind::Webhook, u"webhook"_s},
            {ChangeKind::Monitor, u"monitor"_s},           {ChangeKind::Dangling, u"dangling"_s},
            {ChangeKind::DnsRecord, u"dns_record"_s},      {ChangeKind::Clock, u"clock"_s},
            {ChangeKind::Readiness, u"readiness"_s},       {ChangeKind::Audit, u"audit"_s}};
        QJsonObject json = apiExample(u"Change"_s);
        QVERIFY(wire::fromJson<wire::Change>(json, UnknownFields::Refuse).ok());
        for (const auto &[kind, name] : names) {
            json.insert(u"kind"_s, name);
            const auto change = wire::fromJson<wire::Change>(json, UnknownFields::Ignore);
            QVERIFY2(change && change->kind == kind, qPrintable(name));
            QCOMPARE(wire::toJson(*change), json);
        }
        // Of a newer engine; an action that is not known is refused, because it would be misunderstood.
        json.insert(u"kind"_s, u"tenant"_s);
        QCOMPARE(wire::fromJson<wire::Change>(json, UnknownFields::Ignore)->kind, ChangeKind::Unknown);
        json.insert(u"action"_s, u"renamed"_s);
        QCOMPARE(wire::fromJson<wire::Change>(json, UnknownFields::Ignore).error().code, u"json.unknown_value"_s);
    }
    void dnsRecord() { mustHave<wire::DnsRecord>(apiExample(u"DnsRecord"_s), {u"ttl"_s}); }
    void failure() { mustHave<wire::Failure>(apiExample(u"Failure"_s), {u"code"_s, u"errors"_s, u"request_id"_s}); }

    void enums_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("status") << u"status"_s << QStringList{u"pending"_s, u"active"_s};
        QTest::newRow("certificate") << u"certificate"_s
                                     << QStringList{u"none"_s, u"issuing"_s, u"valid"_s, u"renewing"_s, u"failed"_s};
        QTest::newRow("outcome") << u"last_check"_s << QStringList{u"match"_s, u"changed"_s, u"unknown"_s};
    }
    void enums()
    {
        QFETCH(QString, field);
        QFETCH(QStringList, words);
        const QString inner = field == u"certificate"_s  ? u"state"_s
                              : field == u"last_check"_s ? u"outcome"_s
                                                         : QString();
        const auto with = [&](const QJsonValue &word) {
            QJsonObject domain = apiExample(u"TrackingDomain"_s);
            if (inner.isEmpty()) {
                domain.insert(field, word);
            } else {
                QJsonObject nested = domain.value(field).toObject();
                nested.insert(inner, word);
                domain.insert(field, nested);
            }
            return wire::fromJson<wire::TrackingDomain>(domain, UnknownFields::Ignore);
        };
        for (const QString &word : words)
            QVERIFY2(with(word).ok(), qPrintable(word));
        for (const QString &word : {u""_s, u"Active"_s, u"MATCH"_s, u"matched"_s, u"0"_s}) {
            const auto refused = with(word);
            QVERIFY2(!refused.ok(), qPrintable(word));
            QCOMPARE(refused.error().code, u"json.unknown_value"_s);
            QCOMPARE(refused.error().field, inner.isEmpty() ? field : field + u'.' + inner);
        }
        QCOMPARE(with(1).error().code, u"json.wrong_type"_s);
    }

    void numbers_data()
    {
        QTest::addColumn<QByteArray>("json"); // a Change with this sequence, or a DnsRecord with this ttl
        QTest::addColumn<bool>("wide");
        QTest::addColumn<bool>("fits");
        QTest::newRow("zero") << QByteArray("0") << true << true;
        QTest::newRow("negative") << QByteArray("-1") << true << true;
        QTest::newRow("largest") << QByteArray("9223372036854775807") << true << true;
        QTest::newRow("beyond doubles") << QByteArray("9007199254740993") << true << true;
        QTest::newRow("whole in exponent form") << QByteArray("1e3") << true << true;
        QTest::newRow("too large") << QByteArray("9223372036854775808") << true << false;
        QTest::newRow("far too large") << QByteArray("1e300") << true << false;
        QTest::newRow("fraction") << QByteArray("1.5") << true << false;
        QTest::newRow("tiny fraction") << QByteArray("1e-3") << true << false;
        QTest::newRow("text") << QByteArray("\"1\"") << true << false;
        QTest::newRow("null") << QByteArray("null") << true << false;
        QTest::newRow("truth") << QByteArray("true") << true << false;
        QTest::newRow("31 bits") << QByteArray("2147483647") << false << true;
        QTest::newRow("32 bits") << QByteArray("2147483648") << false << false;
        QTest::newRow("below 31 bits") << QByteArray("-2147483649") << false << false;
        QTest::newRow("fraction in a small number") << QByteArray("0.5") << false << false;
    }
    void numbers()
    {
        QFETCH(QByteArray, json);
        QFETCH(bool, wide);
        QFETCH(bool, fits);
        const auto object = wire::parseObject(
            wide ? "{\"sequence\":" + json + ",\"kind\":\"\",\"cluster_id\":\"\",\"subject\":\"\",\"action\":\"added\"}"
                 : "{\"name\":\"\",\"type\":\"\",\"value\":\"\",\"ttl\":" + json + '}');
        QVERIFY(object.ok());
        if (wide) {
            const auto change = wire::fromJson<wire::Change>(*object, UnknownFields::Refuse);
            QCOMPARE(change.ok(), fits);
            QVERIFY(fits || change.error().code == u"json.wrong_type"_s);
            if (fits && !json.contains('e'))
                QCOMPARE(QByteArray::number(change->sequence), json);
        } else {
            const auto record = wire::fromJson<wire::DnsRecord>(*object, UnknownFields::Refuse);
            QCOMPARE(record.ok(), fits);
            QVERIFY(fits || record.error().field == u"ttl"_s);
        }
    }

    void nestedUnknownFieldsAreRefusedWithTheirPath()
    {
        QJsonObject domain = apiExample(u"TrackingDomain"_s);
        QJsonObject record = domain.value(u"record"_s).toObject();
        record.insert(u"extra"_s, 1);
        domain.insert(u"record"_s, record);
        const auto refused = wire::fromJson<wire::TrackingDomain>(domain, UnknownFields::Refuse);
        QCOMPARE(refused.error().code, u"json.unknown_field"_s);
        QCOMPARE(refused.error().field, u"record.extra"_s);
        QVERIFY(wire::fromJson<wire::TrackingDomain>(domain, UnknownFields::Ignore).ok());
    }

    void mapsNameTheKeyAtFault()
    {
        const auto object = wire::parseObject("{\"kind\":\"open\",\"meta\":{\"good\":\"x\",\"bad\":1}}");
        const auto refused = wire::fromJson<wire::LinkInput>(*object, UnknownFields::Refuse);
        QCOMPARE(refused.error().code, u"json.wrong_type"_s);
        QCOMPARE(refused.error().field, u"meta.bad"_s);
    }

    void bodies_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("code"); // empty: accepted
        QTest::addColumn<QString>("key");
        const auto row = [](const char *what, const QByteArray &body, const QString &code = {},
                            const QString &key = {}) { QTest::newRow(what) << body << code << key; };
        row("object", "{\"a\":1}");
        row("empty object", "{}");
        row("white space around", " \r\n\t{ \"a\" : 1 }\n");
        row("same key at different places", "{\"a\":{\"a\":1},\"b\":{\"a\":[{\"a\":1},{\"a\":2}]}}");
        row("keys differ in case", "{\"a\":1,\"A\":2}");
        row("a value that equals the key", "{\"a\":\"a\",\"b\":\"a\"}");
        row("value with colon behind", "{\"a\":\"b:\",\"c\":\":\"}");
        row("quotes inside", "{\"a\\\"\":1,\"a\":\"\\\"a\\\":1\"}");
        row("backslash at the end", "{\"a\\\\\":1,\"a\":2}");
        row("twice", "{\"a\":1,\"a\":2}", u"json.duplicate_key"_s, u"a"_s);
        row("twice with space", "{\"a\" :1,\"a\"\n:2}", u"json.duplicate_key"_s, u"a"_s);
        row("twice, once escaped", "{\"name\":1,\"n\\u0061me\":2}", u"json.duplicate_key"_s, u"name"_s);
        row("twice, slash escaped", "{\"a/b\":1,\"a\\/b\":2}", u"json.duplicate_key"_s, u"a/b"_s);
        row("twice, surrogates escaped", "{\"\xf0\x9f\x98\x80\":1,\"\\ud83d\\ude00\":2}", u"json.duplicate_key"_s,
            u"😀"_s);
        row("twice, empty", "{\"\":1,\"\":2}", u"json.duplicate_key"_s, u""_s);
        row("twice, deep", "{\"x\":[[{\"y\":{\"a\":1,\"b\":2,\"a\":3}}]]}", u"json.duplicate_key"_s, u"a"_s);
        row("twice behind an object", "{\"a\":{\"b\":1},\"c\":[],\"a\":1}", u"json.duplicate_key"_s, u"a"_s);
        row("array", "[1]", u"json.not_an_object"_s);
        row("nothing", "", u"json.malformed"_s);
        row("text", "hello", u"json.malformed"_s);
        row("cut", "{\"a\":", u"json.malformed"_s);
        row("comma at the end", "{\"a\":1,}", u"json.malformed"_s);
        row("something behind", "{\"a\":1} x", u"json.malformed"_s);
        row("single quotes", "{'a':1}", u"json.malformed"_s);
        row("not UTF-8", "{\"a\":\"\xff\"}", u"json.malformed"_s);
        row("very deep", QByteArray(200'000, '['), u"json.malformed"_s);
        row("very deep objects", QByteArray("{\"a\":").repeated(100'000), u"json.malformed"_s);
    }
    void bodies()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, code);
        QFETCH(QString, key);
        const auto parsed = wire::parseObject(body);
        QCOMPARE(parsed.ok() ? QString() : parsed.error().code, code);
        if (!parsed)
            QCOMPARE(parsed.error().context.value(u"key"_s), key);
    }

    void aMegabyteIsReadInPassing()
    {
        QByteArray body = "{\"k0\":0";
        for (int i = 1; body.size() < 1'000'000; ++i)
            body += ",\"k" + QByteArray::number(i) + "\":\"xxxxxxxxxxxxxxxx\"";
        const double before = processorMs();
        QVERIFY(wire::parseObject(body + '}').ok());
        const double spent = processorMs() - before;
        QVERIFY2(spent < 2000, qPrintable(QString::number(spent)));
        QCOMPARE(wire::parseObject(body + ",\"k0\":1}").error().code, u"json.duplicate_key"_s);
    }

    void eventKinds()
    {
        QCOMPARE(wire::eventTypeFromKind(u"open"_s), std::optional(wire::EventType::Open));
        QCOMPARE(wire::eventTypeFromKind(u"click"_s), std::optional(wire::EventType::Click));
        QVERIFY(!wire::eventTypeFromKind(u"Open"_s) && !wire::eventTypeFromKind(QString()));
        QCOMPARE(wire::kindOf(wire::EventType::Open), u"open"_s);
        QCOMPARE(wire::kindOf(wire::EventType::Click), u"click"_s);
    }
};

UNMTA_TEST(TestWireCodec)

} // namespace unmta::tst_wire_codec

#include "tst_wire_codec.moc"
