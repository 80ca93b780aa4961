// Bytes against values: golden messages, and everything that must be refused without harm.
#include "dns/DnsCodec.h"
#include "dns/DnsName.h"
#include "dns/Resolvers.h"
#include "support/FakeRandom.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_dns_codec {

using namespace Qt::StringLiterals;
using namespace unmta::dns;

namespace {

const QByteArray GoldenQuery = QByteArray::fromHex("1234"             // id
                                                   "0100"             // RD
                                                   "0001000000000001" // one question, one additional
                                                   "05747261636b076578616d706c6503636f6d00" // track.example.com
                                                   "00050001"                               // CNAME IN
                                                   "00"
                                                   "0029"
                                                   "04d0"
                                                   "00000000"
                                                   "0000"); // OPT, 1232

// track.example.com CNAME v-1.track.unmta.net, TTL 300, owner and part of the data compressed.
const QByteArray GoldenReply = QByteArray::fromHex("12348580"
                                                   "0001000100000000"
                                                   "05747261636b076578616d706c6503636f6d00"
                                                   "00050001"
                                                   "c00c00050001"
                                                   "0000012c"
                                                   "0015"
                                                   "03762d3105747261636b05756e6d7461036e657400");

QByteArray withTtl(const QByteArray &hex)
{
    QByteArray reply = GoldenReply;
    return reply.replace(QByteArray::fromHex("0000012c"), QByteArray::fromHex(hex));
}

QByteArray headAndQuestion(const QByteArray &counts)
{
    return QByteArray::fromHex("12348580" + counts +
                               "05747261636b076578616d706c6503636f6d00"
                               "00050001");
}

} // namespace

class TestDnsCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void encodesQueries();
    void decodesGoldenReply();
    void refuses_data();
    void refuses();
    void clampsTtl_data();
    void clampsTtl();
    void roundTrip();
    void caseOfNamesInDataIsNotKept();
    void extendedResponseCode();
    void truncatesWhatDoesNotFit();
    void badNames_data();
    void badNames();
    void mutationsAreHarmless();
    void names();
    void endpoints_data();
    void endpoints();
    void resolverSettings();
};

void TestDnsCodec::encodesQueries()
{
    const Question question{u"track.example.com"_s, RrType::CNAME};
    QCOMPARE(encodeQuery(0x1234, question, {}).value().toHex(), GoldenQuery.toHex());
    const auto plain = encodeQuery(0x1234, question, {false, true, false});
    QCOMPARE(plain->mid(2, 2).toHex(), QByteArray("0010")); // CD and nothing else
    QCOMPARE(plain->size(), GoldenQuery.size() - 11);
    QCOMPARE(encodeQuery(1, {u"."_s, RrType::NS}, {true, false, false})->size(), 12 + 1 + 4);
    // AD and RD.
    QCOMPARE(encodeQuery(1, question, {true, false, false, true})->mid(2, 2).toHex(), QByteArray("0120"));
    // The case travels: it is part of what a reply must match.
    QVERIFY(encodeQuery(1, {u"TrAck.example.com"_s, RrType::A}, {})->contains("TrAck"));
}

void TestDnsCodec::decodesGoldenReply()
{
    const auto reply = decode(GoldenReply);
    QVERIFY(reply.ok());
    QCOMPARE(reply->id, quint16(0x1234));
    QVERIFY(reply->response && reply->authoritative && reply->recursionDesired && reply->recursionAvailable);
    QVERIFY(!reply->truncated && !reply->edns);
    QCOMPARE(reply->rcode, Rcode::NoError);
    QCOMPARE(reply->question, (Question{u"track.example.com"_s, RrType::CNAME}));
    QCOMPARE(reply->answer, QList<Record>({{u"track.example.com"_s, RrType::CNAME, 300, u"v-1.track.unmta.net"_s}}));
    QCOMPARE(decode(GoldenQuery)->udpSize, EdnsUdpSize);
}

void TestDnsCodec::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("half a header") << GoldenReply.left(11);
    QTest::newRow("question cut short") << GoldenReply.left(20);
    QTest::newRow("record cut short") << GoldenReply.left(GoldenReply.size() - 25);
    QTest::newRow("data cut short") << GoldenReply.left(GoldenReply.size() - 1);
    QTest::newRow("two questions") << headAndQuestion("0002000000000000") + QByteArray::fromHex("c00c00050001");
    QTest::newRow("compression loop") << headAndQuestion("0001000100000000") + QByteArray::fromHex("c023"
                                                                                                   "00050001"
                                                                                                   "0000012c"
                                                                                                   "0002"
                                                                                                   "c023");
    QTest::newRow("two pointers at each other") << headAndQuestion("0001000100000000") + QByteArray::fromHex("c025"
                                                                                                             "c023"
                                                                                                             "00050001"
                                                                                                             "0000012c"
                                                                                                             "0002"
                                                                                                             "c00c");
    QTest::newRow("pointer beyond the end") << headAndQuestion("0001000100000000") + QByteArray::fromHex("c0ff"
                                                                                                         "00050001"
                                                                                                         "0000012c"
                                                                                                         "0002"
                                                                                                         "c00c");
    QTest::newRow("data that is no name") << headAndQuestion("0001000100000000") + QByteArray::fromHex("c00c"
                                                                                                       "00050001"
                                                                                                       "0000012c"
                                                                                                       "0002"
                                                                                                       "3f41");
    QTest::newRow("address of three bytes") << headAndQuestion("0001000100000000") + QByteArray::fromHex("c00c"
                                                                                                         "00010001"
                                                                                                         "0000012c"
                                                                                                         "0003"
                                                                                                         "c00002");
    QTest::newRow("a TSIG record") << headAndQuestion("0001000000000001") + QByteArray::fromHex("00"
                                                                                                "00fa00ff"
                                                                                                "00000000"
                                                                                                "001b"
                                                                                                "08686d61632d6d643500"
                                                                                                "000000000000"
                                                                                                "012c"
                                                                                                "0000"
                                                                                                "1234"
                                                                                                "0000"
                                                                                                "0000");
    QTest::newRow("more records than bytes") << headAndQuestion("000100ff00000000");
    QTest::newRow("ten thousand records") << headAndQuestion("0001271000000000") + QByteArray(40000, '\0');
    QTest::newRow("reserved label type") << headAndQuestion("0001000100000000") + QByteArray::fromHex("80"
                                                                                                      "00050001"
                                                                                                      "0000012c"
                                                                                                      "0002"
                                                                                                      "c00c");
}

void TestDnsCodec::refuses()
{
    QFETCH(QByteArray, bytes);
    const auto message = decode(bytes);
    QVERIFY(!message.ok());
    QCOMPARE(message.error().code, u"dns.malformed"_s);
}

void TestDnsCodec::clampsTtl_data()
{
    QTest::addColumn<QByteArray>("hex");
    QTest::addColumn<quint32>("ttl");
    QTest::newRow("zero") << QByteArray("00000000") << 0U;
    QTest::newRow("an hour") << QByteArray("00000e10") << 3600U;
    QTest::newRow("68 years") << QByteArray("7fffffff") << MaxTtl;
    QTest::newRow("2^31") << QByteArray("80000000") << 0U;
    QTest::newRow("all ones") << QByteArray("ffffffff") << 0U;
}

void TestDnsCodec::clampsTtl()
{
    QFETCH(QByteArray, hex);
    QFETCH(quint32, ttl);
    QCOMPARE(decode(withTtl(hex))->answer.first().ttl, ttl);
}

void TestDnsCodec::roundTrip()
{
    Message message;
    message.id = 77;
    message.response = true;
    message.authoritative = true;
    message.edns = true;
    message.udpSize = EdnsUdpSize;
    message.rcode = Rcode::NxDomain;
    message.question = {u"A.example.com"_s, RrType::TXT};
    message.answer = {
        {u"a.example.com"_s, RrType::A, 5, u"192.0.2.1"_s},
        {u"a.example.com"_s, RrType::AAAA, 0, u"2001:db8::1"_s},
        {u"a.example.com"_s, RrType::TXT, 60, u"\"some text\""_s},
        {u"a.example.com"_s, RrType::MX, 60, u"10 mail.example.com."_s},
        {u"a.example.com"_s, RrType::CAA, 60, u"128 issue \"CA.example; accounturi=https://ca.example/1\""_s},
        {u"x.example.com"_s, RrType::DNAME, 60, u"y.example.com"_s},
        {u"*.example.com"_s, RrType::CNAME, 60, u"_under.score.example.com"_s}};
    message.authority = {{u"example.com"_s, RrType::SOA, 60, u"ns. host. 1 2 3 4 5"_s}};
    message.additional = {{u"ns"_s, RrType::A, 60, u"192.0.2.2"_s}};
    const auto wire = encode(message);
    QVERIFY(wire.ok());
    const auto back = decode(*wire);
    QVERIFY(back.ok());
    QCOMPARE(back->question, message.question);
    QCOMPARE(back->answer, message.answer);
    QCOMPARE(back->authority, message.authority);
    QCOMPARE(back->additional, message.additional);
    QCOMPARE(back->rcode, Rcode::NxDomain);
    QVERIFY(back->edns && back->authoritative && back->response);
}

// A server's compression points back to the question, whose letter case is random.
void TestDnsCodec::caseOfNamesInDataIsNotKept()
{
    Message message;
    message.response = true;
    message.question = {u"a.example.com"_s, RrType::MX};
    message.answer = {{u"a.example.com"_s, RrType::MX, 60, u"10 maiL.eXample.com."_s},
                      {u"a.example.com"_s, RrType::TXT, 60, u"\"Text\""_s}};
    message.authority = {{u"example.com"_s, RrType::SOA, 60, u"nS. hOst. 1 2 3 4 5"_s}};
    const auto back = decode(*encode(message));
    QVERIFY(back.ok());
    QCOMPARE(back->answer.value(0).data, u"10 mail.example.com."_s);
    QCOMPARE(back->answer.value(1).data, u"\"Text\""_s);
    QCOMPARE(back->authority.value(0).data, u"ns. host. 1 2 3 4 5"_s);
}

// Its upper bits travel in the OPT record; without one it would arrive as another code.
void TestDnsCodec::extendedResponseCode()
{
    Message message;
    message.response = true;
    message.question = {u"a.example.com"_s, RrType::A};
    message.rcode = static_cast<Rcode>(16); // BADVERS; its lower bits are NOERROR
    QCOMPARE(encode(message).error().code, u"dns.bad_data"_s);
    message.edns = true;
    QCOMPARE(decode(*encode(message))->rcode, message.rcode);
}

void TestDnsCodec::truncatesWhatDoesNotFit()
{
    Message message;
    message.response = true;
    message.question = {u"a.example.com"_s, RrType::TXT};
    for (int i = 0; i < 20; ++i)
        message.answer << Record{u"a.example.com"_s, RrType::TXT, 60, u"\"%1\""_s.arg(QString(100, u'x'))};
    QVERIFY(!decode(*encode(message))->truncated);
    const auto cut = encode(message, 512);
    QVERIFY(cut->size() <= 512);
    QVERIFY(decode(*cut)->truncated);
    QVERIFY(decode(*cut)->answer.isEmpty());
}

void TestDnsCodec::badNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("empty") << "";
    QTest::newRow("empty label") << "a..example.com";
    QTest::newRow("leading dot") << ".example.com";
    QTest::newRow("label of 64") << QString(64, u'a') + u".example.com"_s;
    QTest::newRow("name of 254") << QString(u"abcdefghi."_s).repeated(25) + u"abcd"_s;
    QTest::newRow("space") << "a b.example.com";
    QTest::newRow("raw UTF-8") << u"münchen.example.com"_s;
    QTest::newRow("backslash") << "a\\.b.example.com";
    QTest::newRow("newline") << "a\n.example.com";
    QTest::newRow("NUL") << QString(u"a\0b.example.com"_s);
}

void TestDnsCodec::badNames()
{
    QFETCH(QString, name);
    QVERIFY(!isValidName(name));
    QCOMPARE(encodeQuery(1, {name, RrType::A}, {}).error().code, u"dns.bad_name"_s);
    Message message;
    message.question = {u"a.example.com"_s, RrType::CNAME};
    message.answer = {{u"a.example.com"_s, RrType::CNAME, 1, name}};
    QVERIFY(!encode(message).ok());
    message.answer = {{u"a.example.com"_s, RrType::TXT, 1, u"\"a\nb IN A 1.2.3.4\""_s}};
    QCOMPARE(encode(message).error().code, u"dns.bad_data"_s);
    message.answer = {{u"a.example.com"_s, RrType(37), 1, u"\\# 1 00"_s}};
    QCOMPARE(encode(message).error().code, u"dns.bad_data"_s);
}

// Not a fuzzer, but a start: bit flips, cuts and insertions of a reply with every section filled.
void TestDnsCodec::mutationsAreHarmless()
{
    Message message;
    message.response = true;
    message.edns = true;
    message.question = {u"a.example.com"_s, RrType::CNAME};
    message.answer = {{u"a.example.com"_s, RrType::CNAME, 5, u"b.example.com"_s},
                      {u"b.example.com"_s, RrType::A, 5, u"192.0.2.1"_s},
                      {u"b.example.com"_s, RrType::TXT, 5, u"\"t\""_s}};
    message.authority = {{u"example.com"_s, RrType::SOA, 60, u"ns. host. 1 2 3 4 5"_s}};
    const QByteArray sound = *encode(message);
    test::FakeRandom random(7);
    int decoded = 0;
    for (int i = 0; i < 20'000; ++i) {
        QByteArray bytes = sound;
        for (quint32 n = 1 + random.below(4); n > 0; --n) {
            const auto at = qsizetype(random.below(quint32(bytes.size())));
            switch (random.below(3)) {
            case 0:
                bytes[at] = char(random.below(256));
                break;
            case 1:
                bytes.insert(at, char(0xc0));
                break;
            default:
                bytes.remove(at, 1);
            }
        }
        decoded += decode(bytes).ok() ? 1 : 0;
    }
    QVERIFY(decoded > 0);
}

void TestDnsCodec::names()
{
    QCOMPARE(normalName(u"Track.Example.COM."), u"track.example.com"_s);
    QCOMPARE(normalName(u"."), u"."_s);
    QVERIFY(isUnder(u"a.example.com", u"example.com"));
    QVERIFY(isUnder(u"example.com", u"example.com"));
    QVERIFY(isUnder(u"example.com", u"."));
    QVERIFY(!isUnder(u"badexample.com", u"example.com"));
    QVERIFY(!isUnder(u"com", u"example.com"));
    QCOMPARE(parentName(u"a.b.c"_s), u"b.c"_s);
    QCOMPARE(parentName(u"c"_s), u"."_s);
    QCOMPARE(parentName(u"."_s), u"."_s);
    QCOMPARE(firstLabel(u"a.b"_s), u"a"_s);
    QCOMPARE(labelCount(u"a.b.c"_s), 3);
    QCOMPARE(labelCount(u"."_s), 0);
    QVERIFY(isValidName(u"."));
    QVERIFY(isValidName(u"_dmarc.example.com."));
    QVERIFY(isValidName(QString(QString(u"abcdefghi."_s).repeated(25) + u"abc"_s)));
}

void TestDnsCodec::endpoints_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("normal"); // empty: refused
    QTest::newRow("IPv4") << "192.0.2.53"
                          << "192.0.2.53:53";
    QTest::newRow("IPv4 and port") << " 127.0.0.1:5353 "
                                   << "127.0.0.1:5353";
    QTest::newRow("IPv6") << "2001:db8::53"
                          << "[2001:db8::53]:53";
    QTest::newRow("IPv6 in brackets") << "[::1]"
                                      << "[::1]:53";
    QTest::newRow("IPv6 and port") << "[::1]:5353"
                                   << "[::1]:5353";
    QTest::newRow("a name") << "dns.example.com"
                            << "";
    QTest::newRow("port 0") << "127.0.0.1:0"
                            << "";
    QTest::newRow("port too big") << "127.0.0.1:65536"
                                  << "";
    QTest::newRow("no port after the colon") << "127.0.0.1:"
                                             << "";
    QTest::newRow("open bracket") << "[::1"
                                  << "";
    QTest::newRow("text after the bracket") << "[::1]x"
                                            << "";
    QTest::newRow("IPv6 in capitals, with zeros") << "2001:0DB8:0::0053"
                                                  << "[2001:db8::53]:53";
    QTest::newRow("IPv4 as IPv6") << "[::FFFF:192.0.2.53]:53"
                                  << "192.0.2.53:53";
    QTest::newRow("with an interface") << "fe80:0::53%1"
                                       << "[fe80::53%1]:53";
    QTest::newRow("octal spelling") << "0127.0.0.1"
                                    << "";
}

void TestDnsCodec::endpoints()
{
    QFETCH(QString, text);
    QFETCH(QString, normal);
    const auto endpoint = parseEndpoint(text);
    QCOMPARE(endpoint.ok() ? endpointText(*endpoint) : QString(), normal);
}

void TestDnsCodec::resolverSettings()
{
    QCOMPARE(*resolversFromSetting(u"127.0.0.1:5353, [::1]:53,127.0.0.1:5353"_s),
             QList<Endpoint>({{u"127.0.0.1"_s, 5353}, {u"::1"_s, 53}}));
    // One resolver in several spellings is no second source.
    QCOMPARE(resolversFromSetting(u"192.0.2.53, ::ffff:192.0.2.53, 2001:db8::53,[2001:DB8:0::53]:53"_s)->size(), 2);
    QCOMPARE(parseResolvConf("nameserver 2001:DB8:0::53\nnameserver 2001:db8::53\nnameserver fe80::1%lo\n"),
             QList<Endpoint>({{u"2001:db8::53"_s, 53}, {u"fe80::1%lo"_s, 53}}));
    QCOMPARE(resolversFromSetting(u"127.0.0.1, nonsense"_s).error().code, u"dns.bad_resolvers"_s);
    QCOMPARE(resolversFromSetting(u" , "_s).error().code, u"dns.bad_resolvers"_s);
    QVERIFY(!resolversFromSetting(u"system"_s)->isEmpty());
    QCOMPARE(parseResolvConf("# nameserver 1.1.1.1\nsearch example.com\nnameserver 192.0.2.1\n"
                             "nameserver\t2001:db8::1  # second\nnameserver nonsense\nnameserver 192.0.2.1\n"),
             QList<Endpoint>({{u"192.0.2.1"_s, 53}, {u"2001:db8::1"_s, 53}}));
}

UNMTA_TEST(TestDnsCodec)

} // namespace unmta::tst_dns_codec

#include "tst_dns_codec.moc"
