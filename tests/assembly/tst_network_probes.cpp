// What the readiness probes say of the authority, the relay, resolvers and names.
#include "ProbeWorld.h"

#include "acme/EcKey.h"
#include "acme/FakeWorld.h"
#include "acme/Pebble.h"
#include "dns/LyingDnsServer.h"
#include "mail/SmtpSink.h"
#include "sandbox/SandboxDnsServer.h"
#include "support/TestMain.h"

namespace unmta::tst_network_probes {

using namespace Qt::StringLiterals;
using namespace unmta::dns;
using namespace unmta::test;

namespace {

// Sun, 06 Nov 1994 08:49:37 GMT, of which half a second has passed on average.
const TimePoint atTheAuthority = fromUnixMs(784'111'777'500);
const QByteArray itsDate = "Sun, 06 Nov 1994 08:49:37 GMT";

outbound::HttpReply directory(bool wantsBinding = false)
{
    outbound::HttpReply reply;
    reply.status = 200;
    reply.headers = {{"content-type", "application/json"}, {"date", itsDate}};
    const QJsonObject meta{{u"externalAccountRequired"_s, wantsBinding}};
    reply.body = QJsonDocument(QJsonObject{{u"newNonce"_s, u"https://ca.example/n"_s},
                                           {u"newAccount"_s, u"https://ca.example/a"_s},
                                           {u"newOrder"_s, u"https://ca.example/o"_s},
                                           {u"meta"_s, meta}})
                     .toJson();
    return reply;
}

std::optional<AuthoritySeen> askAuthority(const Settings &settings, NetworkProbes &probes)
{
    return ProbeWorld::await<AuthoritySeen>([&](auto done) { probes.authority(settings, std::move(done)); });
}

// One that answers within this process, at a time of the test's own.
struct Authority
{
    Authority()
    {
        if (!world.services.settings.update({{u"acme.directory"_s, u"https://ca.example/directory"_s}}))
            qFatal("settings");
        ca.server = [this](const outbound::HttpCall &call) -> Result<outbound::HttpReply> {
            asked << call;
            return reply;
        };
    }
    std::optional<AuthoritySeen> ask(const Clock &clock)
    {
        const auto probes = world.probes(80, patience, &ca, &clock);
        return ProbeWorld::await<AuthoritySeen>([&](auto done) {
            probes->authority(world.services.settings.current(), std::move(done));
            ca.run();
        });
    }

    ProbeWorld world;
    FakeWorld ca;
    Result<outbound::HttpReply> reply = directory();
    QList<outbound::HttpCall> asked;
};

QMap<QString, QString> relaySettings(const SmtpSink &sink)
{
    return {{u"smtp.url"_s, u"smtp://localhost:%1"_s.arg(sink.serverPort())}};
}

std::optional<std::optional<Error>> askRelay(ProbeWorld &world, Millis limit = patience)
{
    const auto probes = world.probes(80, limit);
    return ProbeWorld::await<std::optional<Error>>([&](auto done) { probes->relay(std::move(done)); });
}

diagnosis::CheckerConfig asking(const QList<Endpoint> &resolvers)
{
    diagnosis::CheckerConfig config;
    config.resolvers = resolvers;
    config.queryTimeout = 1500ms; // long enough for a busy machine to answer in
    config.retries = 0;
    config.authorityPort = resolvers.first().port;
    return config;
}

} // namespace

class TestNetworkProbes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRealAuthority();
    void theAuthorityIsDown();
    void whatTheAuthoritySays_data();
    void whatTheAuthoritySays();
    void clocks_data();
    void clocks();
    void accounts_data();
    void accounts();
    void relays_data();
    void relays();
    void aRelayThatIsNotThere();
    void eachResolverByItself();
    void aNameAtItsOwnServers();
    void everythingKeepsSilent();
};

void TestNetworkProbes::aRealAuthority()
{
    for (const bool wantsBinding : {false, true}) {
        ProbeWorld world;
        const Pebble pebble(takePort(), {0, wantsBinding});
        const auto untrusting = world.probes(80);
        QVERIFY(world.services.settings.update({{u"acme.directory"_s, pebble.directoryUrl()}}));
        const auto refused = askAuthority(world.services.settings.current(), *untrusting);
        QVERIFY(refused && refused->error);
        QCOMPARE(refused->error->code, u"outbound.tls"_s);

        QVERIFY(world.services.settings.update({{u"acme.ca_file"_s, pebble.caFile()}}));
        const auto seen = askAuthority(world.services.settings.current(), *untrusting);
        QVERIFY(seen);
        QVERIFY2(!seen->error, seen->error ? qPrintable(describe(*seen->error)) : "");
        QCOMPARE(seen->wantsBinding, wantsBinding);
        QVERIFY(!seen->hasAccount);
        // The same clock, to the second that a date has and to the patience of a busy machine.
        QVERIFY(seen->clockAhead && std::chrono::abs(*seen->clockAhead) < patience);
    }
}

void TestNetworkProbes::theAuthorityIsDown()
{
    ProbeWorld world;
    QVERIFY(world.services.settings.update({{u"acme.directory"_s, u"https://127.0.0.1:%1/dir"_s.arg(takePort())}}));
    const auto probes = world.probes(80);
    const auto seen = askAuthority(world.services.settings.current(), *probes);
    QVERIFY(seen && seen->error);
    QCOMPARE(seen->error->code, u"outbound.connect"_s);
    QVERIFY(!seen->clockAhead);
}

void TestNetworkProbes::whatTheAuthoritySays_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("code");
    QTest::newRow("out of order") << 503 << QByteArray() << u"acme.server_error"_s;
    QTest::newRow("no directory") << 404 << QByteArray() << u"acme.not_found"_s;
    QTest::newRow("something else") << 200 << "{}"_ba << u"acme.bad_answer"_s;
    QTest::newRow("not even JSON") << 200 << "<html>"_ba << u"acme.bad_answer"_s;
}

void TestNetworkProbes::whatTheAuthoritySays()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    Authority authority;
    outbound::HttpReply reply = directory();
    reply.status = status;
    reply.body = body;
    authority.reply = reply;
    const FakeClock clock(atTheAuthority);
    const auto seen = authority.ask(clock);
    QVERIFY(seen && seen->error);
    QTEST(seen->error->code, "code");
    // Whatever it says, it has said when.
    QCOMPARE(seen->clockAhead, std::optional(Millis(0)));
}

void TestNetworkProbes::clocks_data()
{
    QTest::addColumn<qint64>("ahead"); // of ours, when the answer has come
    QTest::addColumn<int>("took");
    QTest::addColumn<QByteArray>("age");
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<std::optional<Millis>>("seen");
    const auto row = [](const char *name, qint64 ahead, int took, std::optional<Millis> seen,
                        const QByteArray &age = {}, const QByteArray &date = itsDate) {
        QTest::newRow(name) << ahead << took << age << date << seen;
    };
    row("right", 0, 0, Millis(0));
    row("an hour ahead", 3'600'000, 0, Millis(3'600'000));
    row("a day behind", -86'400'000, 0, Millis(-86'400'000));
    row("half of the way is not ahead", 2'000, 4'000, Millis(0));
    row("from a cache", 90'000, 0, Millis(0), "90");
    row("none told", 0, 0, std::nullopt, {}, {});
    row("not a date", 0, 0, std::nullopt, {}, "yesterday");
}

void TestNetworkProbes::clocks()
{
    QFETCH(qint64, ahead);
    QFETCH(int, took);
    QFETCH(QByteArray, age);
    QFETCH(QByteArray, date);
    QFETCH(std::optional<Millis>, seen);
    Authority authority;
    outbound::HttpReply reply = directory();
    reply.took = Millis(took);
    reply.headers = {{"content-type", "application/json"}, {"date", date}, {"age", age}};
    authority.reply = reply;
    const FakeClock clock(atTheAuthority + Millis(ahead));
    const auto told = authority.ask(clock);
    QVERIFY(told && !told->error);
    QVERIFY(told->clockAhead == seen);
}

void TestNetworkProbes::accounts_data()
{
    QTest::addColumn<QString>("directory");
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("hasAccount");
    QTest::newRow("made") << u"https://ca.example/directory"_s << u"https://ca.example/a/1"_s << true;
    QTest::newRow("only a key so far") << u"https://ca.example/directory"_s << QString() << false;
    QTest::newRow("elsewhere") << u"https://other.example/directory"_s << u"https://other.example/a/1"_s << false;
}

void TestNetworkProbes::accounts()
{
    QFETCH(QString, directory);
    QFETCH(QString, url);
    QFETCH(bool, hasAccount);
    Authority authority;
    const auto key = acme::EcKey::generate();
    const QJsonObject account{{u"directory"_s, directory},
                              {u"eab_kid"_s, QString()},
                              {u"key"_s, QString::fromLatin1(key->toPem())},
                              {u"url"_s, url},
                              {u"email"_s, QString()}};
    QVERIFY(authority.world.services.store->acmeAccounts.save(directory, QJsonDocument(account).toJson()));
    const FakeClock clock(atTheAuthority);
    const auto seen = authority.ask(clock);
    QVERIFY(seen && !seen->error);
    QCOMPARE(seen->hasAccount, hasAccount);
    QCOMPARE(authority.asked.size(), 1);
    QCOMPARE(authority.asked.first().method, "GET"_ba);
    QCOMPARE(authority.asked.first().url, u"https://ca.example/directory"_s);
    // It is known, too, while nobody answers.
    authority.reply = Error(u"outbound.connect"_s);
    const auto unreachable = authority.ask(clock);
    QVERIFY(unreachable && unreachable->error);
    QCOMPARE(unreachable->hasAccount, hasAccount);
}

void TestNetworkProbes::relays_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("code");
    QTest::newRow("fine") << QByteArray() << QByteArray() << QString() << QString();
    QTest::newRow("fine, with a login") << QByteArray() << QByteArray() << u"ann"_s << QString();
    QTest::newRow("login refused") << "AUTH"_ba
                                   << "535 5.7.8 no"_ba << u"ann"_s << u"smtp.auth"_s;
    QTest::newRow("does not want us") << QByteArray("") << "554 go away"_ba << QString() << u"smtp.rejected"_s;
    QTest::newRow("not now") << "NOOP"_ba
                             << "421 later"_ba << QString() << u"smtp.deferred"_s;
    QTest::newRow("hangs up") << "EHLO"_ba
                              << "CLOSE"_ba << QString() << u"smtp.broken"_s;
}

void TestNetworkProbes::relays()
{
    QFETCH(QByteArray, command);
    QFETCH(QByteArray, reply);
    QFETCH(QString, user);
    QFETCH(QString, code);
    SmtpSink sink;
    if (!reply.isEmpty())
        sink.replies.insert(command, reply);
    ProbeWorld world;
    QMap<QString, QString> settings = relaySettings(sink);
    if (!user.isEmpty())
        settings.insert({{u"smtp.username"_s, user}, {u"smtp.password"_s, u"secret"_s}});
    QVERIFY(world.services.settings.update(settings));
    const auto seen = askRelay(world);
    QVERIFY(seen);
    QCOMPARE(*seen ? (*seen)->code : QString(), code);
    QVERIFY(sink.mails.isEmpty());
}

void TestNetworkProbes::aRelayThatIsNotThere()
{
    ProbeWorld world;
    QVERIFY(world.services.settings.update({{u"smtp.url"_s, u"smtp://127.0.0.1:%1"_s.arg(takePort())}}));
    const auto seen = askRelay(world);
    QVERIFY(seen && *seen);
    QCOMPARE((*seen)->code, u"smtp.unreachable"_s);
}

void TestNetworkProbes::eachResolverByItself()
{
    const LyingDnsServer validating([](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.authenticated = exchange.query.authenticated;
        if (exchange.query.question.name.endsWith(u".invalid"_s, Qt::CaseInsensitive))
            reply.rcode = Rcode::NxDomain;
        exchange.send(reply);
    });
    const LyingDnsServer portal([](LyingExchange &exchange) {
        Message reply = exchange.honest();
        if (exchange.query.question.type == RrType::A)
            reply.answer << Record{exchange.query.question.name.toLower(), RrType::A, 60, u"192.0.2.66"_s};
        exchange.send(reply);
    });
    const LyingDnsServer dead([](LyingExchange &) {}, Tcp::No);
    ProbeWorld world(asking({validating.endpoint(), portal.endpoint(), dead.endpoint()}));
    const auto probes = world.probes(80);
    const auto seen = ProbeWorld::await<QList<ResolverSeen>>([&](auto done) {
        probes->resolvers({}, {u"."_s, u"com"_s}, std::move(done));
    });
    QVERIFY(seen && seen->size() == 3);
    QCOMPARE(seen->at(0).server, endpointText(validating.endpoint()));
    QVERIFY(seen->at(0).answers && seen->at(0).says.isEmpty() && seen->at(0).validates);
    QVERIFY(seen->at(1).answers && !seen->at(1).validates);
    QCOMPARE(seen->at(1).says, u"192.0.2.66"_s);
    QVERIFY(!seen->at(2).answers && seen->at(2).says.isEmpty() && !seen->at(2).validates);
}

void TestNetworkProbes::aNameAtItsOwnServers()
{
    SandboxDnsServer zone;
    QVERIFY(zone.start());
    zone.addZone(u"example.com"_s, u"ns1.example.com"_s);
    QVERIFY(zone.setRecord(u"ns1.example.com"_s, u"A"_s, u"127.0.0.1"_s));
    QVERIFY(zone.setRecord(u"*.track.example.com"_s, u"A"_s, u"192.0.2.7"_s));
    ProbeWorld world(asking({zone.endpoint()}));
    const auto probes = world.probes(80);
    const auto seen = ProbeWorld::await<AddressesSeen>(
        [&](auto done) { probes->addresses(u"probe.track.example.com"_s, std::move(done)); });
    QVERIFY(seen && seen->isKnown && seen->byItsServers);
    QCOMPARE(seen->zone, u"example.com"_s);
    QCOMPARE(seen->addresses, QStringList{u"192.0.2.7"_s});
    QCOMPARE(seen->alias, QString());
    QCOMPARE(seen->askedServers, QStringList{u"ns1.example.com (127.0.0.1)"_s});
}

void TestNetworkProbes::everythingKeepsSilent()
{
    const LyingDnsServer dead([](LyingExchange &) {}, Tcp::No);
    diagnosis::CheckerConfig config = asking({dead.endpoint()});
    config.queryTimeout = 1h;
    config.deadline = 1h;
    ProbeWorld world(config);
    SmtpSink sink;
    sink.replies.insert("", "");
    QMap<QString, QString> settings = relaySettings(sink);
    settings.insert(u"smtp.tls"_s, u"none"_s);
    QVERIFY(world.services.settings.update(settings));
    SilentWorker worker;
    const auto probes = world.probes(80, 300ms, &worker);
    int ended = 0;
    probes->addresses(u"probe.track.example.com"_s, [&ended](const AddressesSeen &seen) { ended += !seen.isKnown; });
    probes->resolvers({}, {u"."_s}, [&ended](const QList<ResolverSeen> &seen) { ended += seen.isEmpty(); });
    probes->authority(world.services.settings.current(),
                      [&ended](const AuthoritySeen &seen) { ended += seen.error->code == u"outbound.timeout"_s; });
    probes->relay([&ended](const std::optional<Error> &error) { ended += error->code == u"smtp.timeout"_s; });
    QCOMPARE(ended, 0);
    QTRY_COMPARE(ended, 4);
}

UNMTA_TEST(TestNetworkProbes)

} // namespace unmta::tst_network_probes

#include "tst_network_probes.moc"
