// The fuzzer's property on mutated requests, so that every test run has some of it.
#include "support/TestMain.h"

#include <QByteArray>
#include <QRandomGenerator>
#include <QTest>

#include <cstdint>

namespace unmta::tst_http_mutations {

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

class TestHttpMutations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void piecesGiveTheSameRequests();
};

void TestHttpMutations::piecesGiveTheSameRequests()
{
    const QByteArray seed =
        "\x05POST /p?q HTTP/1.1\r\nHost: a.example\r\nContent-Length: 3\r\nX-A: b\r\n\r\nabc"
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;x\r\na\r\n0\r\nT: u\r\n\r\n";
    QRandomGenerator random(4711);
    for (int round = 0; round < 30'000; ++round) {
        QByteArray bytes = seed;
        bytes[0] = static_cast<char>(random.bounded(40));
        for (int change = random.bounded(1, 6); change > 0; --change) {
            const qsizetype at = random.bounded(static_cast<int>(bytes.size()));
            switch (random.bounded(3)) {
            case 0:
                bytes[at] = static_cast<char>(random.bounded(256));
                break;
            case 1:
                bytes.remove(at, 1);
                break;
            default:
                bytes.insert(at, "\r\n :\0;,"[random.bounded(7)]);
                break;
            }
        }
        // Aborts when pieces and whole differ.
        QCOMPARE(LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(bytes.constData()),
                                        static_cast<std::size_t>(bytes.size())),
                 0);
    }
}

UNMTA_TEST(TestHttpMutations)

} // namespace unmta::tst_http_mutations

#include "tst_http_mutations.moc"
