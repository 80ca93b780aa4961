// What the monitor asks of a store with ROWS active domains (default 1,000,000): the next due time, what is due, and
// how many are watched, with the time that each takes.
//   bench_due_times [ROWS]
#include "store/Database.h"
#include "support/ServiceHarness.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QLoggingCategory>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace unmta;

namespace {

void fill(test::ServiceHarness &h, int rows)
{
    const QString from = u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "_s.arg(rows);
    const auto now = QString::number(toUnixMs(h.clock.now()));
    const QString target =
        u"INSERT INTO target (target, cluster_id, host, issued_at) "_s + from +
        u"SELECT 'v-' || printf('%020x', i) || '.track.unmta.net', '%1', 't' || i || '.example.com', %2 FROM n"_s.arg(
            h.cluster(), now);
    const QString domain =
        u"INSERT INTO tracking_domain (cluster_id, name, target, status, is_default, default_on_verify, strikes, "
        "tries, created_at, pending_since, verified_at, next_check_at) "_s +
        from +
        u"SELECT '%1', 't' || i || '.example.com', 'v-' || printf('%020x', i) || '.track.unmta.net', 'active', 0, 0, "
        "0, 0, %2, %2, %2, %2 + (i * 7919) % 86400000 FROM n"_s.arg(h.cluster(), now);
    auto transaction = store::Transaction::begin(h.store->database());
    if (!transaction || !h.store->database().execute(target) || !h.store->database().execute(domain) ||
        !transaction->commit())
        qFatal("the rows could not be made");
}

template <typename Query>
void measure(const char *what, Query query)
{
    constexpr int times = 20;
    double worst = 0;
    double sum = 0;
    for (int i = 0; i < times; ++i) {
        QElapsedTimer timer;
        timer.start();
        query();
        const double ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        worst = std::max(worst, ms);
        sum += ms;
    }
    std::printf("%-28s mean %.3f ms, worst %.3f ms\n", what, sum / times, worst);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QLoggingCategory::setFilterRules(u"unmta.*=false"_s);
    const int rows = argc > 1 ? QByteArray(argv[1]).toInt() : 1'000'000;
    test::ServiceHarness h;
    fill(h, rows);
    h.clock.advance(std::chrono::hours(12)); // half of them are due
    auto &domains = h.store->domains;
    std::printf("%lld active\n", static_cast<long long>(*domains.watched(DomainStatus::Active)));
    measure("nextDue", [&] { (void)domains.nextDue(DomainStatus::Active); });
    measure("due, the first", [&] { (void)domains.due(DomainStatus::Active, h.clock.now(), 1); });
    measure("due, 15", [&] { (void)domains.due(DomainStatus::Active, h.clock.now(), 15); });
    const auto place = domains.due(DomainStatus::Active, h.clock.now(), 1000)->last().fields();
    measure("due, 15 from behind a place", [&] {
        (void)domains.due(DomainStatus::Active, h.clock.now(), 15,
                          store::DomainTable::DuePosition{*place.nextCheckAt, place.id});
    });
    measure("watched (every 10 minutes)", [&] { (void)domains.watched(DomainStatus::Active); });
    measure("bringForward (at start)", [&] {
        (void)domains.bringForward(h.clock.now(), h.clock.now() + std::chrono::hours(30), Millis(86'400'000));
    });
    return 0;
}
