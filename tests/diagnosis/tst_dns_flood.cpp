// Datagrams that nobody should believe, and datagrams that never arrive.
// Forgeries stand in front of every true answer, sent from the server's own address with the right question and
// guessed ids. The short version of a million forgeries in a thousand checks; UNMTA_SOAK=1 runs the whole million.
#include "CheckerHarness.h"

#include "dns/DnsCodec.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_dns_flood {

using namespace Qt::StringLiterals;
using namespace unmta::diagnosis;
using namespace unmta::dns;
using namespace unmta::test;

class TestDnsFlood : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neverBelieved_data();
    void neverBelieved();
    void lossNeverLooksLikeAChange();
};

void TestDnsFlood::neverBelieved_data()
{
    QTest::addColumn<bool>("tcp");
    QTest::addColumn<int>("burst");
    QTest::newRow("with TCP to fall back on") << true << 1000;
    // What the kernel holds for one socket bounds how much can stand before the true answer.
    QTest::newRow("without TCP") << false << 60;
}

void TestDnsFlood::neverBelieved()
{
    QFETCH(bool, tcp);
    QFETCH(int, burst);
    const int checks = qEnvironmentVariableIntValue("UNMTA_SOAK") > 0 ? 1000 : 60;
    std::atomic<int> sent = 0;
    LyingDnsServer server(
        [&sent, burst](LyingExchange &exchange) {
            Message reply = exchange.honest();
            if (!exchange.overTcp) {
                Message forged = reply;
                forged.question.name = Host; // a guesser does not know the letter case
                forged.answer << Record{Host, RrType::CNAME, 300, u"evil.example.net"_s};
                const QByteArray wire = wireOf(forged);
                for (int i = 1; i <= burst; ++i) {
                    QByteArray guess = wire;
                    const auto id = quint16(exchange.query.id + i * 131);
                    guess[0] = char(id >> 8);
                    guess[1] = char(id & 0xff);
                    exchange.replies << guess;
                }
                sent += burst;
            }
            reply.answer << Record{Host, RrType::CNAME, 300, Target};
            exchange.send(reply);
        },
        tcp ? Tcp::Yes : Tcp::No);
    SystemRandom random;
    CheckerConfig config = quick({server.endpoint()});
    config.queryTimeout = Millis(1000);
    DomainChecker checker(config, random);
    for (int i = 0; i < checks; ++i) {
        Awaited<Finding> result;
        checker.check(question(CheckDepth::Sweep), result.sink());
        const auto value = result.wait();
        QVERIFY(value);
        QCOMPARE(value->check.code, u"ok"_s);
    }
    QVERIFY(sent >= checks * burst);
    QVERIFY(checker.forged() >= quint64(checks));
}

// Every third message is lost: some checks cannot tell, none sees a change, most see the truth.
void TestDnsFlood::lossNeverLooksLikeAChange()
{
    std::atomic<unsigned> count = 0;
    LyingDnsServer server(
        [&count](LyingExchange &exchange) {
            Message reply = exchange.honest();
            if (exchange.query.question.type == RrType::CNAME)
                reply.answer << Record{Host, RrType::CNAME, 300, Target};
            if ((++count * 2654435761U >> 16) % 100 >= 33)
                exchange.send(reply);
        },
        Tcp::No);
    SystemRandom random;
    CheckerConfig config = quick({server.endpoint()});
    // Lost is what the server dropped, not what the machine was too busy for.
    config.queryTimeout = Millis(1000);
    config.deadline = Millis(20'000);
    DomainChecker checker(config, random);
    std::atomic<int> matches = 0;
    std::atomic<int> changes = 0;
    std::atomic<int> all = 0;
    constexpr int Count = 300;
    for (int i = 0; i < Count; ++i) {
        checker.check(question(CheckDepth::Sweep), [&](const Finding &finding) {
            matches += finding.check.outcome == CheckOutcome::Match ? 1 : 0;
            changes += finding.check.outcome == CheckOutcome::Changed ? 1 : 0;
            ++all;
        });
    }
    QTRY_COMPARE(all.load(), Count);
    QCOMPARE(changes.load(), 0);
    QVERIFY(matches > Count * 3 / 4);
}

UNMTA_TEST(TestDnsFlood)

} // namespace unmta::tst_dns_flood

#include "tst_dns_flood.moc"
