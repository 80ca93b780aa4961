// Fills the store of a stopped engine, which has its first cluster, with verified domains t0.example.com,
// t1.example.com and so on; the first of them get certificates of the internal authority. The others count as refused
// by it until tomorrow, so that an engine on this store does not begin to order for all of them.
// With events, so many are there as well, merged, of a cluster that there is not.
//   bench_fill_store DIRECTORY DOMAINS CERTIFICATES [EVENTS]
#include "assembly/endpoints/InternalRoot.h"
#include "bench/MergedEvents.h"
#include "domain/VerificationTarget.h"
#include "store/EngineStore.h"

#include <QCoreApplication>

#include <cstdio>
#include <vector>

using namespace Qt::StringLiterals;
using namespace unmta;

namespace {

template <typename T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(describe(result.error())));
    return *std::move(result);
}

void must(const Result<void> &result)
{
    if (!result)
        qFatal("%s", qPrintable(describe(result.error())));
}

class Filler
{
public:
    explicit Filler(const QString &directory)
        : m_store(must(store::EngineStore::open(directory, m_random)))
        , m_ca(must(InternalRoot(*m_store, directory, m_clock).authority()))
        , m_cluster(must(m_store->clusters.list({}, 1)).items.value(0).id)
    {
        if (m_cluster.isEmpty())
            qFatal("start the engine once, so that there is a cluster");
    }

    void fill(int domains, int certificates)
    {
        constexpr int step = 10'000;
        for (int made = 0; made < domains; made += step) {
            auto transaction = must(store::Transaction::begin(m_store->database()));
            for (int i = made; i < std::min(domains, made + step); ++i) {
                const QString host = u"t%1.example.com"_s.arg(i);
                addDomain(host);
                addCertificate(host, i < certificates);
            }
            must(transaction.commit());
        }
    }

private:
    void addDomain(const QString &host)
    {
        const TimePoint now = m_clock.now();
        const QString target = issueTarget(m_random, u"track.unmta.net"_s);
        must(m_store->targets.claim(target, m_cluster, host, now));
        const auto added = TrackingDomain::added(m_cluster, host, target, false, now, {});
        (void)must(m_store->domains.insert(added.checked(CheckOutcome::Match, true, now, {}, m_random).domain));
    }

    void addCertificate(const QString &host, bool isIssued)
    {
        const TimePoint now = m_clock.now();
        const Certificate wanted = Certificate::ofHost(host).wanted(now).certificate;
        const Certificate ordered = wanted.orderStarted(u"internal"_s).certificate;
        if (!isIssued) {
            const Certificate::Failure failure{u"acme.internal_ca"_s, u"left out"_s, true, std::chrono::hours(24)};
            must(m_store->certificates.upsert(ordered.failed(failure, now).certificate));
            return;
        }
        const auto issued = ordered.issued(material(host), now, m_random).certificate;
        must(m_store->certificates.upsert(issued.windowLearned({}, now).certificate));
    }

    // Two keys and two signatures for each host would be most of the work, and change nothing in size.
    Certificate::Material material(const QString &host)
    {
        constexpr std::size_t different = 1000;
        if (m_materials.size() < different) {
            const acme::IssuedCertificate issued = must(m_ca.issue(host, m_clock.now()));
            m_materials.push_back(
                {issued.chainPem, issued.keyPem, u"internal"_s, issued.issuerName, issued.notBefore, issued.notAfter});
            return m_materials.back();
        }
        return m_materials[m_next++ % different];
    }

    SystemClock m_clock;
    SystemRandom m_random;
    std::unique_ptr<store::EngineStore> m_store;
    acme::InternalCa m_ca;
    QString m_cluster;
    std::vector<Certificate::Material> m_materials;
    std::size_t m_next = 0;
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (argc != 4 && argc != 5) {
        std::fprintf(stderr, "usage: bench_fill_store DIRECTORY DOMAINS CERTIFICATES [EVENTS]\n");
        return 2;
    }
    const QString directory = QString::fromLocal8Bit(argv[1]);
    Filler(directory).fill(QByteArray(argv[2]).toInt(), QByteArray(argv[3]).toInt());
    if (argc == 5)
        must(test::storeMerged(store::EngineStore::eventsPath(directory), QByteArray(argv[4]).toULongLong()));
    return 0;
}
