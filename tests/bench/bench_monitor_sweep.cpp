// How fast the monitor is with its rate limit lifted: NAMES active domains (default 10,000), all due, against a
// loopback server; canaries, checks, and the store with every check recorded. Prints checks per second, CPU time and
// resident memory for each of ROUNDS sweeps (default 5); the memory must stay.
//   bench_monitor_sweep [NAMES] [ROUNDS] [DIRECTORY of the store]
#include "assembly/ports/DnsCanaryProbe.h"
#include "assembly/ports/DnsRecordChecker.h"
#include "diagnosis/DomainChecker.h"
#include "sandbox/SandboxDnsServer.h"
#include "support/ServiceHarness.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <cstdio>
#include <ctime>

using namespace Qt::StringLiterals;
using namespace unmta;
using namespace std::chrono_literals;

namespace {

double residentMegabytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * 4096 / 1e6;
}

diagnosis::CheckerConfig configFor(const SandboxDnsServer &server)
{
    diagnosis::CheckerConfig config;
    config.resolvers = {server.endpoint()};
    config.authorityPort = server.endpoint().port;
    return config;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QLoggingCategory::setFilterRules(u"unmta.*=false"_s);
    const int names = argc > 1 ? QByteArray(argv[1]).toInt() : 10'000;
    const int rounds = argc > 2 ? QByteArray(argv[2]).toInt() : 5;
    SandboxDnsServer server;
    if (!server.start())
        return 1;
    test::ServiceHarness h(7, argc > 3 ? QString::fromLocal8Bit(argv[3]) : test::ServiceHarness::place());
    if (!server.setRecord(h.settings.current().targetZone(), u"A"_s, u"192.0.2.80"_s))
        return 1;
    for (int i = 0; i < names; ++i) {
        const QString host = u"track.customer%1.com"_s.arg(i);
        if (!server.setRecord(host, u"CNAME"_s, h.activate(host).fields().target))
            return 1;
    }
    SystemRandom random;
    diagnosis::DomainChecker checker(configFor(server), random);
    DnsRecordChecker records(checker);
    DnsCanaryProbe canaries(checker, random);
    VerificationService verification({records, h.domains, *h.store, h.feed, h.settings, h.monitorClock, h.clock});
    MonitorService::Limits limits;
    limits.startsPerSecond = 100'000;
    limits.atOnce = 250;
    MonitorService monitor(
        {*h.store, verification, h.domains, canaries, h.notifications, h.settings, h.feed, h.monitorClock, h.clock},
        limits);
    if (!monitor.start())
        return 1;
    for (int round = 1; round <= rounds; ++round) {
        h.clock.advance(27h);
        const std::clock_t cpu = std::clock();
        QElapsedTimer timer;
        timer.start();
        monitor.lookAgain();
        const bool done = QTest::qWaitFor(
            [&] {
                return monitor.status().running == 0 &&
                       h.store->domains.due(DomainStatus::Active, h.clock.now(), 1)->isEmpty();
            },
            600'000);
        const double seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
        const double cpuSeconds = static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC;
        std::printf("sweep %d%s: %d checks in %.2f s: %.0f checks/s, %.1f us CPU each (engine and server), %.1f MB\n",
                    round, done ? "" : " (unfinished)", names, seconds, names / seconds, cpuSeconds * 1e6 / names,
                    residentMegabytes());
    }
    return 0;
}
