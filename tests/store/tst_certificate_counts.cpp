// How many certificates there are, kept while they come, change and go.
#include "store/StoreFixture.h"
#include "support/TestMain.h"

#include <map>

namespace unmta::tst_certificate_counts {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestCertificateCounts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Against what is counted one by one, after a thousand random changes.
    void followEveryChange()
    {
        StoreFixture fixture;
        QVERIFY(fixture.open());
        auto &table = fixture.store->certificates;
        std::map<QString, Certificate::Fields> present;
        for (int change = 0; change < 1000; ++change) {
            const QString host = u"h%1.example.com"_s.arg(fixture.random.below(20));
            if (fixture.random.below(4) == 0) {
                QVERIFY(table.removeForHost(host));
                present.erase(host);
                continue;
            }
            Certificate::Fields fields;
            fields.host = host;
            fields.state = static_cast<CertificateState>(fixture.random.below(5));
            if (fixture.random.below(3) > 0)
                fields.notAfter = start + std::chrono::hours(fixture.random.below(24 * 5));
            QVERIFY(table.upsert(Certificate::fromStore(fields)));
            present[host] = fields;
        }
        std::map<std::pair<int, std::int64_t>, std::int64_t> expected;
        for (const auto &[host, fields] : present) {
            const std::int64_t day = fields.notAfter ? toUnixMs(*fields.notAfter) / 86'400'000 : -1;
            ++expected[{static_cast<int>(fields.state), day}];
        }
        std::map<std::pair<int, std::int64_t>, std::int64_t> counted;
        const auto counts = table.counts();
        QVERIFY(counts.ok());
        for (const auto &count : *counts)
            counted[{static_cast<int>(count.state), count.lastDay.value_or(-1)}] += count.certificates;
        QVERIFY(expected.size() > 3);
        QVERIFY(counted == expected);
    }
};

UNMTA_TEST(TestCertificateCounts)

} // namespace unmta::tst_certificate_counts

#include "tst_certificate_counts.moc"
