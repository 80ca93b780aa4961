// Settings through the API: what they take, what they refuse and why.
#include "contract/ApiClient.h"
#include "support/ApiWorld.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_api_settings {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestApiSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void roundTrip_data();
    void roundTrip();
    void whatIsShownIsAccepted();
    void badValuesAreRefused_data();
    void badValuesAreRefused();
    void changeTogetherOrNotAtAll();

private:
    ApiWorld m_world;
};

void TestApiSettings::initTestCase()
{
    QVERIFY2(m_world.start(), qPrintable(m_world.failure.code));
}

void TestApiSettings::roundTrip_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *name, const char *value, const char *shown = nullptr) {
        QTest::addRow("%s=%s", name, value)
            << QString::fromLatin1(name) << QString::fromLatin1(value) << QString::fromLatin1(shown ? shown : value);
    };
    row("edge.https_policy", "REQUIRE", "require");
    row("edge.trusted_proxies", "192.0.2.0/24, 2001:db8::1");
    row("edge.trusted_proxies", "[2001:DB8::1], ::ffff:192.0.2.0/120", "[2001:db8::1], ::ffff:192.0.2.0/120");
    row("edge.trusted_proxies", " ,192.0.2.5/24,, 2001:DB8::1 , ", ",192.0.2.5/24,, 2001:db8::1 ,");
    row("edge.public_addresses", "::ffff:192.0.2.80,, [2001:DB8::80]", "::ffff:192.0.2.80,, [2001:db8::80]");
    row("edge.proxy_protocol", "on");
    row("edge.workers", "256");
    row("edge.workers", "AUTO", "auto");
    row("dns.resolvers", "192.0.2.53:5353,[2001:db8::53]:53");
    row("dns.canaries", "www.example.com, example.org");
    row("monitor.interval", "1s");
    row("monitor.auto_verify", "Off", "off");
    row("monitor.breaker_share", "0.5%");
    row("certificates.issuer", "internal");
    row("acme.directory", "https://ca.example.com/Dir");
    row("acme.email", "ops@example.com");
    row("acme.eab_kid", "Kid-1");
    row("acme.profile", "shortlived");
    row("acme.eab_key", "Zm9v", "********");
    // Any file that can be read will do here.
    row("acme.ca_file", qPrintable(QCoreApplication::applicationFilePath()));
    row("smtp.url", "smtps://mail.example.com:465");
    row("smtp.username", "robot");
    row("smtp.password", "x", "********");
    row("smtp.from", "track@example.com");
    row("notify.to", "a@example.com, b@example.com");
    row("events.retention", "forever");
    row("events.retention", "90d");
    row("notifications.retention", "30d");
    row("audit.retention", "forever");
    row("privacy.ip", "truncated");
    row("privacy.user_agent", "none");
}

void TestApiSettings::roundTrip()
{
    QFETCH(const QString, name);
    QFETCH(const QString, value);
    QFETCH(const QString, shown);
    const QJsonObject before = m_world.get({u"settings"_s}).data().toObject();
    QVERIFY2(before.contains(name), qPrintable(name));
    for (const Door door : allDoors) {
        const auto changed =
            ApiWorld::send(m_world.door(door), jsonRequest(Method::Patch, apiPath({u"settings"_s}), {{name, value}}));
        QVERIFY2(changed.status == 200, changed.raw.body.constData());
        QCOMPARE(changed.data().toObject().value(name).toString(), shown);
        QCOMPARE(m_world.get({u"settings"_s}).data().toObject().value(name).toString(), shown);
    }
    // Nothing puts it back.
    QCOMPARE(m_world.set(name, {}).status, 200);
    const bool isForced = name == u"certificates.issuer"_s; // the sandbox starts with another value than the default
    if (!isForced)
        QCOMPARE(m_world.get({u"settings"_s}).data().toObject(), before);
    QCOMPARE(m_world.set(u"certificates.issuer"_s, u"internal"_s).status, 200);
}

// Every setting that there is takes its own value back.
void TestApiSettings::whatIsShownIsAccepted()
{
    const QJsonObject shown = m_world.get({u"settings"_s}).data().toObject();
    QVERIFY(shown.size() > 20);
    for (auto it = shown.begin(); it != shown.end(); ++it) {
        const auto again = m_world.set(it.key(), it.value().toString());
        QVERIFY2(again.status == 200, again.raw.body.constData());
        QCOMPARE(again.data().toObject(), shown);
    }
}

void TestApiSettings::badValuesAreRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const char *value, const char *says) {
        QTest::addRow("%s=%s", name, value)
            << QString::fromLatin1(name) << QString::fromLatin1(value) << QString::fromLatin1(says);
    };
    row("edge.target_zone", "net", "track.example.net");
    row("edge.target_zone", "-.example.net", "track.example.net");
    row("edge.https_policy", "always", "optional or require");
    row("edge.trusted_proxies", "10.0.0.0/33", "192.0.2.0/24");
    row("edge.trusted_proxies", "999.1.1.1", "192.0.2.0/24");
    row("edge.trusted_proxies", "proxy.example.com", "192.0.2.0/24");
    row("edge.trusted_proxies", "localhost", "give 127.0.0.1 and ::1; give addresses or networks separated by commas");
    row("edge.trusted_proxies", "10.0.0.0/8, [2001:db8::1]:443", "give 2001:db8::1 alone");
    row("edge.public_addresses", "localhost", "give 127.0.0.1 and ::1; give addresses separated by commas");
    row("edge.public_addresses", "192.0.2.80, 192.0.2.81:443", "give 192.0.2.81 alone");
    row("edge.public_addresses", "192.0.2.0/24",
        "is a network, give its addresses; give addresses separated by commas");
    row("edge.trusted_proxies", "::ffff:10.0.0.0/8", "give 10.0.0.0/8; give addresses or networks");
    row("outbound.allow", "10.0.0.0/255.0.0.0", "give the number of its bits; give addresses or networks");
    row("edge.workers", "0", "auto, or a number from 1 to 256");
    row("edge.workers", "257", "auto, or a number");
    row("edge.workers", "two", "auto, or a number");
    row("dns.resolvers", "999.0.2.53", "192.0.2.53");
    row("dns.resolvers", "192.0.2.53:99999", "192.0.2.53");
    row("dns.resolvers", "ns.example.com", "192.0.2.53");
    row("dns.resolvers", "system,192.0.2.53", "192.0.2.53");
    row("dns.canaries", "exa mple.com", "host names");
    row("monitor.interval", "0s", "1s and 31d");
    row("monitor.interval", "90d", "1s and 31d");
    row("monitor.interval", "daily", "1s and 31d");
    row("monitor.auto_verify", "maybe", "on or off");
    row("monitor.breaker_share", "2", "2%");
    row("monitor.breaker_share", "101%", "2%");
    row("acme.ca_file", "/nowhere/ca.pem", "can read");
    row("acme.email", "nobody", "mail address");
    row("certificates.issuer", "own", "acme or internal");
    row("acme.directory", "http://ca.example.com/", "https");
    row("smtp.url", "mail.example.com", "smtp://");
    row("smtp.url", "https://mail.example.com", "smtp://");
    row("events.retention", "1s", "1h");
    row("notifications.retention", "often", "1h");
    row("audit.retention", "59m", "1h");
    row("privacy.ip", "half", "truncated");
    row("privacy.user_agent", "short", "full or none");
    row("smtp.from", "a@example.com\nBcc: b@example.com", "address");
    row("smtp.username", "robot\nRCPT TO:<b@example.com>", "one line");
}

void TestApiSettings::badValuesAreRefused()
{
    QFETCH(const QString, name);
    QFETCH(const QString, value);
    QFETCH(const QString, says);
    const auto before = m_world.get({u"settings"_s}).raw.body;
    const auto refused = m_world.set(name, value);
    QCOMPARE(refused.status, 422);
    QCOMPARE(refused.code(), u"settings.invalid"_s);
    QCOMPARE(refused.errors().keys(), QStringList{name});
    QVERIFY2(refused.message().contains(says), qPrintable(refused.message()));
    QCOMPARE(m_world.get({u"settings"_s}).raw.body, before);
}

void TestApiSettings::changeTogetherOrNotAtAll()
{
    const auto patch = [&](const QJsonObject &changes) {
        return ApiWorld::send(m_world.engine().transport(),
                              jsonRequest(Method::Patch, apiPath({u"settings"_s}), changes));
    };
    const auto before = m_world.get({u"settings"_s}).raw.body;
    const auto bad = patch({{u"acme.email"_s, u"new@example.com"_s}, {u"privacy.ip"_s, u"half"_s}});
    QCOMPARE(bad.status, 422);
    const auto unknown = patch({{u"acme.email"_s, u"new@example.com"_s}, {u"privacy.colour"_s, u"blue"_s}});
    QCOMPARE(unknown.status, 422);
    QCOMPARE(unknown.code(), u"settings.unknown"_s);
    const auto number = patch({{u"acme.email"_s, u"new@example.com"_s}, {u"monitor.interval"_s, 5}});
    QCOMPARE(number.status, 422);
    QCOMPARE(number.code(), u"json.wrong_type"_s);
    QCOMPARE(m_world.get({u"settings"_s}).raw.body, before);
    QCOMPARE(patch({{u"monitor.auto_verify"_s, false}, {u"acme.email"_s, u"new@example.com"_s}}).status, 200);
    const auto after = m_world.get({u"settings"_s}).data().toObject();
    QCOMPARE(after.value(u"monitor.auto_verify"_s).toString(), u"off"_s);
    QCOMPARE(patch({{u"monitor.auto_verify"_s, QJsonValue::Null}, {u"acme.email"_s, QJsonValue::Null}}).status, 200);
    QCOMPARE(m_world.get({u"settings"_s}).raw.body, before);
}

UNMTA_TEST(TestApiSettings)

} // namespace unmta::tst_api_settings

#include "tst_api_settings.moc"
