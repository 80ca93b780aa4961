// The chain, hop by hop: what a reply proves and what it does not.
#include "diagnosis/CnameWalk.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_dns_walk {

using namespace Qt::StringLiterals;
using namespace unmta::diagnosis;
using namespace unmta::dns;

using End = CnameWalk::End;
using Asked = CnameWalk::Asked;
using Records = QList<Record>;

namespace {

const QString Host = u"track.example.com"_s;
const QString Target = u"v-0123456789abcdef0123.track.unmta.net"_s;
const QString Zone = u"track.unmta.net"_s;

Record cname(const QString &from, const QString &to, quint32 ttl = 300)
{
    return {from, RrType::CNAME, ttl, to};
}

const Record Soa{u"example.com"_s, RrType::SOA, 900, u"ns. host. 1 7200 3600 1209600 120"_s};

Message reply(const Records &answer, const Records &authority = {}, const Records &additional = {})
{
    Message message;
    message.response = true;
    message.authoritative = true;
    message.recursionAvailable = true;
    message.answer = answer;
    message.authority = authority;
    message.additional = additional;
    return message;
}

Message failing(Rcode rcode)
{
    Message message = reply({});
    message.rcode = rcode;
    return message;
}

Message withoutAuthority(Message message, bool recursion)
{
    message.authoritative = false;
    message.recursionAvailable = recursion;
    return message;
}

} // namespace

class TestDnsWalk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneReply_data();
    void oneReply();
    void onlyTheZoneProvesThatANameIsMissing_data();
    void onlyTheZoneProvesThatANameIsMissing();
    void followsAndKeepsTheLeastTtl();
    void sixteenHopsAndNoMore();
    void loops();
    void errorsOfTheClient_data();
    void errorsOfTheClient();
    void besideTheCname();
    void ignoresWhatComesAfterTheEnd();
};

void TestDnsWalk::oneReply_data()
{
    QTest::addColumn<Message>("message");
    QTest::addColumn<Asked>("asked");
    QTest::addColumn<End>("end");
    QTest::addColumn<QString>("current");
    QTest::addColumn<quint32>("ttl");
    QTest::addColumn<QString>("failure");

    const auto row = [](const char *name, const Message &message, End end, const QString &current, quint32 ttl = 0,
                        const QString &failure = {}, Asked asked = Asked::Resolver) {
        QTest::newRow(name) << message << asked << end << current << ttl << failure;
    };
    const Record unrelated = cname(u"other.example.com"_s, Target);
    const QString away = u"www.example.net"_s;
    Message nxdomain = reply({}, {Soa});
    nxdomain.rcode = Rcode::NxDomain;
    Message nxdomainWithCname = reply({cname(Host, away)}, {Soa});
    nxdomainWithCname.rcode = Rcode::NxDomain;
    const Record dname{u"example.com"_s, RrType::DNAME, 60, u"example.net"_s};

    row("the target", reply({cname(Host, Target)}), End::Reached, Target, 300);
    row("the target, twice the same record", reply({cname(Host, Target), cname(Host, Target, 60)}), End::Reached,
        Target, 300);
    row("with its signature", reply({cname(Host, Target), {Host, RrType::RRSIG, 300, u"x"_s}}), End::Reached, Target,
        300);
    row("the resolver's own chase is not believed", reply({cname(Host, away), cname(away, Target)}), End::Walking, away,
        300);
    row("another target of ours ends the walk", reply({cname(Host, u"v-ffffffffffffffffffff.track.unmta.net"_s)}),
        End::NoCname, u"v-ffffffffffffffffffff.track.unmta.net"_s, 300);
    row("NXDOMAIN", nxdomain, End::NoName, Host, 120);
    row("NODATA", reply({}, {Soa}), End::NoCname, Host, 120);
    row("NODATA without SOA", reply({}), End::NoCname, Host);
    row("NXDOMAIN for the end of a chain", nxdomainWithCname, End::Walking, away, 300);
    row("two CNAMEs", reply({cname(Host, Target), cname(Host, away, 60)}), End::IllegalSet, Host, 60);
    row("CNAME beside an address", reply({cname(Host, Target), {Host, RrType::A, 9, u"192.0.2.1"_s}}), End::IllegalSet,
        Host, 300);
    row("only addresses", reply({{Host, RrType::A, 9, u"192.0.2.1"_s}}), End::NoCname, Host);
    row("DNAME with its CNAME", reply({dname, cname(Host, u"track.example.net"_s, 0)}), End::Walking,
        u"track.example.net"_s, 0);
    row("DNAME alone", reply({dname}), End::Walking, u"track.example.net"_s, 60);
    row("DNAME of somebody else", reply({{u"ample.com"_s, RrType::DNAME, 60, Target}}), End::NoCname, Host);
    row("right CNAME of another name", reply({unrelated}, {Soa}), End::NoCname, Host, 120);
    row("right CNAME in the authority section", reply({}, {cname(Host, Target), Soa}), End::NoCname, Host, 120);
    row("right CNAME in the additional section", reply({}, {Soa}, {cname(Host, Target)}), End::NoCname, Host, 120);
    row("SERVFAIL", failing(Rcode::ServFail), End::Failed, Host, 0, u"servfail"_s);
    row("REFUSED", failing(Rcode::Refused), End::Failed, Host, 0, u"refused"_s);
    row("FORMERR", failing(Rcode::FormErr), End::Failed, Host, 0, u"refused"_s);
    row("NOTIMP", failing(Rcode::NotImp), End::Failed, Host, 0, u"refused"_s);
    row("NOTAUTH", failing(Rcode(9)), End::Failed, Host, 0, u"servfail"_s);
    row("authority without AA", withoutAuthority(reply({cname(Host, Target)}), true), End::Failed, Host, 0, u"lame"_s,
        Asked::Authority);
    row("referral", withoutAuthority(reply({}, {{u"example.com"_s, RrType::NS, 60, u"ns.example.com"_s}}), false),
        End::Failed, Host, 0, u"lame"_s, Asked::Authority);
    row("resolver that does not recurse", withoutAuthority(reply({}), false), End::Failed, Host, 0, u"lame"_s);
    row("resolver from its cache", withoutAuthority(reply({cname(Host, Target)}), true), End::Reached, Target, 300);
}

void TestDnsWalk::oneReply()
{
    QFETCH(Message, message);
    QFETCH(Asked, asked);
    QFETCH(End, end);
    QFETCH(QString, current);
    QFETCH(quint32, ttl);
    QFETCH(QString, failure);
    CnameWalk walk(Host, Target, Zone);
    walk.feed(message, asked);
    QCOMPARE(walk.end(), end);
    QCOMPARE(walk.current(), current);
    QCOMPARE(walk.ttl(), ttl);
    QCOMPARE(walk.failure(), failure);
    QCOMPARE(walk.finished(), end != End::Walking);
}

// Who serves a zone of the name's ancestors, or has put itself in the root's place, has lost this one.
void TestDnsWalk::onlyTheZoneProvesThatANameIsMissing_data()
{
    QTest::addColumn<QString>("owner");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<End>("end");
    QTest::newRow("the zone") << u"example.com"_s << u"example.com"_s << End::NoCname;
    QTest::newRow("a zone below it") << Host << u"example.com"_s << End::NoCname;
    QTest::newRow("the parent") << u"com"_s << u"example.com"_s << End::Failed;
    QTest::newRow("the root") << u"."_s << u"example.com"_s << End::Failed;
    QTest::newRow("the root, of a zone that nobody names") << u"."_s << QString() << End::NoCname;
}

void TestDnsWalk::onlyTheZoneProvesThatANameIsMissing()
{
    QFETCH(QString, owner);
    QFETCH(QString, zone);
    QFETCH(End, end);
    Record soa = Soa;
    soa.name = owner;
    Message message = reply({}, {soa});
    message.authoritative = true;
    CnameWalk walk(Host, Target, Zone);
    walk.feed(message, Asked::Authority, zone);
    QCOMPARE(walk.end(), end);
    QCOMPARE(walk.failure(), end == End::Failed ? u"lame"_s : QString());
}

void TestDnsWalk::followsAndKeepsTheLeastTtl()
{
    CnameWalk walk(Host, Target, Zone);
    walk.feed(reply({cname(Host, u"a.example.net"_s, 3600)}), Asked::Resolver);
    QCOMPARE(walk.current(), u"a.example.net"_s);
    walk.feed(reply({cname(u"a.example.net"_s, u"b.example.net"_s, 60)}), Asked::Resolver);
    walk.feed(reply({cname(u"b.example.net"_s, Target, 300)}), Asked::Resolver);
    QCOMPARE(walk.end(), End::Reached);
    QCOMPARE(walk.chain(), (QStringList{Host, u"a.example.net"_s, u"b.example.net"_s, Target}));
    QCOMPARE(walk.ttl(), 60U);
    QCOMPARE(walk.hops(), 3);
}

void TestDnsWalk::sixteenHopsAndNoMore()
{
    for (const int length : {16, 17, 40}) {
        CnameWalk walk(Host, Target, Zone);
        int asked = 0;
        while (!walk.finished()) {
            ++asked;
            const QString next = asked == length ? Target : u"h%1.example.net"_s.arg(asked);
            walk.feed(reply({cname(walk.current(), next)}), Asked::Resolver);
        }
        QCOMPARE(walk.end(), length <= CnameWalk::MaxHops ? End::Reached : End::TooLong);
        QVERIFY(asked <= 17);
    }
}

void TestDnsWalk::loops()
{
    for (int length = 1; length <= 5; ++length) {
        CnameWalk walk(Host, Target, Zone);
        for (int i = 1; !walk.finished(); ++i)
            walk.feed(reply({cname(walk.current(), i == length ? Host : u"h%1.example.net"_s.arg(i))}),
                      Asked::Resolver);
        QCOMPARE(walk.end(), End::Loop);
        QCOMPARE(walk.chain().size(), length + 1);
    }
}

void TestDnsWalk::errorsOfTheClient_data()
{
    QTest::addColumn<QString>("error");
    QTest::addColumn<QString>("code");
    QTest::newRow("silence") << "dns.timeout"
                             << "timeout";
    QTest::newRow("nobody listens") << "dns.unreachable"
                                    << "timeout";
    QTest::newRow("no route") << "dns.network_down"
                              << "network_down";
    QTest::newRow("garbage") << "dns.malformed"
                             << "servfail";
}

void TestDnsWalk::errorsOfTheClient()
{
    QFETCH(QString, error);
    QFETCH(QString, code);
    CnameWalk walk(Host, Target, Zone);
    walk.fail(failureCode(error));
    QCOMPARE(walk.end(), End::Failed);
    QCOMPARE(walk.failure(), code);
}

void TestDnsWalk::besideTheCname()
{
    CnameWalk walk(Host, Target, Zone);
    walk.feed(reply({cname(Host, Target)}), Asked::Authority);
    walk.foundBeside({cname(Host, Target), {Target, RrType::A, 5, u"192.0.2.1"_s}});
    QCOMPARE(walk.end(), End::Reached);
    walk.foundBeside({{Host, RrType::MX, 5, u"10 mail.example.com."_s}});
    QCOMPARE(walk.end(), End::IllegalSet);
    QCOMPARE(walk.conflict(), (QStringList{u"CNAME "_s + Target, u"MX 10 mail.example.com."_s}));
}

void TestDnsWalk::ignoresWhatComesAfterTheEnd()
{
    CnameWalk walk(Host, Target, Zone);
    walk.fail(u"timeout"_s);
    walk.feed(reply({cname(Host, Target)}), Asked::Resolver);
    QCOMPARE(walk.end(), End::Failed);
    walk.fail(u"servfail"_s);
    QCOMPARE(walk.failure(), u"timeout"_s);
}

UNMTA_TEST(TestDnsWalk)

} // namespace unmta::tst_dns_walk

#include "tst_dns_walk.moc"
