// The client against servers that lie, are broken, or say nothing.
#include "Awaited.h"
#include "LyingDnsServer.h"

#include "base/Random.h"
#include "dns/DnsClient.h"
#include "dns/DnsCodec.h"
#include "sandbox/SandboxDnsServer.h"
#include "support/Ports.h"
#include "support/TestMain.h"
#include "support/system/Host.h"

#include <QElapsedTimer>
#include <QTest>

namespace unmta::tst_dns_client {

using namespace Qt::StringLiterals;
using namespace unmta::dns;
using unmta::test::Awaited;
using unmta::test::LyingDnsServer;
using unmta::test::LyingExchange;
using unmta::test::Tcp;
using unmta::test::wireOf;

namespace {

const Question Asked{u"track.example.com"_s, RrType::CNAME};
const QString Truth = u"v-1.track.unmta.net"_s;
const QString Forgery = u"evil.example.net"_s;

Message withCname(const LyingExchange &exchange, const QString &target)
{
    Message reply = exchange.honest();
    reply.answer << Record{Asked.name, RrType::CNAME, 300, target};
    return reply;
}

QString answerOf(const std::optional<Result<Message>> &result)
{
    if (!result)
        return u"no callback"_s;
    if (!result->ok())
        return result->error().code;
    return result->value().answer.isEmpty() ? rcodeText(result->value().rcode) : result->value().answer.first().data;
}

QByteArray corrupted(QByteArray wire, qsizetype at)
{
    wire[at] = char(wire[at] ^ 0x01);
    return wire;
}

using Liar = LyingDnsServer::Liar;

} // namespace

class TestDnsClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lies_data();
    void lies();
    void countsForgeries();
    void nobodyListens();
    void badArguments();
    void freshPortsIdsAndCase();
    void moreQueriesThanSockets();
    void dropsCallbacksWhenDestroyed();
    void postAndAfterRunOnOneThread();
    void ipv6();

private:
    static std::optional<Result<Message>> ask(const Endpoint &server, int retries = 1);
};

std::optional<Result<Message>> TestDnsClient::ask(const Endpoint &server, int retries)
{
    SystemRandom random;
    DnsClient client(random);
    Awaited<Result<Message>> result;
    QueryOptions options;
    options.timeout = Millis(600);
    options.retries = retries;
    client.query(server, Asked, options, result.sink());
    return result.wait();
}

void TestDnsClient::lies_data()
{
    QTest::addColumn<Liar>("liar");
    QTest::addColumn<bool>("tcp");
    QTest::addColumn<QString>("answer");

    const auto row = [](const char *name, const QString &answer, const Liar &liar, bool tcp = true) {
        QTest::newRow(name) << liar << tcp << answer;
    };
    const auto truth = [](LyingExchange &exchange) { exchange.send(withCname(exchange, Truth)); };
    // A forgery before the truth, over UDP only; with and without TCP to fall back on.
    const auto forgedFirst = [](auto forge) {
        return [forge](LyingExchange &exchange) {
            if (!exchange.overTcp)
                exchange.replies << forge(exchange);
            exchange.send(withCname(exchange, Truth));
        };
    };
    const auto wrongId = [](const LyingExchange &exchange) {
        return corrupted(wireOf(withCname(exchange, Forgery)), 1);
    };
    const auto wrongName = [](const LyingExchange &exchange) {
        Message reply = withCname(exchange, Forgery);
        reply.question.name = u"other.example.com"_s;
        return wireOf(reply);
    };
    const auto wrongType = [](const LyingExchange &exchange) {
        Message reply = withCname(exchange, Forgery);
        reply.question.type = RrType::A;
        return wireOf(reply);
    };
    const auto notAReply = [](const LyingExchange &exchange) {
        Message reply = withCname(exchange, Forgery);
        reply.response = false;
        return wireOf(reply);
    };
    const auto otherOpcode = [](const LyingExchange &exchange) {
        Message reply = withCname(exchange, Forgery);
        reply.opcode = 5;
        return wireOf(reply);
    };
    const auto noQuestion = [](const LyingExchange &exchange) {
        return wireOf(exchange.honest()).left(12).replace(4, 2, QByteArray(2, '\0'));
    };

    row("the truth", Truth, truth);
    row("wrong id first", Truth, forgedFirst(wrongId));
    row("wrong id first, no TCP", Truth, forgedFirst(wrongId), false);
    row("wrong question first", Truth, forgedFirst(wrongName));
    row("wrong question first, no TCP", Truth, forgedFirst(wrongName), false);
    row("wrong type first", Truth, forgedFirst(wrongType));
    row("a query for a reply first", Truth, forgedFirst(notAReply), false);
    row("another opcode first", Truth, forgedFirst(otherOpcode), false);
    row("no question first", Truth, forgedFirst(noQuestion), false);
    row("three bytes first", Truth, forgedFirst([](const LyingExchange &) { return QByteArray("abc"); }), false);
    row("an empty datagram first", Truth, forgedFirst([](const LyingExchange &) { return QByteArray(); }), false);
    row(
        "only wrong ids", u"dns.timeout"_s,
        [wrongId](LyingExchange &exchange) { exchange.replies << wrongId(exchange); }, false);
    row("only from another source", u"dns.timeout"_s,
        [](LyingExchange &exchange) { exchange.fromElsewhere << wireOf(withCname(exchange, Forgery)); });
    row("another source first", Truth, [](LyingExchange &exchange) {
        exchange.fromElsewhere << wireOf(withCname(exchange, Forgery));
        exchange.send(withCname(exchange, Truth));
    });
    row("silence", u"dns.timeout"_s, [](LyingExchange &) {});
    row("silence to the first", Truth, [asked = std::make_shared<int>(0)](LyingExchange &exchange) {
        if (++*asked > 1)
            exchange.send(withCname(exchange, Truth));
    });
    row("TC, then TCP", Truth, [](LyingExchange &exchange) {
        Message reply = withCname(exchange, exchange.overTcp ? Truth : Forgery);
        reply.truncated = !exchange.overTcp;
        exchange.send(reply);
    });
    row(
        "TC without TCP", u"dns.timeout"_s,
        [](LyingExchange &exchange) {
            Message reply = exchange.honest();
            reply.truncated = true;
            exchange.send(reply);
        },
        false);
    row("TC and silence over TCP", u"dns.timeout"_s, [](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.truncated = true;
        if (!exchange.overTcp)
            exchange.send(reply);
    });
    const auto refusesEdns = [](Rcode rcode) {
        return [rcode](LyingExchange &exchange) {
            Message reply = withCname(exchange, Truth);
            if (exchange.query.edns) {
                reply.answer.clear();
                reply.rcode = rcode;
            }
            exchange.send(reply);
        };
    };
    row("FORMERR to EDNS", Truth, refusesEdns(Rcode::FormErr));
    row("NOTIMP to EDNS", Truth, refusesEdns(Rcode::NotImp));
    row("bare FORMERR to EDNS", Truth, [](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.rcode = Rcode::FormErr;
        if (exchange.query.edns)
            exchange.replies << wireOf(reply).left(12).replace(4, 8, QByteArray(8, '\0'));
        else
            exchange.send(withCname(exchange, Truth));
    });
    row("EDNS is swallowed", Truth, [](LyingExchange &exchange) {
        if (!exchange.query.edns)
            exchange.send(withCname(exchange, Truth));
    });
    row("FORMERR to everything", u"FORMERR"_s, [](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.rcode = Rcode::FormErr;
        exchange.send(reply);
    });
    row("letter case is not kept", Truth, [](LyingExchange &exchange) {
        exchange.query.question.name = exchange.query.question.name.toLower();
        exchange.send(withCname(exchange, Truth));
    });
    row(
        "letter case is not kept, no TCP", Truth,
        [](LyingExchange &exchange) {
            exchange.query.question.name = exchange.query.question.name.toUpper();
            exchange.send(withCname(exchange, Truth));
        },
        false);
    row("compression loop", u"dns.malformed"_s, [](LyingExchange &exchange) {
        QByteArray wire = wireOf(exchange.honest());
        wire[7] = 1;
        const auto at = QByteArray::number(0xc000 + wire.size(), 16);
        exchange.replies << wire + QByteArray::fromHex(at + "000500010000012c0002" + at);
    });
    row("compression loop over UDP only", Truth, [](LyingExchange &exchange) {
        if (exchange.overTcp) {
            exchange.send(withCname(exchange, Truth));
            return;
        }
        exchange.replies << wireOf(exchange.honest()).replace(6, 2, QByteArray::fromHex("0001"));
    });
    row("data cut short", u"dns.malformed"_s,
        [](LyingExchange &exchange) { exchange.replies << wireOf(withCname(exchange, Truth)).chopped(30); });
    row(
        "data cut short, no TCP", u"dns.malformed"_s,
        [](LyingExchange &exchange) { exchange.replies << wireOf(withCname(exchange, Truth)).chopped(30); }, false);
    row("SERVFAIL is an answer", u"SERVFAIL"_s, [](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.rcode = Rcode::ServFail;
        exchange.send(reply);
    });
}

void TestDnsClient::lies()
{
    QFETCH(Liar, liar);
    QFETCH(bool, tcp);
    QFETCH(QString, answer);
    LyingDnsServer server(liar, tcp ? Tcp::Yes : Tcp::No);
    QCOMPARE(answerOf(ask(server.endpoint())), answer);
}

void TestDnsClient::countsForgeries()
{
    LyingDnsServer server(
        [](LyingExchange &exchange) {
            for (int i = 0; i < 5; ++i)
                exchange.replies << corrupted(wireOf(withCname(exchange, Forgery)), 0);
            exchange.send(withCname(exchange, Truth));
        },
        Tcp::No);
    SystemRandom random;
    DnsClient client(random);
    Awaited<Result<Message>> result;
    client.query(server.endpoint(), Asked, {Millis(1000), 0}, result.sink());
    QCOMPARE(answerOf(result.wait()), Truth);
    // One of the first round sent it to TCP; where there is none, the five of the second round were waited out.
    QCOMPARE(client.forged(), 6ULL);
    QCOMPARE(server.udpQueries(), 2);
}

void TestDnsClient::nobodyListens()
{
    if (!test::refusalsAreTold())
        QSKIP("nobody is told here");
    SystemRandom random;
    DnsClient client(random);
    Awaited<Result<Message>> result;
    // It is told at once that nobody is there, and needs none of its hour.
    client.query({u"127.0.0.1"_s, test::takePort()}, Asked, {std::chrono::hours(1), 1}, result.sink());
    QCOMPARE(answerOf(result.wait()), u"dns.unreachable"_s);
}

void TestDnsClient::badArguments()
{
    SystemRandom random;
    DnsClient client(random);
    Awaited<Result<Message>> badServer;
    client.query({u"dns.example.com"_s, 53}, Asked, {}, badServer.sink());
    QCOMPARE(answerOf(badServer.wait()), u"dns.bad_server"_s);
    Awaited<Result<Message>> badName;
    client.query({u"127.0.0.1"_s, 53}, {u"a b"_s, RrType::A}, {}, badName.sink());
    QCOMPARE(answerOf(badName.wait()), u"dns.bad_name"_s);
}

// Forty queries: (nearly) forty ids and ways to write the name.
void TestDnsClient::freshPortsIdsAndCase()
{
    std::mutex mutex;
    QSet<quint16> ids;
    QSet<QString> names;
    LyingDnsServer server([&](LyingExchange &exchange) {
        {
            const std::lock_guard lock(mutex);
            ids << exchange.query.id;
            names << exchange.query.question.name;
        }
        exchange.send(withCname(exchange, Truth));
    });
    SystemRandom random;
    DnsClient client(random);
    for (int i = 0; i < 40; ++i) {
        Awaited<Result<Message>> result;
        client.query(server.endpoint(), Asked, {test::patience, 1}, result.sink());
        QCOMPARE(answerOf(result.wait()), Truth);
    }
    const std::lock_guard lock(mutex);
    QVERIFY(ids.size() >= 38);
    QVERIFY(names.size() >= 38);
    QCOMPARE(server.tcpQueries(), 0);
}

void TestDnsClient::moreQueriesThanSockets()
{
    LyingDnsServer server([](LyingExchange &exchange) { exchange.send(withCname(exchange, Truth)); });
    SystemRandom random;
    DnsClient client(random, {8});
    std::atomic<int> right = 0;
    std::atomic<int> all = 0;
    constexpr int Count = 500;
    for (int i = 0; i < Count; ++i) {
        client.query(server.endpoint(), Asked, {test::patience, 2}, [&](const Result<Message> &result) {
            right += answerOf(result) == Truth ? 1 : 0;
            ++all;
        });
    }
    QTRY_COMPARE(all.load(), Count);
    QCOMPARE(right.load(), Count);
}

void TestDnsClient::dropsCallbacksWhenDestroyed()
{
    LyingDnsServer silent([](LyingExchange &) {});
    auto alive = std::make_shared<int>(0);
    {
        SystemRandom random;
        DnsClient client(random, {50});
        for (int i = 0; i < 100; ++i)
            client.query(silent.endpoint(), Asked, {}, [alive](const Result<Message> &) { ++*alive; });
        QTRY_VERIFY(silent.udpQueries() > 0);
    }
    QCOMPARE(*alive, 0);
    QCOMPARE(alive.use_count(), 1L);
}

void TestDnsClient::postAndAfterRunOnOneThread()
{
    SystemRandom random;
    DnsClient client(random);
    Awaited<std::thread::id> posted;
    Awaited<std::thread::id> later;
    client.post([sink = posted.sink()] { sink(std::this_thread::get_id()); });
    client.after(Millis(5), [sink = later.sink()] { sink(std::this_thread::get_id()); });
    client.post([] { throw std::runtime_error("a callback that misbehaves"); });
    QVERIFY(posted.wait() && later.wait());
    QVERIFY(*posted.wait() == *later.wait());
    QVERIFY(*posted.wait() != std::this_thread::get_id());
}

void TestDnsClient::ipv6()
{
    SandboxDnsServer server;
    if (!server.start(u"::1"_s).ok())
        QSKIP("no IPv6 on this machine");
    QVERIFY(server.setRecord(Asked.name, u"CNAME"_s, Truth).ok());
    QCOMPARE(answerOf(ask(server.endpoint())), Truth);
}

UNMTA_TEST(TestDnsClient)

} // namespace unmta::tst_dns_client

#include "tst_dns_client.moc"
