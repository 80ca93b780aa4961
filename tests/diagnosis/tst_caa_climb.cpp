// The CAA records that count for a host: how far up one climbs, and whose word counts.
#include "CheckerHarness.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_caa_climb {

using namespace Qt::StringLiterals;
using namespace unmta::diagnosis;
using namespace unmta::dns;
using namespace unmta::test;

namespace {

const QString host = u"track.shop.example.com"_s;
const QString alias = u"v-1.track.unmta.net"_s;
const QString ours = u"0 issue \"ca.example\""_s;
const QString others = u"0 issue \"other.example\""_s;

using Told = std::optional<CaaSet>;

Told ask(const CheckerConfig &config)
{
    SystemRandom random;
    DomainChecker checker(config, random);
    Awaited<Told> result;
    checker.caa(host, result.sink());
    return result.wait().value_or(CaaSet{u"never answered"_s, {}});
}

QString text(const Told &told)
{
    if (!told)
        return u"not known"_s;
    QStringList parts{told->name};
    for (const CaaRecord &record : told->records)
        parts << record.text();
    return parts.join(u" | "_s);
}

// Knows the zone example.com, whose only server is at 127.0.0.1, and has these CAA records; of `host` by way of its
// alias.
LyingDnsServer::Liar resolver(const QMultiMap<QString, QString> &records, Rcode ofHost = Rcode::NoError)
{
    return [=](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.authoritative = false;
        Question question = exchange.query.question;
        question.name = question.name.toLower();
        QString name = question.name;
        if (name.endsWith(u".invalid"_s)) {
            reply.rcode = Rcode::NxDomain;
        } else if (question == Question{u"example.com"_s, RrType::NS}) {
            reply.answer << Record{name, RrType::NS, 60, u"ns1.example.com"_s};
        } else if (question == Question{u"ns1.example.com"_s, RrType::A}) {
            reply.answer << Record{name, RrType::A, 60, u"127.0.0.1"_s};
        } else if (question.type == RrType::CAA) {
            if (name == host) {
                reply.rcode = ofHost;
                reply.answer << Record{name, RrType::CNAME, 60, alias};
                name = alias;
            }
            for (const QString &data : records.values(name))
                reply.answer << Record{name, RrType::CAA, 60, data};
        }
        exchange.send(reply);
    };
}

CheckerConfig config(const QList<Endpoint> &resolvers, std::uint16_t authorityPort)
{
    CheckerConfig result = quick(resolvers);
    result.authorityPort = authorityPort;
    result.retries = 0;
    return result;
}

} // namespace

class TestCaaClimb : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void climbs_data()
    {
        QTest::addColumn<QString>("at");
        QTest::addColumn<QString>("expected");
        QTest::newRow("nowhere: everybody may") << QString() << QString();
        QTest::newRow("at the end of the alias") << alias << u"v-1.track.unmta.net | "_s + ours;
        QTest::newRow("not above the end of the alias") << u"track.unmta.net"_s << QString();
        QTest::newRow("one up") << u"shop.example.com"_s << u"shop.example.com | "_s + ours;
        QTest::newRow("two up") << u"example.com"_s << u"example.com | "_s + ours;
        QTest::newRow("the top-level domain's") << u"com"_s << u"com | "_s + ours;
    }
    void climbs()
    {
        QFETCH(QString, at);
        QMultiMap<QString, QString> records;
        if (!at.isEmpty())
            records.insert(at, ours);
        const LyingDnsServer server(resolver(records));
        QTEST(text(ask(config({server.endpoint()}, 1))), "expected");
    }

    void theNearestCountsAndOnlyIt()
    {
        const LyingDnsServer server(resolver({{u"shop.example.com"_s, ours}, {u"example.com"_s, others}}));
        QCOMPARE(text(ask(config({server.endpoint()}, 1))), u"shop.example.com | "_s + ours);
    }

    // RFC 8659 section 3: that a name does not exist is an answer, that nobody answers is none.
    void whatCannotBeFoundOut_data()
    {
        QTest::addColumn<Rcode>("rcode");
        QTest::addColumn<QString>("expected");
        QTest::newRow("no such name") << Rcode::NxDomain << u"example.com | "_s + others;
        QTest::newRow("SERVFAIL") << Rcode::ServFail << u"not known"_s;
        QTest::newRow("REFUSED") << Rcode::Refused << u"not known"_s;
    }
    void whatCannotBeFoundOut()
    {
        QFETCH(Rcode, rcode);
        const LyingDnsServer server(resolver({{u"example.com"_s, others}}, rcode));
        QTEST(text(ask(config({server.endpoint()}, 1))), "expected");
    }

    void resolversThatDifferSayNothing()
    {
        const LyingDnsServer one(resolver({{u"example.com"_s, others}}));
        const LyingDnsServer two(resolver({{u"example.com"_s, ours}}));
        CheckerConfig both = config({one.endpoint(), two.endpoint()}, 1);
        both.headStart = patience;
        QCOMPARE(text(ask(both)), u"not known"_s);
    }

    // The record was just added, and the resolver has kept what was there before.
    void theZonesServersHaveTheLastWord()
    {
        const LyingDnsServer authority([](LyingExchange &exchange) {
            Message reply = exchange.honest();
            reply.authoritative = true;
            for (const QString &data : {others, ours})
                reply.answer << Record{exchange.query.question.name.toLower(), RrType::CAA, 60, data};
            exchange.send(reply);
        });
        const LyingDnsServer stale(resolver({{u"example.com"_s, others}}));
        QCOMPARE(text(ask(config({stale.endpoint()}, authority.endpoint().port))),
                 u"example.com | "_s + ours + u" | "_s + others);
    }

    void goneAtTheZonesServersIsNotKnown()
    {
        const LyingDnsServer authority([](LyingExchange &exchange) {
            Message reply = exchange.honest();
            reply.authoritative = true;
            exchange.send(reply);
        });
        const LyingDnsServer stale(resolver({{u"example.com"_s, others}}));
        QCOMPARE(text(ask(config({stale.endpoint()}, authority.endpoint().port))), u"not known"_s);
    }
};

UNMTA_TEST(TestCaaClimb)

} // namespace unmta::tst_caa_climb

#include "tst_caa_climb.moc"
