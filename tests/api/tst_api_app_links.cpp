// Links that apps open: the two files of a domain, from the API to where telephones look for them.
#include "http/RawClient.h"
#include "support/ApiWorld.h"
#include "support/TestMain.h"

#include "contract/Operations.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace unmta::tst_api_app_links {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

// With single quotes for double ones, which moc does not follow through raw strings.
QByteArray json(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

const QByteArray apple = json("{ 'applinks': {'details': [{'appIDs': ['ABCDE12345.com.example.shop'], "
                              "'components': [{'/': '/c/a/*'}]}]} }");
const QByteArray fingerprint =
    "14:6D:E9:83:C5:73:06:50:D8:EE:B9:95:2F:34:FC:64:16:A0:83:42:E6:1D:BE:A8:8A:04:96:B2:3F:CF:44:E5";
const QByteArray android =
    json("[{'relation': ['delegate_permission/common.handle_all_urls'], 'target': {'namespace': 'android_app', "
         "'package_name': 'com.example.shop', 'sha256_cert_fingerprints': ['") +
    fingerprint + json("']}}]");
const QByteArray applePath = "/.well-known/apple-app-site-association";
const QByteArray androidPath = "/.well-known/assetlinks.json";
const QByteArray host = "track.example.com";

} // namespace

class TestApiAppLinks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void filesAreServedOnTheirHost();
    void filesOutliveARestart();
    void filesComeAndGoWithTheDomain();
    void whatNoPlatformReadsIsRefused_data();
    void whatNoPlatformReadsIsRefused();
    void linksForApps();

private:
    [[nodiscard]] ApiAnswered set(const QString &platform, const QByteArray &file, Door door = Door::Local,
                                  const QString &name = QString::fromLatin1(host))
    {
        return ApiWorld::send(m_world.door(door), messageRequest(api::setAppLinks, {m_world.cluster, name, platform},
                                                                 {file, "application/json"}));
    }
    [[nodiscard]] ApiAnswered call(const Route &route, const QString &platform)
    {
        return ApiWorld::send(m_world.door(Door::Local),
                              plainRequest(route, {m_world.cluster, QString::fromLatin1(host), platform}));
    }
    [[nodiscard]] RawClient::Reply fetch(const QByteArray &path, const QByteArray &from = host)
    {
        return RawClient(m_world.httpPort).get(from, path);
    }

    ApiWorld m_world;
};

void TestApiAppLinks::initTestCase()
{
    QVERIFY2(m_world.start(), qPrintable(m_world.failure.code));
    QVERIFY(m_world.activate(QString::fromLatin1(host)));
    QVERIFY(m_world.activate(u"other.example.com"_s));
}

void TestApiAppLinks::filesAreServedOnTheirHost()
{
    QCOMPARE(fetch(applePath).status, 404);
    QCOMPARE(call(api::getAppLinks, u"apple"_s).status, 404);
    QCOMPARE(call(api::deleteAppLinks, u"apple"_s).status, 404);
    for (const Door door : allDoors) {
        const auto answered = set(u"apple"_s, apple, door);
        QCOMPARE(answered.status, 200);
        QCOMPARE(answered.data().toObject(), QJsonDocument::fromJson(apple).object());
    }
    const auto served = fetch(applePath);
    QCOMPARE(served.status, 200);
    QCOMPARE(served.body, apple); // byte for byte
    QCOMPARE(served.field("content-type"), "application/json"_ba);
    QCOMPARE(fetch(applePath, "other.example.com").status, 404);
    QCOMPARE(fetch(androidPath).status, 404);
    QCOMPARE(set(u"android"_s, android).status, 200);
    QCOMPARE(fetch(androidPath).body, android);
    QCOMPARE(call(api::getAppLinks, u"android"_s).data().toArray(), QJsonDocument::fromJson(android).array());
    QCOMPARE(call(api::getAppLinks, u"apple"_s).data().toObject(), QJsonDocument::fromJson(apple).object());
    const auto newest = m_world.get({u"audit"_s}).data().toArray().first().toObject();
    QCOMPARE(newest.value(u"action"_s).toString(), u"domain.app_links_set"_s);
    QCOMPARE(newest.value(u"subject"_s).toString(), QString::fromLatin1(host));
    const auto timeline = m_world.get(m_world.domainPath(QString::fromLatin1(host)) + QStringList{u"timeline"_s});
    QVERIFY(timeline.raw.body.contains("A file for apps was set by"));
}

void TestApiAppLinks::filesOutliveARestart()
{
    QCOMPARE(set(u"apple"_s, apple).status, 200);
    m_world.stop();
    QVERIFY2(m_world.start(), qPrintable(m_world.failure.code));
    QCOMPARE(fetch(applePath).body, apple);
}

void TestApiAppLinks::filesComeAndGoWithTheDomain()
{
    const QString name = u"fresh.example.com"_s;
    const auto added = m_world.add(name);
    QCOMPARE(set(u"apple"_s, apple, Door::Local, name).status, 200); // before it is active
    QCOMPARE(fetch(applePath, name.toLatin1()).status, 404);
    QVERIFY(m_world.publish(name, added.data("record").toObject().value(u"value"_s).toString()));
    QCOMPARE(m_world.verify(name).status, 200);
    QCOMPARE(fetch(applePath, name.toLatin1()).body, apple);
    QCOMPARE(m_world.call(Method::Delete, m_world.domainPath(name)).status, 204);
    QCOMPARE(fetch(applePath, name.toLatin1()).status, 404);
    QVERIFY(m_world.activate(name)); // and a new domain of the name has none
    QCOMPARE(fetch(applePath, name.toLatin1()).status, 404);

    QCOMPARE(set(u"apple"_s, apple).status, 200);
    QCOMPARE(call(api::deleteAppLinks, u"apple"_s).status, 204);
    QCOMPARE(fetch(applePath).status, 404);
}

void TestApiAppLinks::whatNoPlatformReadsIsRefused_data()
{
    QTest::addColumn<QString>("platform");
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("field");
    const QString a = u"apple"_s;
    const QString g = u"android"_s;
    QTest::newRow("not JSON") << a << "{"_ba << 400 << QString();
    QTest::newRow("empty") << a << ""_ba << 400 << QString();
    QTest::newRow("twice the same key") << a << json("{'applinks':{},'applinks':{}}") << 400 << u"applinks"_s;
    QTest::newRow("a list for Apple") << a << android << 422 << u"applinks"_s;
    QTest::newRow("an object for Android") << g << apple << 422 << u"relation"_s;
    QTest::newRow("nothing") << a << "{}"_ba << 422 << u"applinks"_s;
    QTest::newRow("no apps") << a << json("{'applinks':{'details':[]}}") << 422 << u"applinks.details"_s;
    QTest::newRow("an app without its team")
        << a << json("{'applinks':{'details':[{'appID':'com.example.shop'}]}}") << 422 << u"applinks.details"_s;
    QTest::newRow("paths that are no list")
        << a << json("{'applinks':{'details':[{'appID':'ABCDE12345.shop','paths':'any'}]}}") << 422
        << u"applinks.details.paths"_s;
    QTest::newRow("credentials without apps") << a << json("{'webcredentials':{}}") << 422 << u"webcredentials.apps"_s;
    QTest::newRow("the older form")
        << a << json("{'applinks':{'apps':[],'details':[{'appID':'ABCDE12345.shop','paths':['/c/a/*']}]}}") << 200
        << QString();
    QTest::newRow("credentials alone") << a << json("{'webcredentials':{'apps':['ABCDE12345.shop']}}") << 200
                                       << QString();
    QTest::newRow("no statement") << g << "[]"_ba << 422 << u"relation"_s;
    QTest::newRow("a statement without relation")
        << g << json("[{'target':{'namespace':'web'}}]") << 422 << u"relation"_s;
    QTest::newRow("a statement without target") << g << json("[{'relation':['a/b']}]") << 422 << u"target.namespace"_s;
    QByteArray small = android;
    small.replace(fingerprint, fingerprint.toLower());
    QTest::newRow("a fingerprint in small letters") << g << small << 422 << u"target.sha256_cert_fingerprints"_s;
    QTest::newRow("larger than any") << a << QByteArray(129 * 1024, ' ') + apple << 413 << QString();
    QTest::newRow("another platform") << u"windows"_s << apple << 404 << QString();
}

void TestApiAppLinks::whatNoPlatformReadsIsRefused()
{
    QFETCH(const QString, platform);
    QFETCH(const QByteArray, file);
    QFETCH(const int, status);
    QFETCH(const QString, field);
    const auto answered = set(platform, file);
    QVERIFY2(answered.status == status, answered.raw.body.constData());
    QCOMPARE(answered.errors().keys(), field.isEmpty() ? QStringList() : QStringList{field});
}

void TestApiAppLinks::linksForApps()
{
    QJsonObject order{{u"kind"_s, u"click"_s},
                      {u"url"_s, u"https://shop.example.org/"_s},
                      {u"app"_s, true},
                      {u"tracking_host"_s, QString::fromLatin1(host)}};
    QTRY_VERIFY(m_world.hasCertificate(QString::fromLatin1(host)));
    const QStringList links{u"clusters"_s, m_world.cluster, u"links"_s};
    const QString url = m_world.post(links, order).data("url").toString();
    const QByteArray path = QUrl(url).path().toLatin1();
    QVERIFY2(path.startsWith("/c/a/"), path.constData());
    const auto reply = fetch(path);
    QCOMPARE(reply.status, 302);
    QCOMPARE(reply.field("location"), "https://shop.example.org/"_ba);
    const auto inspected = m_world.post({u"links"_s, u"inspect"_s}, {{u"url"_s, url}});
    QCOMPARE(inspected.data("genuine").toBool(), true);
    order.insert(u"kind"_s, u"open"_s);
    const auto refused = m_world.post(links, order);
    QCOMPARE(refused.status, 422);
    QCOMPARE(refused.code(), u"link.app_is_a_click"_s);
}

UNMTA_TEST(TestApiAppLinks)

} // namespace unmta::tst_api_app_links

#include "tst_api_app_links.moc"
