// Thousands of damaged answers, certificates and states: nothing crashes, nothing damaged passes for a certificate.
#include "AnswerEater.h"
#include "support/FakeRandom.h"

#include "acme/InternalCa.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_acme_mutations {

using namespace Qt::StringLiterals;
using namespace unmta::acme;
using namespace unmta::test;

namespace {

const TimePoint now = fromUnixMs(1'790'000'000'000);

const QByteArray orderSeed =
    R"({"status":"ready","authorizations":["https://ca.example/z/1"],"finalize":"https://ca.example/f",)"
    R"("certificate":"https://ca.example/c","error":{"type":"urn:ietf:params:acme:error:caa","detail":"x",)"
    R"("subproblems":[{"detail":"y"}]}})";
const QByteArray authorizationSeed =
    R"({"status":"pending","identifier":{"type":"dns","value":"track.example.com"},"challenges":[{"type":"http-01",)"
    R"("status":"pending","url":"https://ca.example/h","token":"aaaaaaaaaaaaaaaaaaaaaaaaaaa",)"
    R"("error":{"type":"urn:ietf:params:acme:error:dns","detail":"x"}},{"type":"dns-01"}]})";

QByteArray mutated(QByteArray bytes, Random &random)
{
    const auto below = [&random](qsizetype bound) {
        return static_cast<qsizetype>(random.below(static_cast<std::uint32_t>(std::max<qsizetype>(bound, 1))));
    };
    for (qsizetype i = below(4); i >= 0 && !bytes.isEmpty(); --i) {
        const qsizetype at = below(bytes.size());
        switch (below(4)) {
        case 0:
            bytes[at] = static_cast<char>(random.below(256));
            break;
        case 1:
            bytes.remove(at, 1 + below(20));
            break;
        case 2:
            bytes.insert(at, bytes.mid(below(bytes.size()), below(30)));
            break;
        default:
            bytes.truncate(at);
        }
    }
    return bytes;
}

} // namespace

class TestAcmeMutations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eatsAnything_data()
    {
        QTest::addColumn<QByteArray>("seed");
        const auto leaf = InternalCa::create(now)->issue(u"track.example.com"_s, now);
        QTest::newRow("order") << orderSeed;
        QTest::newRow("authorization") << authorizationSeed;
        QTest::newRow("state") << AcmeOrder(u"track.example.com"_s, u"https://ca.example/a"_s, leaf->keyPem).toJson();
        QTest::newRow("window")
            << R"({"suggestedWindow":{"start":"2025-01-02T04:00:00Z","end":"2025-01-03T04:00:00Z"}})"_ba;
        QTest::newRow("certificate") << leaf->chainPem;
        QTest::newRow("key") << leaf->keyPem;
        QTest::newRow("date") << "Sun, 06 Nov 1994 08:49:37 GMT"_ba;
    }

    void eatsAnything()
    {
        QFETCH(QByteArray, seed);
        FakeRandom random(3);
        for (int i = 0; i < 1000; ++i) {
            const QByteArray eaten = mutated(seed, random);
            QVERIFY2(eatAcmeAnswer(eaten), eaten.toHex().constData());
        }
    }

    void damagedCertificatesNeverPass()
    {
        const auto ca = InternalCa::create(now);
        const auto leaf = ca->issue(u"track.example.com"_s, now);
        const auto good = parseCertificate(leaf->chainPem);
        FakeRandom random(5);
        int passed = 0;
        for (int i = 0; i < 3000; ++i) {
            const QByteArray chain = mutated(leaf->chainPem, random);
            const auto info = checkCertificate(chain, leaf->keyPem, u"track.example.com"_s, now);
            if (!info)
                continue;
            // Damage outside of the armour is none.
            ++passed;
            QCOMPARE(info->fingerprint, good->fingerprint);
        }
        QVERIFY(passed < 300);
    }
};

UNMTA_TEST(TestAcmeMutations)

} // namespace unmta::tst_acme_mutations

#include "tst_acme_mutations.moc"
