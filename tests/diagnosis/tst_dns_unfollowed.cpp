// Records of which a server shows only a part: the next hop cannot be resolved, or one of two is passed on.
#include "CheckerHarness.h"

#include "diagnosis/Diagnosis.h"
#include "dns/DnsName.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_dns_unfollowed {

using namespace Qt::StringLiterals;
using namespace unmta::diagnosis;
using namespace unmta::dns;
using namespace unmta::test;

namespace {

const QString Label = u"v-0123456789abcdef0123"_s;
const QString Elsewhere = u"x.elsewhere.net"_s;

View unfollowed(ServerRole role, const QString &failure, const QString &next)
{
    View view;
    view.server = u"192.0.2.53"_s;
    view.address = u"192.0.2.53:53"_s;
    view.role = role;
    view.failure = failure;
    view.chain = QStringList{Host};
    if (!next.isEmpty())
        view.chain << next;
    view.rcode = u"NOERROR"_s;
    return view;
}

View resolver(const QString &failure, const QString &next = {})
{
    return unfollowed(ServerRole::Resolver, failure, next);
}

View authority(const QString &failure, const QString &next = {})
{
    return unfollowed(ServerRole::Authoritative, failure, next);
}

// A resolver that knows the customer's zone, but nothing beyond.
LyingDnsServer::Liar rootless(const QString &value, bool silentBeyond)
{
    return [value, silentBeyond](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.authoritative = false;
        const QString name = exchange.query.question.name.toLower();
        if (name == Host && exchange.query.question.type == RrType::CNAME)
            reply.answer << Record{Host, RrType::CNAME, 300, value};
        else if (!isUnder(name, u"example.com"_s))
            reply.rcode = Rcode::ServFail;
        if (silentBeyond && reply.rcode == Rcode::ServFail)
            return;
        exchange.send(reply);
    };
}

// A resolver (RD) that believes the next hop is gone, and in the same place the zones' own servers: the customer's
// shows the record, the next hop's does what `beyond` says.
LyingDnsServer::Liar goneBeyond(const LyingDnsServer::Liar &beyond)
{
    return [beyond](LyingExchange &exchange) {
        Message reply = exchange.honest();
        const Question &asked = exchange.query.question;
        const QString name = asked.name.toLower();
        const bool isResolver = exchange.query.recursionDesired;
        const QString zone = isUnder(name, u"elsewhere.net"_s) ? u"elsewhere.net"_s : u"example.com"_s;
        if (!isResolver && zone == "elsewhere.net"_L1) {
            beyond(exchange);
            return;
        }
        reply.authoritative = !isResolver;
        if (name == Host && asked.type == RrType::CNAME)
            reply.answer << Record{Host, RrType::CNAME, 300, Elsewhere};
        else if (asked.type == RrType::NS && (name == "example.com"_L1 || name == "elsewhere.net"_L1))
            reply.answer << Record{name, RrType::NS, 300, u"ns1."_s + name};
        else if (asked.type == RrType::A && name.startsWith("ns1."_L1))
            reply.answer << Record{name, RrType::A, 300, u"127.0.0.1"_s};
        else if (name == Elsewhere)
            reply.rcode = Rcode::NxDomain;
        if (reply.answer.isEmpty())
            reply.authority << Record{zone, RrType::SOA, 60, u"ns1. hostmaster. 1 1 1 1 60"_s};
        exchange.send(reply);
    };
}

} // namespace

class TestDnsUnfollowed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verdict_data();
    void verdict();
    void wholeCheck_data();
    void wholeCheck();
    void zoneItselfConfirmsACut();
    void oneOfTwoCnames();
    void nextHopIsGoneOnlyByItsOwnServers_data();
    void nextHopIsGoneOnlyByItsOwnServers();
};

void TestDnsUnfollowed::verdict_data()
{
    QTest::addColumn<QList<View>>("views");
    QTest::addColumn<bool>("repeated");
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("confirmed");
    const auto row = [](const char *name, const QList<View> &views, const QString &code, bool confirmed,
                        bool repeated = false) { QTest::newRow(name) << views << repeated << code << confirmed; };
    const QString cut = u"truncated_target"_s;
    const QString servfail = u"servfail"_s;
    const QString timeout = u"timeout"_s;
    const QString shortZone = Label + u".track.unmta"_s;
    const QString appended = Target + u".example.com"_s;
    View closed = authority(timeout);
    closed.unreachable = true;
    View bogus = resolver(servfail, Elsewhere);
    bogus.bogus = true;

    row("the label alone, once", {resolver(servfail, Label)}, cut, false);
    row("the label alone, twice, while the zone is silent", {resolver(servfail, Label), authority(timeout)}, cut, false,
        true);
    row("the label alone, twice, while nobody listens", {resolver(servfail, Label), closed}, cut, true, true);
    row("zone cut, SERVFAIL", {resolver(servfail, shortZone)}, cut, false);
    row("zone cut, silence", {resolver(timeout, shortZone)}, cut, false);
    row("cut, two resolvers, while the zone is silent",
        {resolver(servfail, shortZone), resolver(timeout, shortZone), authority(timeout)}, cut, false);
    row("cut, two resolvers, while nobody listens",
        {resolver(servfail, shortZone), resolver(timeout, shortZone), closed}, cut, true);
    row("cut, the zone's server too", {resolver(servfail, shortZone), authority(servfail, shortZone)}, cut, true);
    row("cut, only the zone's server saw it", {resolver(servfail), authority(timeout, shortZone)}, cut, false);
    // What was appended may exist and lead on: told, but never a strike.
    row("zone appended", {resolver(servfail, appended), resolver(servfail, appended), authority(timeout, appended)},
        cut, false, true);
    row("the label under the customer's zone",
        {resolver(timeout, Label + u".example.com"_s), resolver(timeout, Label + u".example.com"_s)}, cut, false, true);
    row("elsewhere, SERVFAIL", {resolver(servfail, Elsewhere), authority(servfail, Elsewhere)}, servfail, false, true);
    row("elsewhere, silence", {resolver(timeout, Elsewhere), authority(timeout, Elsewhere)}, timeout, false, true);
    row("elsewhere, one saw it and one did not", {resolver(servfail), resolver(timeout, Elsewhere)}, timeout, false);
    row("elsewhere, only the zone's server saw it", {resolver(servfail), authority(timeout, Elsewhere)}, timeout,
        false);
    row("elsewhere, the zone's next hop refuses", {resolver(timeout), authority(u"refused"_s, Elsewhere)}, timeout,
        false);
    row("elsewhere, bad signatures there", {bogus}, u"dnssec_bogus"_s, false);
}

void TestDnsUnfollowed::verdict()
{
    QFETCH(QList<View>, views);
    QFETCH(bool, repeated);
    QFETCH(QString, code);
    QFETCH(bool, confirmed);
    Facts facts;
    facts.question = question();
    facts.zone = u"example.com"_s;
    facts.nameServers = QStringList{u"ns1.example.com"_s};
    facts.views = views;
    facts.repeated = repeated;
    const Check result = diagnose(facts).check;
    QCOMPARE(result.code, code);
    QCOMPARE(result.confirmed, confirmed);
    QCOMPARE(result.outcome, code == "truncated_target"_L1 ? CheckOutcome::Changed : CheckOutcome::Unknown);
    QCOMPARE(result.chain.size(), 2);
    QCOMPARE(result.found, result.chain.last());
    if (result.outcome == CheckOutcome::Changed)
        return;
    const QString reason =
        code == "dnssec_bogus"_L1 ? u"whose DNSSEC signatures are not valid."_s : u"which could not be followed."_s;
    QVERIFY2(result.message.startsWith(u"The record of track.example.com leads to x.elsewhere.net, "_s + reason),
             qPrintable(result.message));
    QVERIFY2(result.hint.contains(u"change the value of the CNAME record track to the expected one: "_s + Target),
             qPrintable(result.hint));
}

void TestDnsUnfollowed::wholeCheck_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("silentBeyond");
    QTest::addColumn<QString>("code");
    QTest::newRow("label alone") << Label << false << "truncated_target";
    QTest::newRow("label alone, silence") << Label << true << "truncated_target";
    QTest::newRow("last label missing") << Label + u".track.unmta"_s << false << "truncated_target";
    QTest::newRow("another host") << Elsewhere << false << "servfail";
    QTest::newRow("another host, silence") << Elsewhere << true << "timeout";
}

// The resolver has no root; the zone's own servers cannot be reached.
void TestDnsUnfollowed::wholeCheck()
{
    QFETCH(QString, value);
    QFETCH(bool, silentBeyond);
    QFETCH(QString, code);
    const LyingDnsServer server(rootless(value, silentBeyond));
    for (const CheckDepth depth : {CheckDepth::Full, CheckDepth::Sweep}) {
        const Check result = run(quick({server.endpoint()}), question(depth));
        QCOMPARE(result.code, code);
        QCOMPARE(result.found, value);
        QVERIFY(!result.hint.isEmpty());
    }
}

// The zone's own server and a resolver both show the record; neither can say anything of the name in it.
void TestDnsUnfollowed::zoneItselfConfirmsACut()
{
    SandboxDnsServer zone;
    QVERIFY(zone.start().ok());
    zone.addZone(u"example.com"_s);
    QVERIFY(zone.setRecord(Host, u"CNAME"_s, Label + u".track.unmta"_s).ok());
    const LyingDnsServer server(rootless(Label + u".track.unmta"_s, false));
    CheckerConfig config = quick({server.endpoint()});
    config.authorities = {zone.endpoint()};
    const Check result = run(config, question());
    QCOMPARE(result.code, u"truncated_target"_s);
    QVERIFY(result.confirmed);
    QCOMPARE(result.outcome, CheckOutcome::Changed);
}

// Resolvers pass on one of two CNAMEs; the zone's servers show both, each in its own order.
void TestDnsUnfollowed::oneOfTwoCnames()
{
    const QStringList values = {Target, u"b.example.com"_s};
    const auto zone = [&values](bool reversed) {
        return [&values, reversed](LyingExchange &exchange) {
            Message reply = exchange.honest();
            reply.authoritative = true;
            for (int i = 0; i < 2; ++i)
                reply.answer << Record{Host, RrType::CNAME, 300, values.at(reversed ? 1 - i : i)};
            exchange.send(reply);
        };
    };
    const LyingDnsServer one(zone(false));
    const LyingDnsServer other(zone(true));
    const LyingDnsServer server(rootless(Target, false));
    CheckerConfig config = quick({server.endpoint()});
    config.authorities = {one.endpoint(), other.endpoint()};
    const Check result = run(config, question());
    QCOMPARE(result.code, u"illegal_set"_s);
    QCOMPARE(result.found, u"CNAME b.example.com, CNAME "_s + Target);
    QVERIFY(result.confirmed); // by the zone itself; a resolver passes on one of the two
    QCOMPARE(result.outcome, CheckOutcome::Changed);
}

void TestDnsUnfollowed::nextHopIsGoneOnlyByItsOwnServers_data()
{
    QTest::addColumn<QString>("beyond");
    QTest::addColumn<bool>("confirmed");
    QTest::newRow("they say so") << u"gone"_s << true;
    QTest::newRow("they refuse") << u"refused"_s << false;
    QTest::newRow("they do not know the zone") << u"lame"_s << false;
    QTest::newRow("they are silent") << u"silence"_s << false;
}

void TestDnsUnfollowed::nextHopIsGoneOnlyByItsOwnServers()
{
    QFETCH(QString, beyond);
    QFETCH(bool, confirmed);
    const LyingDnsServer server(goneBeyond([beyond](LyingExchange &exchange) {
        Message reply = exchange.honest();
        if (beyond == "silence"_L1)
            return;
        if (beyond == "refused"_L1)
            reply.rcode = Rcode::Refused;
        if (beyond == "gone"_L1) {
            reply.rcode = Rcode::NxDomain;
            reply.authoritative = true;
            reply.authority << Record{u"elsewhere.net"_s, RrType::SOA, 60, u"ns1. hostmaster. 1 1 1 1 60"_s};
        }
        exchange.send(reply);
    }));
    const Check check = run(quick({server.endpoint()}), question());
    QCOMPARE(check.code, u"wrong_target"_s);
    QCOMPARE(check.nameServers, QStringList{u"ns1.example.com"_s});
    QCOMPARE(check.confirmed, confirmed);
}

UNMTA_TEST(TestDnsUnfollowed)

} // namespace unmta::tst_dns_unfollowed

#include "tst_dns_unfollowed.moc"
