#include "domain/LinkPayload.h"
#include "support/FakeRandom.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_link_payload {

using namespace Qt::StringLiterals;

class TestLinkPayload : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void spelling()
    {
        LinkPayload payload;
        QCOMPARE(encodePayload(payload), QByteArray());
        payload.url = u"http://a"_s;
        payload.linkIndex = 12;
        payload.meta = {{u"b"_s, u"2"_s}, {u"a"_s, u""_s}};
        payload.origin = u"-"_s;
        // Ascending tags, meta in order of its keys.
        QCOMPARE(encodePayload(payload).toHex(), QByteArray("01"
                                                            "08"
                                                            "687474703a2f2f61"
                                                            "04"
                                                            "02"
                                                            "3132"
                                                            "06"
                                                            "02"
                                                            "6100"
                                                            "06"
                                                            "03"
                                                            "620032"
                                                            "07"
                                                            "01"
                                                            "2d"));
    }

    void lengths_data()
    {
        QTest::addColumn<int>("length");
        QTest::addColumn<QByteArray>("head");
        QTest::newRow("one byte") << 127 << QByteArray("027f");
        QTest::newRow("two bytes") << 128 << QByteArray("028001");
        QTest::newRow("three bytes") << 16384 << QByteArray("02808001");
    }
    void lengths()
    {
        QFETCH(int, length);
        QFETCH(QByteArray, head);
        LinkPayload payload;
        payload.messageId = u"x"_s.repeated(length);
        const QByteArray bytes = encodePayload(payload);
        QCOMPARE(bytes.first(head.size() / 2).toHex(), head);
        QVERIFY(decodePayload(bytes) == payload);
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::newRow("tag alone") << QByteArray("02");
        QTest::newRow("length beyond the end") << QByteArray("020261");
        QTest::newRow("empty field") << QByteArray("0200");
        QTest::newRow("long spelling of a length") << QByteArray("02810061");
        QTest::newRow("length of four bytes") << QByteArray("0280808001");
        QTest::newRow("length without end") << QByteArray("0280");
        QTest::newRow("unknown tag") << QByteArray("080161");
        QTest::newRow("tag zero") << QByteArray("000161");
        QTest::newRow("wrong order") << QByteArray("030161020161");
        QTest::newRow("twice") << QByteArray("020161020162");
        QTest::newRow("left-over byte") << QByteArray("02016100");
        QTest::newRow("index zero") << QByteArray("040130");
        QTest::newRow("index with leading zero") << QByteArray("04023031");
        QTest::newRow("negative index") << QByteArray("04022d31");
        QTest::newRow("index with sign") << QByteArray("04022b31");
        QTest::newRow("index that is no number") << QByteArray("040178");
        QTest::newRow("index beyond 31 bits") << QByteArray("040a39393939393939393939");
        QTest::newRow("meta without separator") << QByteArray("060161");
        QTest::newRow("meta without key") << QByteArray("06020061");
        QTest::newRow("meta out of order") << QByteArray("0602620006026100");
        QTest::newRow("meta twice") << QByteArray("0602610006026100");
        QTest::newRow("not UTF-8") << QByteArray("0201ff");
        QTest::newRow("UTF-8 of a surrogate") << QByteArray("0203eda080");
    }
    void refused()
    {
        QFETCH(QByteArray, hex);
        QVERIFY(!decodePayload(QByteArray::fromHex(hex)));
    }

    // Whatever decodes is the one spelling of what it says.
    void whatDecodesEncodesToTheSame()
    {
        test::FakeRandom random(5);
        int decoded = 0;
        for (int i = 0; i < 200'000; ++i) {
            QByteArray bytes;
            for (auto fields = random.below(4); fields > 0; --fields) {
                const QByteArray value = random.bytes(1 + random.below(3));
                bytes += static_cast<char>(1 + random.below(7));
                bytes += static_cast<char>(value.size());
                for (const char c : value)
                    bytes += static_cast<char>(random.below(8) ? (c & 0x3f) + 0x20 : c & 1);
            }
            if (const auto payload = decodePayload(bytes)) {
                ++decoded;
                QCOMPARE(encodePayload(*payload).toHex(), bytes.toHex());
            }
        }
        QVERIFY(decoded > 1000);
    }
};

UNMTA_TEST(TestLinkPayload)

} // namespace unmta::tst_link_payload

#include "tst_link_payload.moc"
