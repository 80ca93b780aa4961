// How busy the edge was in the last minute.
#include "assembly/LoadMeter.h"

#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_load_meter {

using namespace std::chrono_literals;

class TestLoadMeter : public QObject
{
    Q_OBJECT

    static constexpr LoadMeter::Instant start{1'000s};

    // So many requests, each of which took at most 1 ms, and so many that took at most 50 ms.
    static LoadMeter::Reading reading(std::uint64_t quick, std::uint64_t slow)
    {
        LoadMeter::Reading made;
        made.requests = quick + slow;
        made.latency.counts[3] = quick;
        made.latency.counts[8] = slow;
        return made;
    }

private Q_SLOTS:
    void nothingWasNoted()
    {
        const auto recent = LoadMeter().recent(start, reading(5, 0));
        QCOMPARE(recent.requests, 0U);
        QCOMPARE(recent.over, 0s);
        QVERIFY(!recent.median && !recent.p99);
    }

    void tellsOfTheLastMinuteOnly()
    {
        LoadMeter meter;
        meter.note(start, reading(1'000, 1'000));
        for (auto at = 10s; at <= 120s; at += LoadMeter::step)
            meter.note(start + at, reading(1'000 + static_cast<std::uint64_t>(at.count()), 1'000));
        // 60 notes ago it was at 1,060 + 1,000.
        const auto recent = meter.recent(start + 120s, reading(1'158, 1'002));
        QCOMPARE(recent.over, 60s);
        QCOMPARE(recent.requests, 100U);
        QCOMPARE(recent.median, std::chrono::microseconds(1'000));
        QCOMPARE(recent.p99, std::chrono::microseconds(50'000));
    }

    void aFewSecondsAfterTheStart()
    {
        LoadMeter meter;
        meter.note(start, reading(0, 0));
        const auto recent = meter.recent(start + 3s, reading(6, 0));
        QCOMPARE(recent.over, 3s);
        QCOMPARE(recent.requests, 6U);
        QCOMPARE(recent.p99, std::chrono::microseconds(1'000));
    }

    void withoutRequestsNothingTookAnyTime()
    {
        LoadMeter meter;
        meter.note(start, reading(7, 7));
        const auto recent = meter.recent(start + 30s, reading(7, 7));
        QCOMPARE(recent.requests, 0U);
        QVERIFY(!recent.median && !recent.p99);
    }

    // The computer slept: what was noted before is no measure of the present.
    void oldNotesAreNoMeasure()
    {
        LoadMeter meter;
        meter.note(start, reading(7, 7));
        QCOMPARE(meter.recent(start + 1h, reading(9, 7)).requests, 0U);
    }
};

UNMTA_TEST(TestLoadMeter)

} // namespace unmta::tst_load_meter

#include "tst_load_meter.moc"
