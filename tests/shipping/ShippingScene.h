// Shipping over real stores, to a place that can be made to fail, and an engine that is killed at any moment.
#pragma once

#include "contract/json/JsonCodec.h"
#include "service/changes/ChangeFeed.h"
#include "service/shipping/ShippingService.h"
#include "store/EngineStore.h"
#include "store/EventSamples.h"
#include "store/StoreFixture.h"
#include "store/events/EventLog.h"
#include "store/events/SegmentPlanner.h"
#include "support/Patience.h"

#include <QFile>
#include <QMap>
#include <QProcess>
#include <QTest>
#include <QTimer>

#include <deque>

namespace unmta::test {

// Keeps what is put, like a bucket.
class FakeObjectStore final : public QObject, public ObjectStore
{
public:
    struct Put
    {
        QString name;
        QByteArray content;
        Done done;
    };

    void put(const ShippingTarget &, const QString &name, const QByteArray &content, Done done) override
    {
        ++puts;
        waiting.push_back({name, content, std::move(done)});
        if (isOpen)
            QTimer::singleShot(0, this, [this] { finishOne(); });
    }
    void probe(const ShippingTarget &, Done done) override { done(probed); }

    // It is there, and whoever has put it is told so, or why not.
    void finishOne()
    {
        if (waiting.empty())
            return;
        const Put put = std::move(waiting.front());
        waiting.pop_front();
        if (failure)
            return put.done(*failure);
        land(put);
        put.done({});
    }
    // It is there, and nobody hears of it.
    void landOne()
    {
        land(waiting.front());
        waiting.pop_front();
    }

    QMap<QString, QByteArray> objects;
    QMap<QString, int> writes;
    std::deque<Put> waiting;
    std::optional<Error> failure;
    Result<void> probed;
    bool isOpen = true; // false: whoever puts waits for finishOne()
    int puts = 0;

private:
    void land(const Put &put)
    {
        objects.insert(put.name, put.content);
        ++writes[put.name];
    }
};

// What the program of that name makes of the bytes.
inline QByteArray unpacked(const QString &program, const QByteArray &content)
{
    QProcess process;
    process.start(program, {QStringLiteral("-dc")});
    process.write(content);
    process.closeWriteChannel();
    return process.waitForFinished(patienceMs) && process.exitCode() == 0 ? process.readAllStandardOutput()
                                                                          : "not unpacked";
}

struct ShippingScene
{
    ShippingScene()
    {
        if (!fixture.open() || !fixture.addCluster(cluster))
            qFatal("no store");
        writer = store::Database::open({eventsPath(), QStringLiteral("events")}).value();
        reader = store::Database::open({eventsPath(), QStringLiteral("events"), true}).value();
        log.emplace(*writer);
        if (!log->open())
            qFatal("no events.db");
    }

    [[nodiscard]] QString eventsPath() const { return fixture.path(QStringLiteral("events.db")); }

    void begin()
    {
        service = std::make_unique<ShippingService>(
            ShippingService::Dependencies{*fixture.store, feed, clock, fixture.random, objects, eventsPath(),
                                          [](QByteArray &text, std::int64_t, const TrackingEvent &event) {
                                              text += "{\"id\":\"" + event.eventId.toUtf8() + "\"}";
                                          }});
        if (!service->start())
            qFatal("not started");
    }
    // Killed: nothing of it is told to anybody any more.
    void kill()
    {
        service.reset();
        objects.waiting.clear();
    }

    [[nodiscard]] Error set(const ShippingTarget &target, std::optional<ShippingStart> start = {})
    {
        std::optional<Result<void>> outcome;
        service->set(cluster, target, start, [&outcome](const Result<void> &done) { outcome = done; });
        if (!QTest::qWaitFor([&outcome] { return outcome.has_value(); }, patienceMs))
            return Error(QStringLiteral("test.no_answer"));
        return *outcome ? Error() : outcome->error();
    }

    [[nodiscard]] static ShippingTarget directory()
    {
        ShippingTarget target;
        target.path = QStringLiteral("/srv/events");
        target.interval = std::chrono::minutes(5);
        return target;
    }

    QStringList append(int count, TimePoint at = eventStart, const QString &of = {})
    {
        std::vector<TrackingEvent> events;
        QStringList ids;
        for (int i = 0; i < count; ++i) {
            events.push_back(maker.event(LinkKind::Click, QStringLiteral("track.example.com"), at + Millis(i)));
            events.back().clusterId = of.isEmpty() ? cluster : of;
            ids << events.back().eventId;
        }
        if (!log->append(packEvents(events)))
            qFatal("not appended");
        return ids;
    }
    void merge()
    {
        const auto change = store::SegmentPlanner(*reader).mergeBatches(1'000'000);
        if (!change || !log->apply(*change))
            qFatal("not merged");
    }

    // The ids in an object's lines.
    [[nodiscard]] static QStringList idsIn(const QString &name, const QByteArray &content)
    {
        const QByteArray lines =
            unpacked(name.endsWith(QStringLiteral(".zst")) ? QStringLiteral("zstd") : QStringLiteral("gzip"), content);
        QStringList ids;
        for (const QByteArray &line : lines.split('\n')) {
            const auto json = wire::parseObject(line);
            if (json)
                ids << json->value(QStringLiteral("id")).toString();
            else if (!line.isEmpty())
                ids << QStringLiteral("not JSON: ") + QString::fromUtf8(line);
        }
        return ids;
    }
    [[nodiscard]] QStringList objectNames() const
    {
        QStringList names;
        for (const QString &name : objects.objects.keys()) {
            if (!name.endsWith(QStringLiteral(".json")))
                names << name;
        }
        return names;
    }
    [[nodiscard]] QStringList shippedIds() const
    {
        QStringList ids;
        for (const QString &name : objectNames())
            ids += idsIn(name, objects.objects.value(name));
        return ids;
    }
    [[nodiscard]] ShippingState state() const { return service->overview().value(0); }
    [[nodiscard]] bool isAtRest() const
    {
        const auto states = service->overview();
        return !states.isEmpty() && states.first().phase == ShippingState::Phase::Waiting &&
               states.first().nextTryAt > clock.now();
    }
    void pass(Millis time)
    {
        clock.advance(time);
        service->lookAgain();
    }

    const QString cluster = QStringLiteral("0a0b0c0d");
    StoreFixture fixture;
    FakeClock clock{eventStart};
    ChangeFeed feed{QStringLiteral("epoch")};
    EventMaker maker;
    FakeObjectStore objects;
    std::unique_ptr<store::Database> writer;
    std::unique_ptr<store::Database> reader;
    std::optional<store::EventLog> log;
    std::unique_ptr<ShippingService> service;
};

} // namespace unmta::test
