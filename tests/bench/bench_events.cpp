// What an event costs from the hand-over to the segment, and what reading costs: events of ordinary mail, so many per
// second as the second argument says (0: as many as go through), each second in hand-overs of the size of the third.
// With copies, as the fourth says, the segments are stored so often before anything is read.
//
//   bench_events [events] [per second] [events per hand-over] [copies]
#include "base/Random.h"
#include "domain/events/PackedEvents.h"
#include "service/events/EventEraser.h"
#include "service/events/EventRecorder.h"
#include "store/Database.h"
#include "store/OrdinaryEvents.h"
#include "store/events/EventReader.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <cstdio>
#include <ctime>
#include <semaphore>

using namespace unmta;
using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Steady = std::chrono::steady_clock;

double seconds(Steady::duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

double cpuSeconds()
{
    timespec spent{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
    return double(spent.tv_sec) + double(spent.tv_nsec) / 1e9;
}

struct Load
{
    std::int64_t events = 1'000'000;
    std::int64_t perSecond = 0;
    std::size_t atOnce = 16;
    std::int64_t copies = 1;
};

// Made before the clock starts: only recording counts.
std::vector<QByteArray> handOvers(const Load &load, std::int64_t from)
{
    OrdinaryEvents source(static_cast<quint64>(from) + 1);
    std::vector<QByteArray> made;
    for (std::int64_t done = 0; done < std::min<std::int64_t>(load.events, 200'000);
         done += static_cast<std::int64_t>(load.atOnce)) {
        QByteArray packed;
        for (std::size_t i = 0; i < load.atOnce; ++i)
            source.pack(packed);
        made.push_back(packed);
    }
    return made;
}

bool record(EventRecorder &recorder, const Load &load)
{
    const auto size = static_cast<std::int64_t>(load.atOnce);
    std::counting_semaphore<> room(40'000 / std::ptrdiff_t(load.atOnce)); // below what the recorder refuses
    std::counting_semaphore<> never(0);
    std::atomic<std::int64_t> answered = 0;
    std::atomic<std::int64_t> refused = 0;
    std::int64_t sent = 0;
    double spent = 0;
    double took = 0;
    while (sent < load.events) {
        const auto made = handOvers(load, sent);
        const double cpu = cpuSeconds();
        const auto begun = Steady::now();
        std::int64_t ofThese = 0;
        for (const QByteArray &packed : made) {
            if (load.perSecond > 0)
                (void)never.try_acquire_until(begun +
                                              std::chrono::nanoseconds(ofThese * 1'000'000'000 / load.perSecond));
            room.acquire();
            recorder.record({packed, load.atOnce, [&, size](bool ok) {
                                 answered += size;
                                 refused += ok ? 0 : size;
                                 room.release();
                             }});
            ofThese += size;
        }
        sent += ofThese;
        if (!QTest::qWaitFor([&] { return answered == sent && recorder.status().unmerged < 4096; }, 60'000))
            return false;
        spent += cpuSeconds() - cpu;
        took += seconds(Steady::now() - begun);
    }
    std::printf("recorded and merged: %lld events, %lld refused, %.0f/s, %.2f us of CPU each\n",
                static_cast<long long>(sent), static_cast<long long>(refused), double(sent) / took,
                spent / double(sent) * 1e6);
    return refused == 0;
}

// The numbers of the copies lie above the others.
bool copy(const QString &path, const Load &load)
{
    const auto database = store::Database::open({path, u"events"_s});
    for (std::int64_t i = 1; i < load.copies; ++i) {
        const auto done = (*database)->execute(
            u"INSERT INTO event_segment SELECT last_seq + %1, first_seq + %1, cluster_id, events, first_time, "
            "last_time, filter, body FROM event_segment WHERE last_seq <= %2"_s.arg(i * load.events)
                .arg(load.events));
        if (!done)
            return false;
    }
    return true;
}

void read(const QString &path)
{
    const auto database = store::Database::open({path, u"events"_s, true});
    const store::EventReader reader(**database);
    const auto timed = [&](const char *what, const store::EventFilter &filter, bool isWhole) {
        const auto begun = Steady::now();
        std::int64_t found = 0;
        const auto done = reader.visit(filter, 0, store::endOfEvents, store::ReadOrder::Newest,
                                       [&](std::int64_t, const EventView &) { return ++found < 100 || isWhole; });
        std::printf("%s: %lld events in %.1f ms%s\n", what, static_cast<long long>(found),
                    seconds(Steady::now() - begun) * 1e3, done ? "" : ", FAILED");
        return found;
    };
    const QString cluster = OrdinaryEvents::cluster();
    timed("newest page", {.clusterId = cluster}, false);
    timed("one recipient's, all", {.clusterId = cluster, .recipient = OrdinaryEvents::recipient(12'345)}, true);
    timed("one message's, all", {.clusterId = cluster, .messageId = OrdinaryEvents::messageId(12'345)}, true);
    timed("all, looked at one by one", {.clusterId = cluster, .kind = LinkKind::Open, .people = false}, true);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const auto argument = [&](int place, std::int64_t otherwise) {
        return argc > place ? QByteArray(argv[place]).toLongLong() : otherwise;
    };
    const Load load{argument(1, 1'000'000), argument(2, 0), static_cast<std::size_t>(argument(3, 16)), argument(4, 1)};
    const QTemporaryDir directory(qEnvironmentVariable("UNMTA_BENCH_DIR", u"."_s) + u"/bench-events-XXXXXX"_s);
    const QString path = directory.filePath(u"events.db"_s);
    const SystemClock clock;
    {
        EventRecorder recorder({.path = path}, clock, nullptr, nullptr);
        if (!recorder.start() || !record(recorder, load))
            return 1;
    }
    if (load.copies > 1 && !copy(path, load))
        return 1;
    read(path);
    const auto bytes = QFileInfo(path).size() + QFileInfo(path + u"-wal"_s).size();
    std::printf("on disk: %.1f bytes an event\n", double(bytes) / double(load.events * load.copies));
    return 0;
}
