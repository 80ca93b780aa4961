// The daily look: all resolvers and some of the zone's own servers, the rest where anybody contradicts; nothing of what
// it says depends on who is listed first, and what it asks does not grow with the number of domains.
#include "CheckerHarness.h"
#include "support/TestMain.h"
#include "support/system/Host.h"

#include <QTest>

#include <algorithm>

namespace unmta::tst_dns_sweep {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace unmta::diagnosis;
using namespace unmta::dns;
using namespace unmta::test;

namespace {

const QString Zone = u"example.com"_s;
const QString NameServer = u"ns1.provider.net"_s;

Record soa()
{
    return {Zone, RrType::SOA, 60, u"ns1.provider.net. hostmaster.example.com. 1 1 1 1 60"_s};
}

// What one server says of the record: 'r' the right one, 'e' another one, 'o' yet another one, 'a' an address, 'm' that
// it is missing, 'f' SERVFAIL, 'x' REFUSED, 'l' what a lame server says, 's' nothing; 'b' SERVFAIL unless checking is
// disabled, for a signed zone; 'd' NXDOMAIN to every name. The zone's servers besides: 'c' two CNAMEs, 't' a text
// beside it, 'z' an address beside it, 'y' a mail server beside it.
LyingDnsServer::Liar speaking(QChar what, bool isResolver)
{
    return [what, isResolver](LyingExchange &exchange) {
        if (what == u's')
            return;
        Message reply = exchange.honest();
        reply.authoritative = !isResolver;
        reply.recursionAvailable = isResolver;
        const Question &asked = exchange.query.question;
        const QString name = asked.name.toLower();
        const auto cname = [&](const QString &to) {
            if (asked.type == RrType::CNAME)
                reply.answer << Record{name, RrType::CNAME, 300, to};
        };
        const auto beside = [&](RrType type, const QString &data) {
            if (asked.type == type)
                reply.answer << Record{name, type, 300, data};
        };
        if (what == u'd') {
            reply.rcode = Rcode::NxDomain;
        } else if (name.endsWith(u".invalid"_s)) {
            reply.rcode = Rcode::NxDomain;
        } else if (name != Host) {
            if (asked.type == RrType::NS && name == Zone)
                reply.answer << Record{name, RrType::NS, 300, NameServer};
            else if (asked.type == RrType::A && name == NameServer)
                reply.answer << Record{name, RrType::A, 300, u"127.0.0.1"_s};
            else if (asked.type == RrType::DS && name == Zone && what == u'b')
                reply.answer << Record{name, RrType::DS, 300, u"1 13 2 "_s + QString(64, u'0')};
        } else if (what == u'f' || (what == u'b' && !exchange.query.checkingDisabled)) {
            reply.rcode = Rcode::ServFail;
        } else if (what == u'x') {
            reply.rcode = Rcode::Refused;
        } else if (what == u'm') {
            reply.rcode = Rcode::NxDomain;
        } else if (what == u'l') {
            reply.authoritative = false;
        } else if (what == u'a') {
            beside(RrType::A, u"198.51.100.7"_s);
        } else if (what == u'e' || what == u'o') {
            cname(what == u'e' ? u"www.example.com"_s : u"old.example.com"_s);
        } else {
            cname(Target);
            if (what == u'c')
                cname(u"b.example.com"_s);
            else if (what == u't')
                beside(RrType::TXT, u"\"hello\""_s);
            else if (what == u'z')
                beside(RrType::A, u"192.0.2.1"_s);
            else if (what == u'y')
                beside(RrType::MX, u"10 mx.example.com."_s);
        }
        if (reply.answer.isEmpty() && reply.rcode != Rcode::ServFail && what != u'l')
            reply.authority << soa();
        exchange.send(reply);
    };
}

// Resolvers and the zone's servers that speak so; one server for each, whatever order they are asked in.
class World
{
public:
    World(const QString &resolvers, const QString &zone)
    {
        for (const QChar what : resolvers)
            m_resolvers.push_back(server(what, true));
        for (const QChar what : zone)
            m_zone.push_back(server(what, false));
    }
    [[nodiscard]] CheckerConfig config(const QList<int> &order) const
    {
        QList<Endpoint> resolvers;
        for (const int i : order)
            resolvers << m_resolvers.at(static_cast<size_t>(i))->endpoint();
        CheckerConfig config = quick(resolvers);
        config.grace = 1000ms;
        config.headStart = 200ms;
        if (m_zone.size() == 1)
            config.authorityPort = m_zone.front()->endpoint().port;
        else
            for (const auto &one : m_zone)
                config.authorities << one->endpoint();
        return config;
    }
    [[nodiscard]] QList<int> anOrder() const
    {
        QList<int> order;
        for (int i = 0; i < static_cast<int>(m_resolvers.size()); ++i)
            order << i;
        return order;
    }

private:
    static std::unique_ptr<LyingDnsServer> server(QChar what, bool isResolver)
    {
        return std::make_unique<LyingDnsServer>(speaking(what, isResolver), what == u's' ? Tcp::No : Tcp::Yes);
    }
    std::vector<std::unique_ptr<LyingDnsServer>> m_resolvers;
    std::vector<std::unique_ptr<LyingDnsServer>> m_zone;
};

QString verdictOf(const Check &check)
{
    return u"%1 %2 found=%3 chain=%4"_s.arg(check.code, check.confirmed ? u"confirmed"_s : u"open"_s, check.found,
                                            check.chain.join(u'>'));
}

} // namespace

class TestDnsSweep : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void orderOfResolversDecidesNothing_data();
    void orderOfResolversDecidesNothing();
    void moreThanEightResolversAreTheSameEight();
    void zoneIsAskedBehindTheRightRecord_data();
    void zoneIsAskedBehindTheRightRecord();
    void resolversThatNameOtherServersAreBothHeard();
    void nextHopThatResolversDisputeIsNoStrike();
    void canariesAreHeardFromAll();
    void costIsFlat();
    void memoryIsForSweepsOnly();
};

void TestDnsSweep::orderOfResolversDecidesNothing_data()
{
    QTest::addColumn<QString>("resolvers");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("verdict"); // the begin of it
    const auto row = [](const QString &resolvers, const QString &zone, const QString &verdict) {
        QTest::newRow(qPrintable(u"%1, zone %2"_s.arg(resolvers, zone))) << resolvers << zone << verdict;
    };
    row(u"rem"_s, u"r"_s, u"ok confirmed"_s);
    row(u"rem"_s, u"e"_s, u"disagree open"_s);
    row(u"rem"_s, u"s"_s, u"disagree open"_s);
    row(u"eom"_s, u"s"_s, u"not_created open"_s);
    row(u"eom"_s, u"m"_s, u"not_created confirmed"_s);
    row(u"eom"_s, u"x"_s, u"refused open"_s);
    row(u"rfx"_s, u"r"_s, u"ok confirmed"_s);
    row(u"rfx"_s, u"x"_s, u"ok confirmed"_s);
    row(u"rbf"_s, u"r"_s, u"dnssec_bogus open"_s);
    row(u"rda"_s, u"r"_s, u"ok confirmed"_s);
    row(u"rsr"_s, u"c"_s, u"illegal_set confirmed"_s);
    row(u"rdm"_s, u"t"_s, u"illegal_set confirmed"_s);
    row(u"fxs"_s, u"s"_s, u"servfail open"_s);
    row(u"rs"_s, u"z"_s, u"illegal_set confirmed"_s);
    row(u"es"_s, u"e"_s, u"wrong_target confirmed"_s);
    row(u"as"_s, u"a"_s, u"address_record confirmed"_s);
    row(u"rm"_s, u"m"_s, u"disagree open"_s);
}

void TestDnsSweep::orderOfResolversDecidesNothing()
{
    QFETCH(const QString, resolvers);
    QFETCH(const QString, zone);
    QFETCH(const QString, verdict);
    const World world(resolvers, zone);
    SystemRandom random;
    struct Asked
    {
        QString name;
        std::unique_ptr<DomainChecker> checker;
        std::unique_ptr<Awaited<Finding>> finding;
    };
    std::vector<Asked> all;
    QList<int> order = world.anOrder();
    do {
        for (const CheckDepth depth : {CheckDepth::Full, CheckDepth::Sweep}) {
            QString name = depth == CheckDepth::Full ? u"full "_s : u"sweep "_s;
            for (const int i : order)
                name += resolvers.at(i);
            all.push_back({name, std::make_unique<DomainChecker>(world.config(order), random),
                           std::make_unique<Awaited<Finding>>()});
            all.back().checker->check(question(depth), all.back().finding->sink());
        }
    } while (std::next_permutation(order.begin(), order.end()));
    QString first;
    for (const Asked &asked : all) {
        const auto finding = asked.finding->wait();
        QVERIFY2(finding.has_value(), qPrintable(asked.name));
        const QString said = verdictOf(finding->check);
        QVERIFY2(said.startsWith(verdict), qPrintable(asked.name + u": "_s + said));
        if (first.isEmpty())
            first = said;
        QVERIFY2(said == first, qPrintable(asked.name + u": "_s + said + u", not "_s + first));
        QCOMPARE(std::count_if(finding->check.servers.begin(), finding->check.servers.end(),
                               [](const ServerAnswer &answer) { return answer.role == u"resolver"_s; }),
                 resolvers.size());
    }
}

void TestDnsSweep::moreThanEightResolversAreTheSameEight()
{
    const World world(u"eeeeemmmmm"_s, u"r"_s);
    QList<int> order = world.anOrder();
    const auto heardFrom = [&world](const QList<int> &resolvers) {
        QStringList addresses;
        for (const ServerAnswer &answer : run(world.config(resolvers), question(CheckDepth::Sweep)).servers) {
            if (answer.role == u"resolver"_s)
                addresses << answer.address;
        }
        addresses.sort();
        return addresses;
    };
    const QStringList some = heardFrom(order);
    QCOMPARE(some.size(), 8);
    std::reverse(order.begin(), order.end());
    QCOMPARE(heardFrom(order), some);
}

void TestDnsSweep::zoneIsAskedBehindTheRightRecord_data()
{
    QTest::addColumn<QString>("resolvers");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<int>("askedOfZone");
    const auto row = [](const QString &resolvers, const QString &zone, const QString &verdict, int askedOfZone) {
        QTest::newRow(qPrintable(u"%1, zone %2"_s.arg(resolvers, zone))) << resolvers << zone << verdict << askedOfZone;
    };
    const QString illegal = u"illegal_set confirmed"_s;
    const QString well = u"ok confirmed"_s;
    // As long as all is well two are asked, and one that is silent beside one that speaks is no reason for more.
    for (const QString &resolvers : {u"r"_s, u"rr"_s, u"sr"_s, u"rs"_s, u"rsr"_s})
        row(resolvers, u"rrrrr"_s, well, 2);
    // Of the zone's servers all show the set.
    for (const QString &resolvers : {u"r"_s, u"rr"_s, u"sr"_s, u"rs"_s, u"rsr"_s})
        row(resolvers, u"cccc"_s, illegal, 4);
    for (const QString &kind : {u"t"_s, u"z"_s, u"y"_s})
        row(u"rr"_s, kind.repeated(4), illegal, 4);
    // Those that are silent or decline do not speak for it; whoever speaks does.
    row(u"r"_s, u"sssc"_s, illegal, 4);
    row(u"rr"_s, u"sxfc"_s, illegal, 4);
    row(u"r"_s, u"llllt"_s, illegal, 5);
    // One that contradicts the others makes it a question, no strike. Only two such servers are seen by every sample.
    row(u"r"_s, u"rc"_s, u"disagree open"_s, 2);
    // Nobody speaks for the zone: the resolvers' word stands.
    for (const QString &zone : {u"ss"_s, u"xx"_s, u"ll"_s, u"ff"_s, u"sxlf"_s})
        row(u"r"_s, zone, well, static_cast<int>(zone.size()));
    row(u"rr"_s, u"ssss"_s, well, 4);
    row(u"sr"_s, u"ssss"_s, well, 4);
}

void TestDnsSweep::zoneIsAskedBehindTheRightRecord()
{
    QFETCH(const QString, resolvers);
    QFETCH(const QString, zone);
    QFETCH(const QString, verdict);
    QFETCH(const int, askedOfZone);
    const World world(resolvers, zone);
    const Check check = run(world.config(world.anOrder()), question(CheckDepth::Sweep));
    QVERIFY2(verdictOf(check).startsWith(verdict), qPrintable(verdictOf(check)));
    QCOMPARE(std::count_if(check.servers.begin(), check.servers.end(),
                           [](const ServerAnswer &answer) { return answer.role == u"authoritative"_s; }),
             askedOfZone);
}

// One resolver has an old delegation: whose word is older is not known, so both zones are heard, and it is no strike.
void TestDnsSweep::resolversThatNameOtherServersAreBothHeard()
{
    if (!loopbackHasTwoAddresses())
        QSKIP("two name servers have one port, and so two addresses");
    SandboxDnsServer here;
    SandboxDnsServer formerly;
    QVERIFY(here.start().ok());
    QVERIFY(formerly.start(u"127.0.0.2"_s, here.endpoint().port).ok());
    for (SandboxDnsServer *server : {&here, &formerly})
        server->addZone(Zone);
    QVERIFY(here.setRecord(Host, u"CNAME"_s, Target).ok());
    const auto resolver = [](const QString &address) {
        return std::make_unique<LyingDnsServer>([address](LyingExchange &exchange) {
            Message reply = exchange.honest();
            reply.authoritative = false;
            const Question &asked = exchange.query.question;
            const QString name = asked.name.toLower();
            const QString server = u"ns-%1.provider.net"_s.arg(address.section(u'.', 3));
            if (asked.type == RrType::NS && name == Zone)
                reply.answer << Record{name, RrType::NS, 300, server};
            else if (asked.type == RrType::A && name == server)
                reply.answer << Record{name, RrType::A, 300, address};
            else if (name == Host)
                reply.rcode = Rcode::NxDomain;
            exchange.send(reply);
        });
    };
    const auto one = resolver(u"127.0.0.1"_s);
    const auto other = resolver(u"127.0.0.2"_s);
    for (const auto &order : {QList{one->endpoint(), other->endpoint()}, QList{other->endpoint(), one->endpoint()}}) {
        CheckerConfig config = quick(order);
        config.authorityPort = here.endpoint().port;
        for (const CheckDepth depth : {CheckDepth::Full, CheckDepth::Sweep}) {
            const Check check = run(config, question(depth));
            QCOMPARE(check.code, u"disagree"_s);
            QCOMPARE(check.nameServers, (QStringList{u"ns-1.provider.net"_s, u"ns-2.provider.net"_s}));
        }
    }
}

// The record leads to a name whose zone nobody can name servers of, and resolvers differ about it.
void TestDnsSweep::nextHopThatResolversDisputeIsNoStrike()
{
    const QString partner = u"links.partner.org"_s;
    SandboxDnsServer zone;
    QVERIFY(zone.start().ok());
    zone.addZone(Zone);
    QVERIFY(zone.setRecord(Host, u"CNAME"_s, partner).ok());
    const auto resolver = [&partner](bool knowsMore) {
        return std::make_unique<LyingDnsServer>([partner, knowsMore](LyingExchange &exchange) {
            Message reply = exchange.honest();
            reply.authoritative = false;
            const Question &asked = exchange.query.question;
            const QString name = asked.name.toLower();
            if (asked.type == RrType::NS && name == Zone)
                reply.answer << Record{name, RrType::NS, 300, NameServer};
            else if (asked.type == RrType::A && name == NameServer)
                reply.answer << Record{name, RrType::A, 300, u"127.0.0.1"_s};
            else if (asked.type == RrType::CNAME && name == Host)
                reply.answer << Record{name, RrType::CNAME, 300, partner};
            else if (asked.type == RrType::CNAME && name == partner && knowsMore)
                reply.answer << Record{name, RrType::CNAME, 300, u"old.partner.org"_s};
            else if (name == partner || name.endsWith(u".invalid"_s))
                reply.rcode = Rcode::NxDomain;
            exchange.send(reply);
        });
    };
    const auto one = resolver(true);
    const auto other = resolver(false);
    QStringList found;
    for (const auto &order : {QList{one->endpoint(), other->endpoint()}, QList{other->endpoint(), one->endpoint()}}) {
        CheckerConfig config = quick(order);
        config.authorityPort = zone.endpoint().port;
        for (const CheckDepth depth : {CheckDepth::Full, CheckDepth::Sweep}) {
            const Check check = run(config, question(depth));
            QCOMPARE(check.code, u"wrong_target"_s);
            QVERIFY(!check.confirmed);
            found << check.found;
        }
    }
    QCOMPARE(found.count(found.first()), 4);
}

// A round is held when nobody can be believed, and not because the first of the list cannot.
void TestDnsSweep::canariesAreHeardFromAll()
{
    const auto resolver = [](bool invents, bool denies) {
        return std::make_unique<LyingDnsServer>([invents, denies](LyingExchange &exchange) {
            Message reply = exchange.honest();
            reply.authoritative = false;
            const QString name = exchange.query.question.name.toLower();
            if (invents && exchange.query.question.type == RrType::A)
                reply.answer << Record{name, RrType::A, 60, u"203.0.113.1"_s};
            else if (denies || name.endsWith(u".invalid"_s))
                reply.rcode = Rcode::NxDomain;
            exchange.send(reply);
        });
    };
    const auto good = resolver(false, false);
    const auto inventor = resolver(true, false);
    const auto denier = resolver(false, true);
    SystemRandom random;
    const auto ask = [&random](const QList<Endpoint> &resolvers, const QString &name) {
        DomainChecker checker(quick(resolvers), random);
        Awaited<Existence> answer;
        checker.resolves(name, answer.sink());
        return answer.wait().value_or(Existence::Unknown);
    };
    const Endpoint g = good->endpoint();
    const Endpoint i = inventor->endpoint();
    const Endpoint d = denier->endpoint();
    for (const QList<Endpoint> &order :
         {QList{g, i}, QList{i, g}, QList{g, d}, QList{d, g}, QList{i, d, g}, QList{g, i, d}}) {
        QCOMPARE(ask(order, TargetZone), Existence::Exists);
        QCOMPARE(ask(order, randomInvalidName(random)), Existence::Missing);
    }
    QCOMPARE(ask({i}, randomInvalidName(random)), Existence::Exists);
    QCOMPARE(ask({d}, TargetZone), Existence::Missing);
}

namespace {

constexpr int manyDomains = 300;

// A provider with all the zones, and resolvers that know them; `asked` counts what is asked of the resolvers about the
// provider's own servers.
struct Provider
{
    [[nodiscard]] LyingDnsServer::Liar speaking(bool isResolver)
    {
        return [this, isResolver](LyingExchange &exchange) {
            Message reply = exchange.honest();
            reply.authoritative = !isResolver;
            reply.recursionAvailable = isResolver;
            const Question &asked = exchange.query.question;
            const QString name = asked.name.toLower();
            if (name.startsWith(u"ns"_s)) {
                ++askedOfServers;
                if (asked.type == RrType::A)
                    reply.answer << Record{name, RrType::A, 300, u"127.0.0.1"_s};
            } else if (name.endsWith(u".invalid"_s)) {
                ++askedOfResolvers;
                reply.rcode = Rcode::NxDomain;
            } else if (asked.type == RrType::NS && name.startsWith(u"customer"_s)) {
                for (const QString &server : {u"ns1.provider.net"_s, u"ns2.provider.net"_s})
                    reply.answer << Record{name, RrType::NS, 300, server};
            } else if (asked.type == RrType::CNAME && name.startsWith(u"track."_s)) {
                reply.answer << Record{name, RrType::CNAME, 300, Target};
            }
            exchange.send(reply);
        };
    }
    static CheckQuestion question(int i, CheckDepth depth)
    {
        const QString zone = u"customer%1.com"_s.arg(i);
        return {u"track."_s + zone, Target, TargetZone, zone, depth};
    }
    std::atomic<int> askedOfServers = 0;
    std::atomic<int> askedOfResolvers = 0;
};

} // namespace

// Each resolver once for the record and twice for the zone, two of the zone's servers for the record and for what must
// not stand beside it; where the provider's servers are, and whether resolvers lie, is found out once.
void TestDnsSweep::costIsFlat()
{
    Provider provider;
    LyingDnsServer one(provider.speaking(true));
    LyingDnsServer other(provider.speaking(true));
    LyingDnsServer zone(provider.speaking(false));
    CheckerConfig config = quick({one.endpoint(), other.endpoint()});
    config.authorityPort = zone.endpoint().port;
    config.zoneMemory = std::chrono::hours(1);
    SystemRandom random;
    DomainChecker checker(config, random);
    Awaited<Finding> warm;
    checker.check(Provider::question(0, CheckDepth::Sweep), warm.sink());
    QCOMPARE(warm.wait().value_or(Finding{}).check.code, u"ok"_s);
    QVERIFY(provider.askedOfServers > 0);
    QVERIFY(provider.askedOfResolvers > 0);

    provider.askedOfServers = 0;
    provider.askedOfResolvers = 0;
    const auto before = checker.queriesSent();
    std::mutex mutex;
    QMap<QString, int> codes;
    for (int i = 1; i <= manyDomains; ++i) {
        checker.check(Provider::question(i, CheckDepth::Sweep), [&](const Finding &finding) {
            const std::lock_guard lock(mutex);
            ++codes[finding.check.code];
        });
    }
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            const std::lock_guard lock(mutex);
            return codes.value(u"ok"_s) == manyDomains;
        }(),
        patienceMs);
    const auto each = double(checker.queriesSent() - before) / manyDomains;
    QCOMPARE(provider.askedOfServers.load(), 0);
    QCOMPARE(provider.askedOfResolvers.load(), 0);
    // 2 × (1 + 2) and at most 2 × (1 + 4); a busy machine may have one asked again here and there.
    QVERIFY2(each <= 17, qPrintable(QString::number(each)));
}

// Somebody who has just moved the zone and asks sees where it is now; and after a while everybody does.
void TestDnsSweep::memoryIsForSweepsOnly()
{
    Provider provider;
    LyingDnsServer resolver(provider.speaking(true));
    LyingDnsServer zone(provider.speaking(false));
    CheckerConfig config = quick({resolver.endpoint()});
    config.authorityPort = zone.endpoint().port;
    config.zoneMemory = std::chrono::hours(1);
    SystemRandom random;
    DomainChecker checker(config, random);
    const auto asks = [&](CheckDepth depth) {
        provider.askedOfServers = 0;
        Awaited<Finding> finding;
        checker.check(Provider::question(0, depth), finding.sink());
        return finding.wait() && provider.askedOfServers > 0;
    };
    QVERIFY(asks(CheckDepth::Sweep));
    QVERIFY(!asks(CheckDepth::Sweep));
    QVERIFY(asks(CheckDepth::Full));
    QVERIFY(!asks(CheckDepth::Sweep));
    config.zoneMemory = 20ms;
    checker.setConfig(config);
    QVERIFY(asks(CheckDepth::Sweep));
    QVERIFY(QTest::qWaitFor([&] { return asks(CheckDepth::Sweep); }, patienceMs));
}

UNMTA_TEST(TestDnsSweep)

} // namespace unmta::tst_dns_sweep

#include "tst_dns_sweep.moc"
