#include "WireSamples.h"

#include "contract/json/JsonCodec.h"
#include "support/TestMain.h"
#include "support/TestPaths.h"

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

    // What is written, letter by letter, and that it comes back as the same.
    template <typename T>
    void golden(const T &value, const char *file)
    {
        QFile sample(test::sourcePath(u"tests/contract/golden/%1.json"_s.arg(QLatin1StringView(file))));
        QVERIFY2(sample.open(QIODevice::ReadOnly), file);
        const QByteArray json = sample.readAll().trimmed();
        QCOMPARE(compact(wire::toJson(value)), json);
        const auto object = wire::parseObject(json);
        QVERIFY(object.ok());
        const auto back = wire::fromJson<T>(*object, UnknownFields::Refuse);
        QVERIFY2(back.ok(), back.ok() ? "" : qPrintable(describe(back.error())));
        QCOMPARE(compact(wire::toJson(*back)), json);
        if constexpr (requires { *back == value; })
            QVERIFY(*back == value);
        everyFieldIsStrict<T>(*object);
    }

    // Of every field: another type is refused, and an unknown one beside it.
    template <typename T>
    void everyFieldIsStrict(const QJsonObject &object)
    {
        for (const QString &key : object.keys()) {
            QJsonObject wrong = object;
            wrong.insert(key, object.value(key).isArray() ? QJsonValue(true) : QJsonValue(QJsonArray{1}));
            const auto refused = wire::fromJson<T>(wrong, UnknownFields::Refuse);
            QVERIFY2(!refused.ok(), qPrintable(key));
            QCOMPARE(refused.error().code, u"json.wrong_type"_s);
            QCOMPARE(refused.error().field, key);
            // As a reply, too: a wrong type is never taken for absent.
            QVERIFY2(!wire::fromJson<T>(wrong, UnknownFields::Ignore).ok(), qPrintable(key));
        }
        QJsonObject more = object;
        more.insert(u"surprise"_s, 1);
        const auto refused = wire::fromJson<T>(more, UnknownFields::Refuse);
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, u"json.unknown_field"_s);
        QCOMPARE(refused.error().field, u"surprise"_s);
        QVERIFY((wire::fromJson<T>(more, UnknownFields::Ignore).ok()));
        for (const QJsonValue &other : {QJsonValue(), QJsonValue(1), QJsonValue(u"x"_s), QJsonValue(QJsonArray())})
            QCOMPARE((wire::fromJson<T>(other, UnknownFields::Ignore).error().code), u"json.not_an_object"_s);
    }

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
    void server() { golden(sampleServer(), "Server"); }
    void cluster()
    {
        golden(sampleCluster(), "Cluster");
        wire::Cluster without = sampleCluster();
        without.defaultTrackingDomain.reset();
        QVERIFY(wire::toJson(without).value(u"default_tracking_domain"_s).isNull());
        QVERIFY(*wire::fromJson<wire::Cluster>(wire::toJson(without), UnknownFields::Refuse) == without);
    }
    void clusterInput()
    {
        golden(wire::ClusterInput{u"north"_s}, "ClusterInput");
        mustHave<wire::ClusterInput>(wire::toJson(wire::ClusterInput{u"north"_s}));
    }
    void clusterChange()
    {
        golden(wire::ClusterChange{u"north"_s, QStringList{u"ann@example.net"_s}}, "ClusterChange");
        mustHave<wire::ClusterChange>(wire::toJson(wire::ClusterChange{u"north"_s, QStringList()}),
                                      {u"name"_s, u"notify_to"_s});
        QCOMPARE(wire::toJson(wire::ClusterChange()), QJsonObject());
        QCOMPARE(wire::toJson(wire::ClusterChange{{}, QStringList()}).value(u"notify_to"_s), QJsonValue(QJsonArray()));
    }
    void timelineEntry()
    {
        golden(sampleTimelineEntry(), "TimelineEntry");
        QVERIFY(wire::toJson(wire::TimelineEntry()).value(u"until"_s).isNull());
    }
    void mailTest() { golden(wire::MailTest{true, u"Taken."_s, u"smtp://mail.example.com"_s}, "MailTest"); }
    void check() { golden(sampleCheck(), "Check"); }
    void trackingDomain()
    {
        golden(sampleDomain(), "TrackingDomain");
        const wire::TrackingDomain bare;
        const QJsonObject json = wire::toJson(bare);
        for (const QString &key : {u"verified_at"_s, u"last_check"_s, u"next_check_at"_s})
            QVERIFY2(json.contains(key) && json.value(key).isNull(), qPrintable(key));
        const QJsonObject certificate = json.value(u"certificate"_s).toObject();
        for (const QString &key : {u"issuer"_s, u"issuer_name"_s, u"not_after"_s, u"renew_at"_s, u"error"_s})
            QVERIFY2(certificate.contains(key) && certificate.value(key).isNull(), qPrintable(key));
        QVERIFY(*wire::fromJson<wire::TrackingDomain>(json, UnknownFields::Refuse) == bare);
    }
    void trackingDomainInput()
    {
        const wire::TrackingDomainInput input{u"track.example.com"_s, true};
        golden(input, "TrackingDomainInput");
        mustHave<wire::TrackingDomainInput>(wire::toJson(input), {u"default"_s});
    }
    void verifyReply() { golden(wire::VerifyReply{sampleDomain(), sampleCheck()}, "VerifyReply"); }
    void event()
    {
        golden(sampleEvent(), "Event");
        mustHave<wire::Event>(wire::toJson(sampleEvent()));
    }
    void activityBucket() { golden(sampleBucket(), "ActivityBucket"); }
    void linkInput()
    {
        golden(sampleLinkInput(), "LinkInput");
        const QStringList optional{u"url"_s,           u"message_id"_s, u"recipient"_s,
                                   u"tracking_host"_s, u"link_name"_s,  u"meta"_s};
        mustHave<wire::LinkInput>(wire::toJson(sampleLinkInput()), optional);
        const auto kind = wire::fromJson<wire::LinkInput>(QJsonObject{{u"kind"_s, u"Click"_s}}, UnknownFields::Refuse);
        QCOMPARE(kind.error().code, u"json.unknown_value"_s);
        QVERIFY(!wire::toJson(wire::LinkInput()).contains(u"tracking_host"_s));
    }
    void rewriting()
    {
        golden(sampleRewritePreview(), "RewritePreview");
        golden(sampleInspection(), "Inspection");
        golden(wire::RewriteRules{true, false, true, false}, "RewriteRules");
        golden(wire::InspectInput{u"https://track.example.com/c/x"_s}, "InspectInput");
    }
    void link() { golden(wire::Link{u"https://track.example.com/c/x"_s}, "Link"); }
    void token()
    {
        golden(sampleToken(), "Token");
        wire::Token listed = sampleToken();
        listed.token.reset();
        QVERIFY(!wire::toJson(listed).contains(u"token"_s)); // absent, not null: there is nothing to see
    }
    void tokenInput()
    {
        const wire::TokenInput input{u"deploy"_s, {u"admin"_s}, u"0a1b2c3d"_s, sampleTime()};
        golden(input, "TokenInput");
        mustHave<wire::TokenInput>(wire::toJson(input), {u"cluster_id"_s, u"expires_at"_s});
    }
    void notification() { golden(sampleNotification(), "Notification"); }
    void auditEntry() { golden(sampleAuditEntry(), "AuditEntry"); }
    void monitor()
    {
        golden(sampleMonitor(), "Monitor");
        golden(wire::BackupInput{u"/copy"_s}, "BackupInput");
        golden(wire::Backup{u"/copy"_s, {u"engine.db"_s, u"events.db"_s}}, "Backup");
        const QJsonObject json = wire::toJson(wire::Monitor());
        QVERIFY(json.value(u"held_since"_s).isNull() && json.value(u"next_try_at"_s).isNull());
    }
    void danglingRecord() { golden(sampleDangling(), "DanglingRecord"); }
    void change()
    {
        golden(sampleChangePage().changes.first(), "Change");
        const QList<std::pair<ChangeKind, QString>> names{
            {ChangeKind::Cluster, u"cluster"_s},      {ChangeKind::Domain, u"domain"_s},
            {ChangeKind::Activity, u"activity"_s},    {ChangeKind::Settings, u"settings"_s},
            {ChangeKind::Token, u"token"_s},          {ChangeKind::Notification, u"notification"_s},
            {ChangeKind::Monitor, u"monitor"_s},      {ChangeKind::Dangling, u"dangling"_s},
            {ChangeKind::DnsRecord, u"dns_record"_s}, {ChangeKind::Clock, u"clock"_s}};
        QJsonObject json = wire::toJson(sampleChangePage().changes.first());
        for (const auto &[kind, name] : names) {
            json.insert(u"kind"_s, name);
            const auto change = wire::fromJson<wire::Change>(json, UnknownFields::Ignore);
            QVERIFY2(change && change->kind == kind, qPrintable(name));
            QCOMPARE(wire::toJson(*change), json);
        }
        // Of a newer engine; an action that is not known is refused, because it would be misunderstood.
        json.insert(u"kind"_s, u"webhook"_s);
        QCOMPARE(wire::fromJson<wire::Change>(json, UnknownFields::Ignore)->kind, ChangeKind::Unknown);
        json.insert(u"action"_s, u"renamed"_s);
        QCOMPARE(wire::fromJson<wire::Change>(json, UnknownFields::Ignore).error().code, u"json.unknown_value"_s);
    }
    void changePage() { golden(sampleChangePage(), "ChangePage"); }
    void dnsRecord()
    {
        golden(sampleRecord(), "DnsRecord");
        mustHave<wire::DnsRecord>(wire::toJson(sampleRecord()), {u"ttl"_s});
    }
    void clock()
    {
        golden(wire::ClockInput{u"24h"_s}, "ClockInput");
        golden(wire::ClockState{sampleTime()}, "ClockState");
    }
    void failure()
    {
        const wire::Failure failure{u"No."_s, u"domain.apex"_s, {{u"name"_s, {u"No."_s, u"Really."_s}}}};
        golden(failure, "Failure");
        mustHave<wire::Failure>(wire::toJson(failure), {u"code"_s, u"errors"_s});
    }

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
            QJsonObject domain = wire::toJson(sampleDomain());
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
        QJsonObject domain = wire::toJson(sampleDomain());
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
