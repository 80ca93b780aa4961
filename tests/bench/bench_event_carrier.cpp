// What it costs to take events from an engine's file to a PostgreSQL: so many events of ordinary mail, as commits bring
// them, wait in the file; then they are handed over, and merged there.
//
//   bench_event_carrier URL [events] [events per commit]
#include "domain/events/PackedEvents.h"
#include "service/events/EventCarrier.h"
#include "service/events/EventEraser.h"
#include "service/events/EventRecorder.h"
#include "store/Database.h"
#include "store/OrdinaryEvents.h"
#include "store/events/EventLog.h"
#include "store/server/ServerAddress.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <ctime>

using namespace unmta;
using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

double cpuSeconds()
{
    timespec spent{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
    return double(spent.tv_sec) + double(spent.tv_nsec) / 1e9;
}

void need(const Result<void> &result)
{
    if (!result)
        qFatal("%s", qPrintable(describe(result.error())));
}

void fill(const QString &path, std::int64_t events, std::int64_t perCommit)
{
    const auto database = store::Database::open({path, u"events"_s});
    store::EventLog log(**database);
    need(log.open());
    OrdinaryEvents source(1);
    for (std::int64_t done = 0; done < events; done += perCommit) {
        QByteArray packed;
        for (std::int64_t i = 0; i < perCommit; ++i)
            source.pack(packed);
        if (const auto appended = log.append(packed); !appended)
            qFatal("%s", qPrintable(describe(appended.error())));
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    if (argc < 2)
        qFatal("usage: bench_event_carrier URL [events] [events per commit]");
    const auto place = store::parseServerAddress(QString::fromLocal8Bit(argv[1]));
    if (!place)
        qFatal("%s", qPrintable(describe(place.error())));
    const std::int64_t events = argc > 2 ? QByteArray(argv[2]).toLongLong() : 1'000'000;
    const QTemporaryDir directory;
    RecorderConfig config;
    config.path = directory.filePath(u"events.db"_s);
    fill(config.path, events, argc > 3 ? QByteArray(argv[3]).toLongLong() : 28);

    SystemClock clock;
    SystemRandom random;
    config.merge.isOn = false;
    EventRecorder file(config, clock, [](const auto &) {}, {});
    RecorderConfig shared;
    shared.path = directory.filePath(u"events-server"_s);
    shared.place = *place;
    EventRecorder server(shared, clock, [](const auto &) {}, {});
    EventCarrier carrier(config.path, file, *place, server);
    need(file.start());
    need(server.start());
    const double cpu = cpuSeconds();
    const auto begun = std::chrono::steady_clock::now();
    need(carrier.start(random));
    const auto arrived = [&] { return static_cast<std::int64_t>(server.status().recorded) >= events; };
    if (!QTest::qWaitFor([&] { return arrived() && server.status().unmerged < 4096; }, 3'600'000))
        qFatal("they do not arrive");
    const double took = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    std::printf("%lld events arrived and were merged in %.1f s: %.0f/s, %.2f us of CPU each here\n",
                static_cast<long long>(events), took, double(events) / took,
                (cpuSeconds() - cpu) / double(events) * 1e6);
    carrier.stop();
    file.stop();
    server.stop();
    return 0;
}
