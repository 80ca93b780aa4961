// The fuzzer's properties on mutated messages, so that every test run has some of them.
#include "dns/DnsCodec.h"
#include "support/TestMain.h"

#include <QRandomGenerator>
#include <QTest>

#include <cstdint>

namespace unmta::tst_dns_mutations {

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

using namespace Qt::StringLiterals;
using namespace unmta::dns;

namespace {

// A reply with every section filled and every type that the house reads or serves.
QByteArray fullReply()
{
    Message message;
    message.id = 77;
    message.response = true;
    message.edns = true;
    message.question = {u"A.example.com"_s, RrType::CNAME};
    message.answer = {{u"a.example.com"_s, RrType::CNAME, 5, u"b.example.com"_s},
                      {u"b.example.com"_s, RrType::A, 5, u"192.0.2.1"_s},
                      {u"b.example.com"_s, RrType::AAAA, 5, u"2001:db8::1"_s},
                      {u"b.example.com"_s, RrType::TXT, 5, u"\"some\" \"text\""_s},
                      {u"b.example.com"_s, RrType::MX, 60, u"10 mail.example.com."_s},
                      {u"x.example.com"_s, RrType::DNAME, 60, u"y.example.com"_s}};
    message.authority = {{u"example.com"_s, RrType::SOA, 60, u"ns. host. 1 2 3 4 5"_s},
                         {u"example.com"_s, RrType::NS, 60, u"ns.example.com"_s}};
    message.additional = {{u"ns.example.com"_s, RrType::A, 60, u"192.0.2.2"_s}};
    return encode(message).value();
}

// The first byte chooses the type in which the rest is a record's text; see the fuzzer.
QByteArray asText(char type, const QByteArray &text)
{
    return type + text;
}

} // namespace

class TestDnsMutations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsDecodedComesBackTheSame_data();
    void whatIsDecodedComesBackTheSame();
};

void TestDnsMutations::whatIsDecodedComesBackTheSame_data()
{
    QTest::addColumn<QByteArray>("seed");
    QTest::newRow("query") << encodeQuery(0x1234, {u"Track.example.com"_s, RrType::CNAME}, {}).value();
    QTest::newRow("reply") << fullReply();
    QTest::newRow("compressed reply") << QByteArray::fromHex(
        "12348580000100010000000005747261636b076578616d706c6503636f"
        "6d0000050001c00c000500010000012c001503762d310574726163"
        "6b05756e6d7461036e657400");
    QTest::newRow("extended response code")
        << QByteArray::fromHex("12348180000100000000000105747261636b076578616d706c6503"
                               "636f6d000005000100002904d0010000000000");
    QTest::newRow("signed reply") << QByteArray::fromHex("12348580000100000000000105747261636b076578616d706c6503636f6d"
                                                         "000005000100 00fa00ff00000000001b08686d61632d6d643500"
                                                         "000000000000012c0000123400000000");
    QTest::newRow("TXT as text") << asText(6, "\"some text\" \"more\\065\"");
    QTest::newRow("SOA as text") << asText(3, "ns. host.example. 1 2 3 4 5");
    QTest::newRow("MX as text") << asText(5, "10 mail.example.com.");
    QTest::newRow("TSIG as text") << asText(15, "hmac-md5. 1 300 0 - 1 0 0");
}

void TestDnsMutations::whatIsDecodedComesBackTheSame()
{
    QFETCH(QByteArray, seed);
    QRandomGenerator random(4711);
    for (int round = 0; round < 4'000; ++round) {
        QByteArray bytes = seed;
        for (int change = random.bounded(0, 5); change > 0 && !bytes.isEmpty(); --change) {
            const qsizetype at = random.bounded(static_cast<int>(bytes.size()));
            switch (random.bounded(4)) {
            case 0:
                bytes[at] = static_cast<char>(random.bounded(256));
                break;
            case 1:
                bytes[at] = static_cast<char>(bytes[at] ^ (1 << random.bounded(8)));
                break;
            case 2:
                bytes.insert(at, "\xc0\x0c\0\x01."[random.bounded(5)]);
                break;
            default:
                bytes.remove(at, 1);
                break;
            }
        }
        // Aborts when a property does not hold.
        QCOMPARE(LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(bytes.constData()),
                                        static_cast<std::size_t>(bytes.size())),
                 0);
    }
}

UNMTA_TEST(TestDnsMutations)

} // namespace unmta::tst_dns_mutations

#include "tst_dns_mutations.moc"
