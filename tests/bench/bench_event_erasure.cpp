// Deleting one recipient's events from among a million (or as many as the first argument says), while others' are being
// recorded: how long it takes, and how long an answer waits meanwhile.
#include "domain/TrackingEvent.h"
#include "service/events/EventEraser.h"
#include "service/events/EventRecorder.h"
#include "store/Database.h"
#include "store/EventSamples.h"
#include "store/events/EventLog.h"
#include "store/events/SegmentPlanner.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <future>
#include <thread>

using namespace unmta;
using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Steady = std::chrono::steady_clock;

double milliseconds(Steady::duration duration)
{
    return std::chrono::duration<double, std::milli>(duration).count();
}

bool fill(const QString &path, std::int64_t events)
{
    const auto database = store::Database::open({path, u"events"_s});
    if (!database)
        return false;
    store::EventLog log(**database);
    const store::SegmentPlanner planner(**database);
    EventMaker maker;
    if (!log.open())
        return false;
    constexpr int step = 8192;
    for (std::int64_t made = 0; made < events; made += step) {
        auto some = maker.opens(step);
        for (std::size_t i = 0; i < some.size(); ++i)
            some[i].recipient = u"reader%1@example.net"_s.arg((made + static_cast<std::int64_t>(i)) % 50'000);
        const auto appended = log.append(packEvents(some));
        const auto merged = planner.mergeBatches(step);
        if (!appended || !merged || !log.apply(*merged))
            return false;
    }
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const std::int64_t events = argc > 1 ? QByteArray(argv[1]).toLongLong() : 1'000'000;
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"events.db"_s);
    if (!fill(path, events))
        return 1;
    const SystemClock clock;
    EventRecorder recorder({.path = path}, clock, nullptr, nullptr);
    if (!recorder.start())
        return 1;

    std::atomic<bool> ended = false;
    std::vector<double> waits;
    std::thread traffic([&] {
        SystemRandom random;
        EventMaker maker;
        while (!ended) {
            std::promise<bool> durable;
            auto answer = durable.get_future();
            auto event = maker.event(LinkKind::Open);
            event.eventId = makeEventId(clock.now(), random);
            const auto begun = Steady::now();
            recorder.record(batchOf(event, [&durable](bool ok) { durable.set_value(ok); }));
            answer.wait();
            waits.push_back(milliseconds(Steady::now() - begun));
        }
    });
    std::promise<Result<std::int64_t>> done;
    const auto begun = Steady::now();
    recorder.erase({{u"0a0b0c0d"_s, recipientKey(u"Reader7@example.net"_s)},
                    [&done](const Result<std::int64_t> &deleted) { done.set_value(deleted); }});
    const auto deleted = done.get_future().get();
    const double took = milliseconds(Steady::now() - begun);
    ended = true;
    traffic.join();
    if (!deleted)
        return 1;
    std::sort(waits.begin(), waits.end());
    std::printf("%lld of %lld events deleted in %.0f ms; %zu answers meanwhile: median %.1f ms, 99 %% %.1f ms, longest "
                "%.1f ms\n",
                static_cast<long long>(*deleted), static_cast<long long>(events), took, waits.size(),
                waits[waits.size() / 2], waits[waits.size() * 99 / 100], waits.back());
    return 0;
}
