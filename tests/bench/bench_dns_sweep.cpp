// How fast a sweep is: NAMES checks (default 10,000) against a loopback server, with a share of changed records. Prints
// checks per second, queries and CPU time for each, and the growth of memory. Run by hand.
//   bench_dns_sweep [NAMES] [changed in 1000]
#include "base/Random.h"
#include "diagnosis/DomainChecker.h"
#include "sandbox/SandboxDnsServer.h"

#include <QElapsedTimer>
#include <QFile>

#include <condition_variable>
#include <cstdio>
#include <ctime>

using namespace Qt::StringLiterals;
using namespace unmta;

namespace {

double residentMegabytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * 4096 / 1e6;
}

QString hostAt(int i)
{
    return u"track.customer%1.com"_s.arg(i);
}

QString targetAt(int i)
{
    return u"v-%1.track.unmta.net"_s.arg(i, 20, 16, QChar(u'0'));
}

struct Tally
{
    std::mutex mutex;
    std::condition_variable done;
    QMap<QString, int> codes;
    int left = 0;
};

} // namespace

int main(int argc, char **argv)
{
    const int names = argc > 1 ? QByteArray(argv[1]).toInt() : 10'000;
    const int changed = argc > 2 ? QByteArray(argv[2]).toInt() : 1;
    SandboxDnsServer server;
    if (!server.start().ok())
        return 1;
    const QString nameServer = u"ns1.provider.example"_s;
    server.addZone(u"provider.example"_s);
    if (!server.setRecord(nameServer, u"A"_s, u"127.0.0.1"_s).ok())
        return 1;
    for (int i = 0; i < names; ++i) {
        server.addZone(u"customer%1.com"_s.arg(i), nameServer);
        const bool right = i % 1000 >= changed;
        const auto set = server.setRecord(hostAt(i), u"CNAME"_s, right ? targetAt(i) : u"old.example.net"_s);
        if (!set.ok())
            return 1;
    }
    SystemRandom random;
    diagnosis::CheckerConfig config;
    config.resolvers = {server.endpoint()};
    config.authorityPort = server.endpoint().port;
    diagnosis::DomainChecker checker(config, random);

    Tally tally;
    tally.left = names;
    const double before = residentMegabytes();
    const std::clock_t cpu = std::clock();
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < names; ++i) {
        diagnosis::CheckQuestion question{hostAt(i), targetAt(i), u"track.unmta.net"_s, u"customer%1.com"_s.arg(i)};
        question.depth = diagnosis::CheckDepth::Sweep;
        checker.check(question, [&tally](const diagnosis::Finding &finding) {
            const std::lock_guard lock(tally.mutex);
            ++tally.codes[finding.check.code];
            if (--tally.left == 0)
                tally.done.notify_all();
        });
    }
    std::unique_lock lock(tally.mutex);
    tally.done.wait(lock, [&tally] { return tally.left == 0; });
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    const double cpuSeconds = double(std::clock() - cpu) / CLOCKS_PER_SEC;
    std::printf("%d checks in %.2f s: %.0f checks/s, %.1f queries and %.1f us CPU each (client and server), +%.1f MB\n",
                names, seconds, names / seconds, double(checker.queriesSent()) / names, cpuSeconds * 1e6 / names,
                residentMegabytes() - before);
    for (auto code = tally.codes.cbegin(); code != tally.codes.cend(); ++code)
        std::printf("  %s %d\n", qPrintable(code.key()), code.value());
    return 0;
}
