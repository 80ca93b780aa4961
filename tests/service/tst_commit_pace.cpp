#include "service/events/recorder/CommitPace.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_commit_pace {

using namespace std::chrono_literals;

class TestCommitPace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheProcessors_data()
    {
        QTest::addColumn<unsigned>("processors");
        QTest::addColumn<int>("percent"); // of one processor
        QTest::addColumn<bool>("isBusy");
        QTest::newRow("idle") << 1U << 0 << false;
        QTest::newRow("half of one") << 1U << 50 << false;
        QTest::newRow("one") << 1U << 100 << true;
        QTest::newRow("one of two") << 2U << 100 << false;
        QTest::newRow("three quarters of two") << 2U << 150 << true;
        QTest::newRow("nobody knows how many") << 0U << 100 << true;
    }

    void followsTheProcessors()
    {
        QFETCH(const unsigned, processors);
        QFETCH(const int, percent);
        QFETCH(const bool, isBusy);
        const CommitPace::Instant start(1h);
        CommitPace pace(1ms, 3ms, processors, start, 5s);
        QCOMPARE(pace.pause(), CommitPace::Span(1ms));
        const CommitPace::Span window = CommitPace::window;
        pace.look(start + window, 5s + window * percent / 100);
        QCOMPARE(pace.pause(), CommitPace::Span(isBusy ? 3ms : 1ms));
        // What was before does not count.
        pace.look(start + 2 * window, 5s + window * percent / 100);
        QCOMPARE(pace.pause(), CommitPace::Span(1ms));
    }

    // Fewer commits are what it saves; without that it would be busy again.
    void doesNotEndByWhatItSaves()
    {
        const CommitPace::Instant start(1h);
        CommitPace pace(1ms, 3ms, 1, start, 0s);
        const CommitPace::Span window = CommitPace::window;
        CommitPace::Span used = window * 70 / 100;
        pace.look(start + window, used);
        QVERIFY(pace.isBusy());
        used += window * 60 / 100;
        pace.look(start + 2 * window, used);
        QVERIFY(pace.isBusy());
        used += window * 45 / 100;
        pace.look(start + 3 * window, used);
        QVERIFY(!pace.isBusy());
        used += window * 60 / 100;
        pace.look(start + 4 * window, used);
        QVERIFY(!pace.isBusy());
    }

    void looksNotTooOften()
    {
        const CommitPace::Instant start(1h);
        CommitPace pace(1ms, 3ms, 1, start, 0s);
        QVERIFY(!pace.isDue(start + CommitPace::window / 2));
        pace.look(start + CommitPace::window / 2, 1s);
        QCOMPARE(pace.pause(), CommitPace::Span(1ms));
        QVERIFY(pace.isDue(start + CommitPace::window));
    }

    void busyIsNeverTheShorter()
    {
        const CommitPace::Instant start(1h);
        CommitPace pace(5ms, 3ms, 1, start, 0s);
        pace.look(start + 1s, 1s);
        QCOMPARE(pace.pause(), CommitPace::Span(5ms));
    }
};

UNMTA_TEST(TestCommitPace)

} // namespace unmta::tst_commit_pace

#include "tst_commit_pace.moc"
