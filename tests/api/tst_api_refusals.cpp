// What the management API refuses: with which status, code, field and sentence, through every door.
#include "api/ErrorStatus.h"
#include "support/ApiWorld.h"
#include "support/TestMain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace unmta::tst_api_refusals {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

struct Case
{
    const char *name;
    Method method;
    QString path; // below /api/v1; {c} is the cluster
    QByteArray body;
    int status;
    QString code;
    QString field = {};
    QString says = {};                           // part of the sentence
    QByteArray contentType = "application/json"; // of a body
};

const QString domains = u"/clusters/{c}/tracking-domains"_s;
const QString links = u"/clusters/{c}/links"_s;

QByteArray named(const QString &name)
{
    return QJsonDocument(QJsonObject{{u"name"_s, name}}).toJson();
}

QList<Case> nameCases()
{
    const auto refused = [](const char *row, const QString &name, const QString &code, const QString &says) {
        return Case{row, Method::Post, domains, named(name), 422, code, u"name"_s, says};
    };
    return {
        refused("two labels", u"example.com"_s, u"domain.not_subdomain"_s, u"track.example.com"_s),
        refused("apex under a public suffix", u"example.co.uk"_s, u"domain.apex"_s, u"track.example.co.uk"_s),
        refused("IPv4", u"10.0.0.1"_s, u"domain.ip_address"_s, u"Enter a subdomain"_s),
        refused("IPv4 in hex", u"0x7f.1"_s, u"domain.ip_address"_s, u"Enter a subdomain"_s),
        refused("reserved TLD", u"a.b.test"_s, u"domain.reserved_tld"_s, u".test"_s),
        refused("label starts with a hyphen", u"-x.example.com"_s, u"domain.malformed"_s, u"hyphen"_s),
        refused("label of 64", QString(64, u'a') + u".example.com"_s, u"domain.label_too_long"_s, u"63"_s),
        refused("duplicate", u"track.example.com"_s, u"domain.duplicate"_s, u"already"_s),
        refused("duplicate in other spelling", u"TRACK.Example.COM."_s, u"domain.duplicate"_s, u"already"_s),
        refused("URL", u"https://track.example.com/x"_s, u"domain.url"_s, u"track.example.com"_s),
        refused("wildcard", u"*.example.com"_s, u"domain.wildcard"_s, u"wildcard"_s),
        refused("our own zone", u"x.track.unmta.net"_s, u"domain.own_zone"_s, u"your own domain"_s),
        refused("empty", u""_s, u"domain.required"_s, u"Enter"_s),
        refused("control character", u"track.exa\nmple.com"_s, u"domain.malformed"_s, u"valid host name"_s),
    };
}

QList<Case> bodyCases()
{
    const QByteArray big = "{\"name\":\"" + QByteArray(1024 * 1024, 'x') + "\"}";
    return {
        {"not JSON", Method::Post, domains, "name=x", 400, u"json.malformed"_s, {}, u"valid JSON"_s},
        {"cut off", Method::Post, domains, "{\"name\":\"track", 400, u"json.malformed"_s},
        {"nothing", Method::Post, domains, "", 400, u"json.malformed"_s},
        {"an array", Method::Post, domains, "[]", 400, u"json.not_an_object"_s},
        {"duplicate key", Method::Post, domains, R"({"name":"a.example.com","name":"b.example.com"})", 400,
         u"json.duplicate_key"_s, u"name"_s, u"twice"_s},
        {"duplicate key, escaped", Method::Post, domains, R"({"name":"a.example.com","n\u0061me":"b.example.com"})",
         400, u"json.duplicate_key"_s, u"name"_s},
        {"duplicate key, nested", Method::Post, links, R"({"kind":"open","meta":{"a":"1","a":"2"}})", 400,
         u"json.duplicate_key"_s, u"a"_s},
        {"half a surrogate pair", Method::Post, domains, R"({"name":"a\ud800.example.com"})", 422,
         u"json.lone_surrogate"_s, u"name"_s, u"name"_s},
        {"the other half", Method::Post, u"/clusters"_s, R"({"name":"\udc00"})", 422, u"json.lone_surrogate"_s,
         u"name"_s},
        {"halves in the wrong order", Method::Post, u"/tokens"_s, R"({"name":"\udc00\ud800","scopes":["read"]})", 422,
         u"json.lone_surrogate"_s, u"name"_s},
        {"half a pair in a list", Method::Post, u"/tokens"_s, R"({"name":"a","scopes":["\ud83d"]})", 422,
         u"json.lone_surrogate"_s, u"scopes"_s},
        {"half a pair within", Method::Post, links, R"({"kind":"open","meta":{"a":"x\ud83d y"}})", 422,
         u"json.lone_surrogate"_s, u"meta.a"_s},
        {"half a pair in a name", Method::Post, links, R"({"kind":"open","meta":{"\ud83d":"x"}})", 422,
         u"json.lone_surrogate"_s, u"meta"_s},
        {"half a pair in a setting", Method::Patch, u"/settings"_s, R"({"smtp.username":"\ud800"})", 422,
         u"json.lone_surrogate"_s, u"smtp.username"_s},
        {"half a pair in a link", Method::Post, links, R"({"kind":"click","url":"https://example.com/\ud800"})", 422,
         u"json.lone_surrogate"_s, u"url"_s},
        {"U+0000", Method::Post, u"/clusters"_s, R"({"name":"a\u0000b"})", 422, u"json.nul"_s, u"name"_s, u"U+0000"_s},
        {"U+0000 in a name", Method::Post, links, R"({"kind":"open","meta":{"a\u0000":"x"}})", 422, u"json.nul"_s,
         u"meta"_s},
        {"a raw NUL",
         Method::Post,
         u"/clusters"_s,
         QByteArray("{\"name\":\"a\0b\"}", 14),
         400,
         u"json.malformed"_s,
         {},
         u"byte 10"_s},
        {"a raw line end",
         Method::Post,
         u"/clusters"_s,
         "{\"name\":\"a\nb\"}",
         400,
         u"json.malformed"_s,
         {},
         u"byte 10"_s},
        {"null for a name", Method::Patch, u"/clusters/{c}"_s, R"({"name":null})", 422, u"json.wrong_type"_s,
         u"name"_s},
        {"null for addresses", Method::Patch, u"/clusters/{c}"_s, R"({"notify_to":null})", 422, u"json.wrong_type"_s,
         u"notify_to"_s},
        {"unknown field", Method::Post, domains, R"({"name":"a.example.com","defualt":true})", 422,
         u"json.unknown_field"_s, u"defualt"_s, u"spelling"_s},
        {"missing field", Method::Post, domains, R"({"default":true})", 422, u"json.missing_field"_s, u"name"_s},
        {"wrong type", Method::Post, domains, R"({"name":7})", 422, u"json.wrong_type"_s, u"name"_s},
        {"wrong type, boolean", Method::Post, domains, R"({"name":"a.example.com","default":"yes"})", 422,
         u"json.wrong_type"_s, u"default"_s},
        {"null", Method::Post, domains, R"({"name":null})", 422, u"json.wrong_type"_s, u"name"_s},
        {"1 MB", Method::Post, domains, big, 413, u"request.body_too_large"_s, {}, u"1048576"_s},
        {"1 MiB and one", Method::Post, domains, QByteArray(1024 * 1024 + 1, ' '), 413, u"request.body_too_large"_s},
        {"plain text",
         Method::Post,
         domains,
         "x",
         415,
         u"request.unsupported_media_type"_s,
         {},
         u"application/json"_s,
         "text/plain"},
        {"a form",
         Method::Patch,
         u"/settings"_s,
         "a=b",
         415,
         u"request.unsupported_media_type"_s,
         {},
         {},
         "application/x-www-form-urlencoded"},
        {"a verification with a wish",
         Method::Post,
         domains + u"/pending.example.com/verify"_s,
         R"({"force":true})",
         400,
         u"request.body_unexpected"_s,
         {},
         u"takes no body"_s},
        {"a default with a name", Method::Put, domains + u"/pending.example.com/default"_s, R"({"default":false})", 400,
         u"request.body_unexpected"_s},
        {"a test mail to somebody", Method::Post, u"/notifications/test"_s, R"({"to":"x@example.com"})", 400,
         u"request.body_unexpected"_s},
        {"a release of something", Method::Post, u"/monitor/release"_s, "junk", 400, u"request.body_unexpected"_s},
        {"a deletion with a condition", Method::Delete, domains + u"/pending.example.com"_s, R"({"if":"pending"})", 400,
         u"request.body_unexpected"_s},
        {"a question with a body", Method::Get, u"/clusters"_s, R"({"limit":1})", 400, u"request.body_unexpected"_s},
        {"parameters of the type do no harm",
         Method::Post,
         domains,
         "{}",
         422,
         u"json.missing_field"_s,
         u"name"_s,
         {},
         "Application/JSON; charset=utf-8"},
    };
}

QList<Case> objectCases()
{
    const QString pending = domains + u"/pending.example.com"_s;
    return {
        {"default of a pending one",
         Method::Put,
         pending + u"/default"_s,
         "",
         409,
         u"domain.pending"_s,
         {},
         u"verify"_s},
        {"a foreign domain",
         Method::Get,
         domains + u"/other.example.org"_s,
         "",
         404,
         u"request.not_found"_s,
         {},
         u"Not Found"_s},
        {"verify what is not there", Method::Post, domains + u"/none.example.com/verify"_s, "", 404,
         u"request.not_found"_s},
        {"delete what is not there", Method::Delete, domains + u"/none.example.com"_s, "", 404, u"request.not_found"_s},
        {"no name at all", Method::Get, domains + u"/%20"_s, "", 404, u"request.not_found"_s},
        {"cluster without a name", Method::Post, u"/clusters"_s, R"({"name":" "})", 422, u"cluster.name_required"_s,
         u"name"_s},
        {"cluster of the same name", Method::Post, u"/clusters"_s, R"({"name":"default"})", 422, u"cluster.duplicate"_s,
         u"name"_s, u"default"_s},
        {"cluster name too long", Method::Post, u"/clusters"_s, named(QString(101, u'n')), 422,
         u"cluster.name_too_long"_s, u"name"_s},
        {"rename to nothing", Method::Patch, u"/clusters/{c}"_s, R"({"name":""})", 422, u"cluster.name_required"_s,
         u"name"_s},
        {"token without a name", Method::Post, u"/tokens"_s, R"({"name":"","scopes":["read"]})", 422,
         u"token.name_required"_s, u"name"_s},
        {"token without a scope", Method::Post, u"/tokens"_s, R"({"name":"a","scopes":[]})", 422,
         u"token.scope_required"_s, u"scopes"_s},
        {"token of an unknown scope", Method::Post, u"/tokens"_s, R"({"name":"a","scopes":["root"]})", 422,
         u"token.unknown_scope"_s, u"scopes"_s, u"root"_s},
        {"token of an unknown cluster", Method::Post, u"/tokens"_s,
         R"({"name":"a","scopes":["read"],"cluster_id":"00000000"})", 422, u"token.unknown_cluster"_s, u"cluster_id"_s,
         u"00000000"_s},
        {"token of a taken name", Method::Post, u"/tokens"_s, R"({"name":"taken","scopes":["read"]})", 422,
         u"token.duplicate"_s, u"name"_s, u"taken"_s},
    };
}

QList<Case> linkCases()
{
    const QByteArray longUrl = "{\"kind\":\"click\",\"url\":\"https://example.com/" + QByteArray(9000, 'x') + "\"}";
    const QByteArray longId = "{\"kind\":\"open\",\"message_id\":\"" + QByteArray(999, 'x') + "\"}";
    return {
        {"click without an address", Method::Post, links, R"({"kind":"click"})", 422, u"link.url_required"_s, u"url"_s},
        {"script", Method::Post, links, R"-({"kind":"click","url":"javascript:alert(1)"})-", 422,
         u"link.url_unsupported"_s, u"url"_s, u"https://"_s},
        {"file", Method::Post, links, R"({"kind":"click","url":"file:///etc/passwd"})", 422, u"link.url_unsupported"_s,
         u"url"_s},
        {"relative", Method::Post, links, R"({"kind":"click","url":"/offer"})", 422, u"link.url_unsupported"_s,
         u"url"_s},
        {"line break", Method::Post, links, R"({"kind":"click","url":"https://example.com/\r\nX: y"})", 422,
         u"link.url_unsupported"_s, u"url"_s},
        {"far too long", Method::Post, links, longUrl, 422, u"link.url_too_long"_s, u"url"_s},
        {"unknown kind", Method::Post, links, R"({"kind":"view"})", 422, u"json.unknown_value"_s, u"kind"_s},
        {"message id too long", Method::Post, links, longId, 422, u"link.field_too_long"_s, u"message_id"_s},
        {"a pending host", Method::Post, links, R"({"kind":"open","tracking_host":"pending.example.com"})", 422,
         u"domain.not_active"_s, u"tracking_host"_s, u"pending.example.com"_s},
        {"a foreign host", Method::Post, links, R"({"kind":"open","tracking_host":"other.example.org"})", 422,
         u"domain.not_active"_s, u"tracking_host"_s},
    };
}

QList<Case> sandboxCases()
{
    const QString records = u"/sandbox/dns-records"_s;
    const QString clock = u"/sandbox/clock"_s;
    return {
        {"record of a strange type", Method::Put, records, R"({"name":"a.example.com","type":"LOC","value":"x"})", 422,
         u"sandbox.dns_type"_s, u"type"_s, u"LOC"_s},
        {"record of a strange name", Method::Put, records,
         R"({"name":"a..example.com","type":"A","value":"192.0.2.1"})", 422, u"sandbox.dns_name"_s, u"name"_s},
        {"record of a strange value", Method::Put, records, R"({"name":"a.example.com","type":"A","value":"here"})",
         422, u"sandbox.dns_value"_s, u"value"_s, u"here"_s},
        {"record of the operator", Method::Put, records,
         R"({"name":"A.Track.unmta.net.","type":"A","value":"192.0.2.1"})", 422, u"sandbox.own_zone"_s, u"name"_s},
        {"removing what is not there", Method::Delete, records + u"?name=none.example.com"_s, "", 404,
         u"request.not_found"_s, u"name"_s},
        {"nobody plays", Method::Post, u"/sandbox/recipients"_s, R"({"cluster":"none","recipients":0})", 422,
         u"sandbox.bad_audience"_s, u"recipients"_s},
        {"clock by nothing", Method::Post, clock, R"({"advance":"0s"})", 422, u"sandbox.bad_advance"_s, u"advance"_s},
        {"clock backwards", Method::Post, clock, R"({"advance":"-1h"})", 422, u"duration.malformed"_s, u"advance"_s,
         u"24h"_s},
        {"clock by an age", Method::Post, clock, R"({"advance":"999999999d"})", 422, u"sandbox.bad_advance"_s,
         u"advance"_s},
    };
}

QList<Case> queryCases()
{
    const auto wrong = [](const char *row, const QString &path, const QString &field) {
        return Case{row, Method::Get, path, "", 422, u"request.bad_query"_s, field, field};
    };
    const auto cursor = [](const char *row, const QString &path) {
        return Case{row, Method::Get, path, "", 422, u"store.bad_cursor"_s, u"after"_s, u"cursor"_s};
    };
    const QString events = u"/clusters/{c}/events"_s;
    const QString activity = domains + u"/track.example.com/activity"_s;
    return {
        wrong("limit of none", events + u"?limit=0"_s, u"limit"_s),
        wrong("limit of no cluster", u"/clusters?limit=0"_s, u"limit"_s),
        cursor("strange cursor of clusters", u"/clusters?after=!!"_s),
        wrong("limit of words", events + u"?limit=all"_s, u"limit"_s),
        wrong("limit beyond the bound", domains + u"?limit=100000"_s, u"limit"_s),
        wrong("unknown kind", events + u"?kind=view"_s, u"kind"_s),
        wrong("unknown order", events + u"?order=random"_s, u"order"_s),
        wrong("unknown bucket", activity + u"?bucket=year"_s, u"bucket"_s),
        wrong("time of words", activity + u"?from=yesterday"_s, u"from"_s),
        wrong("end before start", activity + u"?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z"_s, u"from"_s),
        wrong("ten years", activity + u"?from=2016-02-01T00:00:00Z&to=2026-01-01T00:00:00Z"_s, u"from"_s),
        wrong("since of words", u"/changes?since=now"_s, u"since"_s),
        wrong("negative since", u"/changes?since=-1"_s, u"since"_s),
        wrong("wait of words", u"/changes?wait=long"_s, u"wait"_s),
        cursor("strange cursor of events", events + u"?after=!!"_s),
        cursor("strange cursor of domains", domains + u"?after=!!"_s),
        cursor("strange cursor of checks", domains + u"/track.example.com/checks?after=!!"_s),
        cursor("strange cursor of notifications", u"/notifications?after=!!"_s),
        cursor("strange cursor of the audit", u"/audit?after=!!"_s),
    };
}

QList<Case> cases()
{
    return nameCases() + bodyCases() + objectCases() + linkCases() + sandboxCases() + queryCases();
}

} // namespace

class TestApiRefusals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMissingCertificateIsAConflict();
    void initTestCase();
    void refuses_data();
    void refuses();
    void acceptsWhatOnlyLooksOdd_data();
    void acceptsWhatOnlyLooksOdd();
    void theLastClusterStays();
    void localSocketRefusesWhatIsNotHttp();

private:
    ApiWorld m_world;
};

void TestApiRefusals::initTestCase()
{
    QVERIFY2(m_world.start(), qPrintable(m_world.failure.code));
    QVERIFY(m_world.activate(u"track.example.com"_s));
    QCOMPARE(m_world.add(u"pending.example.com"_s).status, 201);
    const auto second = m_world.post({u"clusters"_s}, {{u"name"_s, u"second"_s}});
    const QString first = std::exchange(m_world.cluster, second.data("id").toString());
    QVERIFY(m_world.activate(u"other.example.org"_s));
    m_world.cluster = first;
    QCOMPARE(m_world.post({u"tokens"_s}, {{u"name"_s, u"taken"_s}, {u"scopes"_s, QJsonArray{u"read"_s}}}).status, 201);
}

void TestApiRefusals::refuses_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<int>("door");
    const auto all = cases();
    for (qsizetype i = 0; i < all.size(); ++i) {
        for (const Door door : allDoors)
            QTest::addRow("%s, %s", all[i].name, nameOf(door)) << static_cast<int>(i) << static_cast<int>(door);
    }
}

void TestApiRefusals::refuses()
{
    QFETCH(const int, row);
    QFETCH(const int, door);
    const Case tested = cases().at(row);
    ApiRequest request;
    request.method = tested.method;
    const QString path = u"/api/v1"_s + QString(tested.path).replace(u"{c}"_s, m_world.cluster);
    request.path = path.section(u'?', 0, 0);
    request.query = QUrlQuery(path.section(u'?', 1));
    request.body = tested.body;
    const bool hasBody = !tested.body.isEmpty() || (tested.method == Method::Post && tested.path == domains);
    request.contentType = hasBody ? tested.contentType : QByteArray();

    const auto answered = ApiWorld::send(m_world.door(static_cast<Door>(door)), request);
    QVERIFY2(answered.status == tested.status,
             (QByteArray::number(answered.status) + ' ' + answered.raw.body).constData());
    QCOMPARE(answered.code(), tested.code);
    QCOMPARE(answered.raw.contentType, QByteArray("application/json"));
    QVERIFY2(!answered.message().contains(u"…"_s) && !answered.message().contains(u"Something failed"_s),
             qPrintable(answered.message()));
    QVERIFY2(answered.message().contains(tested.says), qPrintable(answered.message()));
    if (tested.field.isEmpty()) {
        QVERIFY2(answered.errors().isEmpty(), answered.raw.body.constData());
    } else {
        QCOMPARE(answered.errors().keys(), QStringList{tested.field});
        QCOMPARE(answered.errors().value(tested.field).toArray(), QJsonArray{answered.message()});
    }
}

void TestApiRefusals::acceptsWhatOnlyLooksOdd_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("ascii");
    QTest::addColumn<QString>("unicode");
    QTest::newRow("trailing dot") << u"dot.example.com."_s << u"dot.example.com"_s << u"dot.example.com"_s;
    QTest::newRow("upper case") << u"UPPER.Example.Com"_s << u"upper.example.com"_s << u"upper.example.com"_s;
    QTest::newRow("spaces around") << u"  space.example.com\t"_s << u"space.example.com"_s << u"space.example.com"_s;
    QTest::newRow("IDN") << u"Münch.beispiel.de"_s << u"xn--mnch-0ra.beispiel.de"_s << u"münch.beispiel.de"_s;
    QTest::newRow("label of 63") << QString(63, u'a') + u".example.com"_s << QString(63, u'a') + u".example.com"_s
                                 << QString(63, u'a') + u".example.com"_s;
    QTest::newRow("under a public suffix of two")
        << u"track.example.co.uk"_s << u"track.example.co.uk"_s << u"track.example.co.uk"_s;
}

void TestApiRefusals::acceptsWhatOnlyLooksOdd()
{
    QFETCH(const QString, name);
    QFETCH(const QString, ascii);
    QFETCH(const QString, unicode);
    const auto added = m_world.add(name);
    QVERIFY2(added.status == 201, added.raw.body.constData());
    QCOMPARE(added.data("name").toString(), ascii);
    QCOMPARE(added.data("unicode_name").toString(), unicode);
    QCOMPARE(m_world.get(m_world.domainPath(name.trimmed())).status, 200); // found by the spelling that was typed
}

void TestApiRefusals::theLastClusterStays()
{
    ApiWorld world;
    QVERIFY(world.start());
    const auto refused = world.call(Method::Delete, {u"clusters"_s, world.cluster});
    QCOMPARE(refused.status, 409);
    QCOMPARE(refused.code(), u"cluster.last"_s);
}

void TestApiRefusals::localSocketRefusesWhatIsNotHttp()
{
    ApiRequest request;
    request.path = u"/api/v1/ser ver"_s; // a space in the request line
    const auto answered = ApiWorld::send(m_world.door(Door::Socket), request);
    QCOMPARE(answered.status, 400);
    QCOMPARE(answered.code(), u"request.malformed"_s);
}

// The worlds of these tests have certificates as fast as they can be asked for one.
void TestApiRefusals::aMissingCertificateIsAConflict()
{
    const ApiResponse refused =
        refusal(Error(u"link.no_certificate"_s, u"tracking_host"_s, {{u"host"_s, u"links.example.com"_s}}), "an-id");
    QCOMPARE(refused.status, 409);
    QVERIFY2(refused.body.contains("links.example.com has no valid certificate") && refused.body.contains("allow_http"),
             refused.body.constData());
}

UNMTA_TEST(TestApiRefusals)

} // namespace unmta::tst_api_refusals

#include "tst_api_refusals.moc"
