// What could not be recorded is counted, and the count outlives restarts, kills and a cut write.
#include "service/events/EventRecorder.h"
#include "store/EventProbes.h"
#include "store/EventSamples.h"
#include "store/events/spool/LossLedger.h"
#include "support/FakeClock.h"
#include "support/TestMain.h"
#include "support/system/Host.h"
#include "support/system/Semaphore.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <future>

namespace unmta::tst_event_losses {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Loses events for ever; prints a dot for each whose answer has left.
int loseUntilKilled(const QString &path)
{
    const SystemClock clock;
    EventRecorder recorder({.path = path}, clock, {}, {});
    if (!recorder.start())
        return 1;
    recorder.setPaused(true);
    EventMaker maker;
    Semaphore unanswered(100);
    for (;;) {
        unanswered.acquire();
        recorder.record(batchOf(maker.event(LinkKind::Open), [&unanswered](bool) {
            std::fputc('.', stdout);
            unanswered.release();
        }));
    }
}

} // namespace

class TestEventLosses : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;
    FakeClock m_clock;
    EventMaker m_maker;

    [[nodiscard]] QString path() const { return m_directory->filePath(u"events.db"_s); }
    [[nodiscard]] RecorderStatus statusOfOneMoreRun()
    {
        EventRecorder recorder({.path = path()}, m_clock, {}, {});
        if (!recorder.start())
            qFatal("the recorder does not start");
        return recorder.status();
    }
    // False when one of them was recorded or not answered.
    [[nodiscard]] bool loses(EventRecorder &recorder, int events)
    {
        Semaphore answers;
        std::atomic<int> durable = 0;
        for (int i = 0; i < events; ++i) {
            recorder.record(batchOf(m_maker.event(LinkKind::Open), [&](bool isDurable) {
                durable += isDurable ? 1 : 0;
                answers.release();
            }));
        }
        for (int i = 0; i < events; ++i) {
            if (!answers.tryAcquireFor(patience))
                return false;
        }
        return durable == 0;
    }

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void areCountedOverRestarts()
    {
        const TimePoint began = m_clock.now();
        {
            EventRecorder recorder({.path = path()}, m_clock, {}, {});
            QVERIFY(recorder.start().ok());
            QVERIFY(!recorder.status().droppingSince);
            recorder.setPaused(true);
            QVERIFY(loses(recorder, 7));
            m_clock.advance(1h);
            QVERIFY(loses(recorder, 5));
        }
        {
            EventRecorder recorder({.path = path()}, m_clock, {}, {});
            QVERIFY(recorder.start().ok());
            const RecorderStatus status = recorder.status();
            QCOMPARE(status.dropped, 12U);
            QCOMPARE(status.droppedBefore, 12U);
            QCOMPARE(status.untold, 12U);
            QVERIFY(status.droppingSince == began);
            QVERIFY(status.healthy);
            recorder.setPaused(true);
            QVERIFY(loses(recorder, 1));
            QCOMPARE(recorder.status().dropped - recorder.status().droppedBefore, 1U);
            QVERIFY(recorder.status().droppingSince == began);
            recorder.lossesTold();
            m_clock.advance(1h);
            QVERIFY(loses(recorder, 2));
        }
        const RecorderStatus status = statusOfOneMoreRun();
        QCOMPARE(status.dropped, 15U);
        QCOMPARE(status.untold, 2U);
        QVERIFY(status.droppingSince == began + 2h);
    }

    void areWrittenDownBeforeTheAnswerLeaves()
    {
        QProcess process;
        process.start(QCoreApplication::applicationFilePath(), {u"--lose-until-killed"_s, path()});
        QByteArray answered;
        while (answered.size() < 500) {
            QVERIFY(process.waitForReadyRead(patienceMs));
            answered += process.readAllStandardOutput();
        }
        process.kill();
        QVERIFY(process.waitForFinished(patienceMs));
        answered += process.readAllStandardOutput();
        const RecorderStatus status = statusOfOneMoreRun();
        QVERIFY2(status.dropped >= static_cast<quint64>(answered.size()),
                 QByteArray::number(status.dropped).constData());
        QVERIFY2(status.dropped <= static_cast<quint64>(answered.size()) + 100,
                 QByteArray::number(status.dropped).constData());
        QVERIFY(status.droppingSince.has_value());
    }

    // What a full queue refuses is lost, too, but the store can be written: nobody is told that it could not.
    void ofAFullQueueCount()
    {
        {
            RecorderConfig small{.path = path()};
            small.maxQueued = 10;
            EventRecorder recorder(small, m_clock, {}, {});
            QVERIFY(recorder.start().ok());
            std::promise<void> begun;
            std::promise<void> end;
            recorder.record(batchOf(m_maker.event(LinkKind::Open), [&, ended = end.get_future().share()](bool) {
                begun.set_value();
                ended.wait_for(patience);
            }));
            QVERIFY(begun.get_future().wait_for(patience) == std::future_status::ready);
            for (int i = 0; i < 15; ++i)
                recorder.record(batchOf(m_maker.event(LinkKind::Open), [](bool) {}));
            QCOMPARE(recorder.status().dropped, 5U);
            // The recorder stands still, and with the next answers that leave early the loss is written down all the
            // same.
            recorder.keep(1);
            store::LossLedger ledger(path());
            QCOMPARE(ledger.open().value().dropped, 5U);
            end.set_value();
        }
        const RecorderStatus status = statusOfOneMoreRun();
        QCOMPARE(status.dropped, 5U);
        QCOMPARE(status.untold, 0U);
        QVERIFY(!status.droppingSince);
    }

    void failedCommitCounts()
    {
        const auto other = store::Database::open({path(), u"events"_s});
        QVERIFY(other.ok());
        RecorderConfig limited{.path = path()};
        limited.maxPages = numberIn(path(), u"PRAGMA page_count"_s);
        limited.retryPause = 1h;
        {
            EventRecorder recorder(limited, m_clock, {}, {});
            QVERIFY(recorder.start().ok());
            quint64 sent = 0;
            for (; recorder.status().healthy && sent < 2000; ++sent) {
                std::promise<void> answered;
                recorder.record(batchOf(m_maker.event(LinkKind::Open), [&answered](bool) { answered.set_value(); }));
                QVERIFY(answered.get_future().wait_for(patience) == std::future_status::ready);
            }
            QCOMPARE(recorder.status().dropped, 1U);
            QCOMPARE(recorder.status().error.code, u"store.full"_s);
        }
        QCOMPARE(statusOfOneMoreRun().dropped, 1U);
    }

    void ledgerIsWrittenInPlace()
    {
        const QString file = store::LossLedger::path(path());
        store::LossLedger ledger(path());
        QCOMPARE(ledger.open().value(), store::Losses());
        const qint64 size = QFileInfo(file).size();
        QCOMPARE(size, 2 * store::LossLedger::recordSize);
        QVERIFY(!isOpenToOthers(file));
        for (quint64 i = 1; i <= 1000; ++i) {
            const store::Losses losses{~quint64{0} - i, i, m_clock.now()};
            QVERIFY(ledger.write(losses));
            QCOMPARE(store::LossLedger(path()).open().value(), losses);
        }
        QCOMPARE(QFileInfo(file).size(), size);
    }

    void cutWriteLeavesTheRecordBefore_data()
    {
        QTest::addColumn<int>("at");
        QTest::addColumn<QByteArray>("damage");
        QTest::addColumn<quint64>("dropped");
        // The second record is in the first half, the third in the second.
        QTest::newRow("none") << 0 << QByteArray() << quint64{3};
        QTest::newRow("newest cut") << 128 << QByteArray("0123") << quint64{2};
        QTest::newRow("newest empty") << 128 << QByteArray(128, '\0') << quint64{2};
        QTest::newRow("older damaged") << 0 << QByteArray(128, 'x') << quint64{3};
        QTest::newRow("both") << 100 << QByteArray(60, 'x') << quint64{0};
        QTest::newRow("all") << 0 << QByteArray(256, ' ') << quint64{0};
    }

    void cutWriteLeavesTheRecordBefore()
    {
        QFETCH(int, at);
        QFETCH(QByteArray, damage);
        QFETCH(quint64, dropped);
        {
            store::LossLedger ledger(path());
            QVERIFY(ledger.open().ok());
            for (quint64 i = 1; i <= 3; ++i)
                QVERIFY(ledger.write({i, i, m_clock.now()}));
        }
        QFile file(store::LossLedger::path(path()));
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(at) && file.write(damage) == damage.size());
        file.close();
        QCOMPARE(store::LossLedger(path()).open().value().dropped, dropped);
    }
};

UNMTA_TEST(TestEventLosses)

const test::TestRole loser("--lose-until-killed", [](const QStringList &arguments) {
    std::setvbuf(stdout, nullptr, _IONBF, 0);
    return loseUntilKilled(arguments.value(0));
});

} // namespace unmta::tst_event_losses

#include "tst_event_losses.moc"
