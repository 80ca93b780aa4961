// What the facts mean: an installation where all is well, with one thing broken in each row.
#include "service/readiness/ReadinessRules.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_readiness_rules {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Outcome = ReachSeen::Outcome;

namespace {

const QString ours = u"198.51.100.80"_s;

ReadinessFacts allWell()
{
    ReadinessFacts facts;
    facts.now = TimePoint(24h);
    facts.settings = {{u"edge.target_zone"_s, u"track.example.net"_s},
                      {u"edge.public_addresses"_s, ours},
                      {u"certificates.issuer"_s, u"acme"_s},
                      {u"acme.directory"_s, u"https://ca.example/directory"_s},
                      {u"smtp.url"_s, u"smtp://mail.example.net:25"_s},
                      {u"smtp.from"_s, u"tracking@example.net"_s},
                      {u"notify.to"_s, u"you@example.net"_s}};
    facts.local.program = u"/usr/bin/unmta-console"_s;
    facts.local.httpPorts = {80};
    facts.local.httpsPorts = {443};
    facts.local.addresses = {u"127.0.0.1"_s, ours};
    facts.local.namedAddresses = {ours};
    ProbesSeen probes;
    probes.at = TimePoint(23h);
    probes.wildcard = AddressesSeen{true, true, u"example.net"_s, {ours}, {}, {u"ns1.example.net (192.0.2.53)"_s}};
    probes.http = {{ours, 80, Outcome::Reached, {}}};
    probes.https = {{ours, 443, Outcome::Reached, {}}};
    probes.authority = AuthoritySeen{{}, Millis(400), true, false};
    probes.resolvers = {{u"192.0.2.53:53"_s, true, {}, true}};
    probes.relayAsked = true;
    probes.dataDir = DataDirSeen{u"/var/lib/unmta"_s, true,           u"unmta"_s,     u"unmta"_s, true, {},
                                 Millis(3),           50'000'000'000, 100'000'000'000};
    facts.probes = probes;
    facts.use.active = 1;
    facts.use.certified = 1;
    facts.use.hasEvent = true;
    facts.use.mailHostAt = TimePoint(24h - 2min);
    facts.use.mailHost = u"a milter"_s;
    facts.use.lastMailAt = TimePoint(23h);
    facts.wording = [](const Error &error) { return u"<%1>"_s.arg(error.code); };
    return facts;
}

ReadinessCheck of(const QList<ReadinessCheck> &checks, const QString &id)
{
    for (const ReadinessCheck &check : checks) {
        if (check.id == id)
            return check;
    }
    return {};
}

using Break = std::function<void(ReadinessFacts &)>;

} // namespace

class TestReadinessRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allIsWell()
    {
        const auto checks = readinessOf(allWell());
        QStringList ids;
        for (const ReadinessCheck &check : checks) {
            ids << check.id;
            QVERIFY2(check.state == ReadinessState::Ready, qPrintable(check.id + u": "_s + check.sentence));
            QVERIFY2(check.fix.isEmpty() && check.sentence.endsWith(u'.') && check.checkedAt, qPrintable(check.id));
        }
        QCOMPARE(ids, QStringList({u"target_zone"_s, u"wildcard"_s, u"http_reachable"_s, u"https_reachable"_s,
                                   u"authority"_s, u"clock"_s, u"resolver"_s, u"notices"_s, u"data_dir"_s, u"disk"_s,
                                   u"recorder"_s, u"mail_server"_s, u"active_domain"_s, u"certificate"_s,
                                   u"first_event"_s}));
        QVERIFY(isReady(checks));
    }

    // What nobody could say does not count against it; what is to do or has failed does.
    void whatCounts()
    {
        for (const auto state : {ReadinessState::Todo, ReadinessState::Failed})
            QVERIFY(!isReady({{u"a"_s, ReadinessState::Ready, {}}, {u"b"_s, state, {}}}));
        QVERIFY(isReady({{u"a"_s, ReadinessState::Unknown, {}}}));
    }

    void eachIsBroken_data();
    void eachIsBroken();

    // Every command reaches this engine, wherever its store is.
    void commandsReachThisEngine()
    {
        ReadinessFacts facts = allWell();
        facts.settings.insert(u"edge.target_zone"_s, QString());
        facts.use = {};
        facts.local.ctl = u"unmta-ctl --data-dir '/srv/my mail'"_s;
        int commands = 0;
        for (const ReadinessCheck &check : readinessOf(facts)) {
            for (const QString &line : check.fix.split(u'\n').sliced(1)) {
                QVERIFY2(!line.startsWith(u"unmta-ctl"_s) || line.startsWith(facts.local.ctl + u' '), qPrintable(line));
                commands += line.startsWith(u"unmta-ctl"_s) ? 1 : 0;
            }
        }
        QVERIFY(commands >= 4);
    }

    // Nobody was asked: nothing is claimed.
    void nothingIsKnownBeforeTheFirstProbe()
    {
        ReadinessFacts facts = allWell();
        facts.probes.reset();
        const auto checks = readinessOf(facts);
        for (const char *id : {"wildcard", "http_reachable", "https_reachable", "authority", "clock", "resolver",
                               "notices", "data_dir", "disk"}) {
            const auto check = of(checks, QString::fromLatin1(id));
            QVERIFY2(check.state == ReadinessState::Unknown && !check.checkedAt, id);
        }
    }

    void theSandboxNeedsNobody()
    {
        ReadinessFacts facts = allWell();
        facts.local.isSandbox = true;
        facts.settings[u"smtp.url"_s].clear();
        facts.probes.reset();
        for (const ReadinessCheck &check : readinessOf(facts).first(8))
            QVERIFY2(check.state == ReadinessState::Ready, qPrintable(check.id));
    }
};

void TestReadinessRules::eachIsBroken_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<ReadinessState>("state");
    QTest::addColumn<QStringList>("says"); // in the sentence
    QTest::addColumn<QString>("fix");      // in the fix
    QTest::addColumn<Break>("broken");
    const auto row = [](const char *id, const char *what, ReadinessState state, const QStringList &says,
                        const QString &fix, const Break &broken) {
        QTest::addRow("%s: %s", id, what) << QString::fromLatin1(id) << state << says << fix << broken;
    };
    constexpr auto todo = ReadinessState::Todo;
    constexpr auto failed = ReadinessState::Failed;
    constexpr auto unknown = ReadinessState::Unknown;
    const auto set = [](const QString &name, const QString &value) {
        return [=](ReadinessFacts &facts) { facts.settings[name] = value; };
    };

    row("target_zone", "none", todo, {u"No target zone"_s}, u"unmta-ctl setup --zone"_s,
        set(u"edge.target_zone"_s, {}));
    row("target_zone", "the makers'", failed, {u"track.unmta.net"_s, u"belongs"_s}, u"--zone track.your-zone.net"_s,
        set(u"edge.target_zone"_s, u"track.unmta.net"_s));

    row("target_zone", "the makers', and targets are given out", failed, {u"track.unmta.net"_s},
        u"delete and add each domain"_s, set(u"edge.target_zone"_s, u"track.unmta.net"_s));

    row("wildcard", "no zone", todo, {u"no zone"_s}, u"unmta-ctl setup"_s, set(u"edge.target_zone"_s, {}));
    row("wildcard", "missing", todo, {u"*.track.example.net does not exist"_s},
        u"provider of example.net:\n*.track.example.net. 3600 IN A 198.51.100.80"_s,
        [](ReadinessFacts &facts) { facts.probes->wildcard->addresses.clear(); });
    row("wildcard", "missing, and no public address is known", todo, {u"does not exist"_s},
        u"<the public address of this computer>"_s, [](ReadinessFacts &facts) {
            facts.probes->wildcard->addresses.clear();
            facts.local.namedAddresses.clear();
            facts.local.addresses = {u"127.0.0.1"_s, u"10.0.0.7"_s};
        });
    row("wildcard", "leads elsewhere", failed, {u"203.0.113.9, which is not among edge.public_addresses"_s},
        u"edge.public_addresses=203.0.113.9"_s, [](ReadinessFacts &facts) {
            facts.probes->wildcard->addresses = {u"203.0.113.9"_s};
            facts.probes->http = {{u"203.0.113.9"_s, 80, Outcome::Refused, {}}};
            facts.probes->https = {{u"203.0.113.9"_s, 443, Outcome::Refused, {}}};
        });
    row("wildcard", "leads to two places elsewhere", failed, {u"203.0.113.9 and 2001:db8::9, which are not"_s},
        u"edge.public_addresses=203.0.113.9,2001:db8::9"_s, [](ReadinessFacts &facts) {
            facts.local.namedAddresses.clear();
            facts.probes->wildcard->addresses = {u"203.0.113.9"_s, u"2001:db8::9"_s};
        });
    row("wildcard", "leads here through a router", ReadinessState::Ready, {u"leads to this edge"_s}, {},
        [](ReadinessFacts &facts) {
            facts.local.namedAddresses.clear();
            facts.probes->wildcard->addresses = {u"8.8.4.4"_s};
            facts.probes->http = {{u"8.8.4.4"_s, 80, Outcome::Reached, {}}};
        });
    row("wildcard", "leads to loopback", failed, {u"127.0.0.1, which recipients cannot reach"_s},
        u"edge.public_addresses=127.0.0.1"_s, [](ReadinessFacts &facts) {
            facts.local.namedAddresses.clear();
            facts.probes->wildcard->addresses = {u"127.0.0.1"_s};
            facts.probes->http = {{u"127.0.0.1"_s, 80, Outcome::Reached, {}}};
        });
    row("wildcard", "leads to an inner address of this computer", failed, {u"10.0.0.7, which recipients cannot"_s},
        u"edge.public_addresses=10.0.0.7"_s, [](ReadinessFacts &facts) {
            facts.local.namedAddresses.clear();
            facts.local.addresses = {u"127.0.0.1"_s, u"10.0.0.7"_s};
            facts.probes->wildcard->addresses = {u"10.0.0.7"_s};
            facts.probes->http.clear();
            facts.probes->https.clear();
        });
    row("wildcard", "is an alias of nothing", failed, {u"alias of edge.example.net, which has no address"_s},
        u"replace the alias by:\n*.track.example.net. 3600 IN A 198.51.100.80"_s, [](ReadinessFacts &facts) {
            facts.probes->wildcard->addresses.clear();
            facts.probes->wildcard->alias = u"edge.example.net"_s;
        });
    row("wildcard", "nobody answers", unknown, {u"Nobody could say"_s}, u"name servers of example.net"_s,
        [](ReadinessFacts &facts) {
            facts.probes->wildcard = AddressesSeen{false, false, u"example.net"_s, {}, {}, {}};
        });

    for (const auto &[id, port] : {std::pair("http_reachable", 80), std::pair("https_reachable", 443)}) {
        const auto seen = [port](Outcome outcome, const QString &detail = {}) {
            return [=](ReadinessFacts &facts) {
                (port == 80 ? facts.probes->http : facts.probes->https) = {{ours, port, outcome, detail}};
            };
        };
        const QString where = u"198.51.100.80:%1"_s.arg(port);
        row(id, "no zone", todo, {u"no name yet"_s}, u"unmta-ctl setup"_s, set(u"edge.target_zone"_s, {}));
        row(id, "waits for the record", todo, {u"Waits for the wildcard"_s}, u"*.track.example.net."_s,
            [](ReadinessFacts &facts) {
                facts.probes->wildcard->addresses.clear();
                facts.probes->http.clear();
                facts.probes->https.clear();
            });
        row(id, "refused though we listen", failed, {where, u"refuses"_s}, u"tcp dport %1 accept"_s.arg(port),
            seen(Outcome::Refused));
        row(id, "refused at an address of ours that the edge does not have", failed, {where, u"refuses"_s},
            u"one more --%1 %2"_s.arg(port == 80 ? u"http"_s : u"https"_s, where), seen(Outcome::Refused));
        row(id, "refused by a router, and a program here has another address", failed, {where, u"refuses"_s},
            u"Forward port"_s, [=](ReadinessFacts &facts) {
                seen(Outcome::Refused)(facts);
                facts.local.addresses = {u"127.0.0.1"_s, u"10.0.0.7"_s};
                facts.probes->httpHolder = facts.probes->httpsHolder = u"nginx (pid 812)"_s;
            });
        row(id, "refused, and we listen elsewhere", failed, {where, u"on port 8080"_s},
            u"=+ep /usr/bin/unmta-console\nnft add rule ip nat prerouting tcp dport %1 redirect to :8080"_s.arg(port),
            [=](ReadinessFacts &facts) {
                seen(Outcome::Refused)(facts);
                facts.local.httpPorts = {8080};
                facts.local.httpsPorts = {8080};
            });
        row(id, "held by another program", failed, {u"nginx (pid 812)"_s, QString::number(port)}, u"proxy.md"_s,
            [=](ReadinessFacts &facts) {
                seen(Outcome::Foreign, u"404 nginx"_s)(facts);
                facts.probes->httpHolder = facts.probes->httpsHolder = u"nginx (pid 812)"_s;
            });
        row(id, "somebody else answers", failed, {u"Somebody else answers"_s, u"404 nginx/1.22.1"_s},
            u"port forwarding"_s, seen(Outcome::Foreign, u"404 nginx/1.22.1"_s));
        row(id, "dropped on our own address", failed, {u"firewall drops"_s}, u"accept"_s, seen(Outcome::Silent));
        row(id, "silent behind a router", unknown, {u"does not answer this computer"_s}, u"curl -sI http"_s,
            [=](ReadinessFacts &facts) {
                seen(Outcome::Silent)(facts);
                facts.local.addresses = {u"127.0.0.1"_s, u"10.0.0.7"_s};
            });
        row(id, "no route", unknown, {u"no route"_s}, u"another network"_s, seen(Outcome::NoRoute));
        row(id, "cut", failed, {u"ends without an answer"_s}, u"cuts it"_s, seen(Outcome::Broken));
    }

    row("authority", "our own", todo, {u"do not trust"_s}, u"certificates.issuer=acme"_s,
        set(u"certificates.issuer"_s, u"internal"_s));
    const auto directory = [](const QString &code) {
        return [=](ReadinessFacts &facts) { facts.probes->authority->error = Error(code); };
    };
    row("authority", "not reached", failed, {u"ca.example"_s, u"<outbound.connect>"_s}, u"port 443"_s,
        directory(u"outbound.connect"_s));
    row("authority", "not trusted", failed, {u"<outbound.tls>"_s}, u"acme.ca_file="_s, directory(u"outbound.tls"_s));
    row("authority", "in our own network", failed, {u"<outbound.refused_address>"_s}, u"outbound.allow="_s,
        directory(u"outbound.refused_address"_s));
    row("authority", "no directory there", failed, {u"<acme.bad_answer>"_s}, u"acme.directory="_s,
        directory(u"acme.bad_answer"_s));
    row("authority", "wants a binding", todo, {u"bound"_s}, u"acme.eab_kid="_s,
        [](ReadinessFacts &facts) { facts.probes->authority->wantsBinding = true; });

    const auto ahead = [](Millis by) {
        return [=](ReadinessFacts &facts) { facts.probes->authority->clockAhead = by; };
    };
    row("clock", "ahead", failed, {u"120 seconds ahead of"_s}, u"timedatectl set-ntp true"_s, ahead(2min));
    row("clock", "behind", failed, {u"3600 seconds behind"_s}, u"timedatectl set-ntp true"_s, ahead(-1h));
    row("clock", "nothing to compare with", unknown, {u"no answer"_s}, u"timedatectl"_s,
        [](ReadinessFacts &facts) { facts.probes->authority->clockAhead.reset(); });

    row("resolver", "dead", failed, {u"192.0.2.54:53 does not answer"_s}, u"dns.resolvers="_s,
        [](ReadinessFacts &facts) {
            facts.probes->resolvers << ResolverSeen{u"192.0.2.54:53"_s, false, {}, false};
        });
    row("resolver", "lies", failed, {u"192.0.2.54:53 (192.0.2.66)"_s}, u"dns.resolvers="_s, [](ReadinessFacts &facts) {
        facts.probes->resolvers << ResolverSeen{u"192.0.2.54:53"_s, true, u"192.0.2.66"_s, false};
    });

    row("resolver", "the question was not answered in time", unknown, {u"in time"_s}, u"dns.resolvers="_s,
        [](ReadinessFacts &facts) { facts.probes->resolvers.clear(); });

    row("notices", "not set up", todo, {u"Nobody is told"_s}, u"smtp.url="_s, set(u"smtp.url"_s, {}));
    row("notices", "nobody to tell", todo, {u"Nobody is told"_s}, u"notify.to="_s, set(u"notify.to"_s, {}));
    row("notices", "refused", failed, {u"smtp://mail.example.net:25"_s, u"<smtp.auth>"_s}, u"notification test"_s,
        [](ReadinessFacts &facts) { facts.probes->relay = Error(u"smtp.auth"_s); });
    row("notices", "the last mail was refused", failed, {u"did not take the last mail"_s, u"No such user."_s},
        u"notification test"_s, [](ReadinessFacts &facts) { facts.use.lastMailError = u"No such user."_s; });

    row("data_dir", "not writable", failed, {u"/var/lib/unmta"_s, u"<store.not_writable>"_s}, u"ls -ld"_s,
        [](ReadinessFacts &facts) { facts.probes->dataDir->error = Error(u"store.not_writable"_s); });
    row("data_dir", "of somebody else", failed, {u"belongs to root"_s, u"runs as unmta"_s},
        u"chown -R unmta: /var/lib/unmta"_s, [](ReadinessFacts &facts) {
            facts.probes->dataDir->isOwn = false;
            facts.probes->dataDir->owner = u"root"_s;
        });
    row("data_dir", "readable by others", failed, {u"may read"_s}, u"chmod 700 /var/lib/unmta"_s,
        [](ReadinessFacts &facts) { facts.probes->dataDir->isPrivate = false; });
    row("data_dir", "slow", failed, {u"took 4 s"_s}, u"--data-dir"_s,
        [](ReadinessFacts &facts) { facts.probes->dataDir->syncTook = 4s; });

    row("disk", "full", failed, {u"is full"_s}, u"df -h"_s,
        [](ReadinessFacts &facts) { facts.probes->dataDir->freeBytes = 1'000'000; });
    row("disk", "nearly full", failed, {u"nearly full"_s}, u"events.retention"_s,
        [](ReadinessFacts &facts) { facts.probes->dataDir->freeBytes = 500'000'000; });
    row("disk", "small but half empty", ReadinessState::Ready, {u"There is room"_s}, {}, [](ReadinessFacts &facts) {
        facts.probes->dataDir->freeBytes = 500'000'000;
        facts.probes->dataDir->totalBytes = 1'000'000'000;
    });
    row("disk", "the store is in trouble", failed, {u"<store.full>"_s}, u"Make room"_s,
        [](ReadinessFacts &facts) { facts.local.storeTrouble = Error(u"store.full"_s); });

    row("recorder", "does not record", failed, {u"not recorded"_s, u"<store.full>"_s}, u"goes on by itself"_s,
        [](ReadinessFacts &facts) {
            facts.local.recorder.healthy = false;
            facts.local.recorder.error = Error(u"store.full"_s);
        });
    row("recorder", "a write hangs", failed, {u"waiting for the disk for 7 s"_s}, u"whether the disk"_s,
        [](ReadinessFacts &facts) { facts.local.recorder.writingFor = 7s; });

    row("mail_server", "none", todo, {u"No mail server"_s}, u"unmta-ctl setup"_s,
        [](ReadinessFacts &facts) { facts.use.mailHostAt.reset(); });
    row("mail_server", "long ago", unknown, {u"for 3 hours"_s}, u"unmta-milter"_s,
        [](ReadinessFacts &facts) { facts.use.mailHostAt = facts.now - 3h; });

    row("active_domain", "none", todo, {u"no tracking domain"_s}, u"domain add"_s,
        [](ReadinessFacts &facts) { facts.use.active = 0; });
    row("active_domain", "pending", todo, {u"go.example.com waits"_s}, u"domain verify go.example.com"_s,
        [](ReadinessFacts &facts) {
            facts.use.active = 0;
            facts.use.pending = u"go.example.com"_s;
        });

    row("certificate", "no domain", todo, {u"first active domain"_s}, u"domain"_s,
        [](ReadinessFacts &facts) { facts.use.certified = 0; });
    row("certificate", "on its way", todo, {u"go.example.com is on its way"_s}, u"domain show go.example.com"_s,
        [](ReadinessFacts &facts) { facts.use.uncertified = {u"go.example.com"_s}; });
    row("certificate", "failed", failed, {u"go.example.com"_s, u"CAA forbids it."_s}, u"domain show go.example.com"_s,
        [](ReadinessFacts &facts) {
            facts.use.failed = {{u"go.example.com"_s, u"CAA forbids it."_s}};
        });

    row("first_event", "none", todo, {u"Nothing has been opened"_s}, u"link mint"_s,
        [](ReadinessFacts &facts) { facts.use.hasEvent = false; });
}

void TestReadinessRules::eachIsBroken()
{
    QFETCH(QString, id);
    QFETCH(ReadinessState, state);
    QFETCH(QStringList, says);
    QFETCH(QString, fix);
    QFETCH(Break, broken);

    ReadinessFacts facts = allWell();
    broken(facts);
    const auto check = of(readinessOf(facts), id);
    QVERIFY2(check.state == state, qPrintable(check.sentence));
    for (const QString &part : says)
        QVERIFY2(check.sentence.contains(part), qPrintable(check.sentence));
    QVERIFY2(check.fix.contains(fix), qPrintable(check.fix));
    QVERIFY(state == ReadinessState::Ready || !check.fix.isEmpty());
    QVERIFY(check.sentence.endsWith(u'.') || check.sentence.endsWith(u'>'));
}

UNMTA_TEST(TestReadinessRules)

} // namespace unmta::tst_readiness_rules

#include "tst_readiness_rules.moc"
