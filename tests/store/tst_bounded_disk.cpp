// A disk that hangs holds up a thread that writes for a bounded time, once, and everything goes on when it answers.
#include "store/Database.h"
#include "store/Statement.h"
#include "store/disk/BoundedDisk.h"
#include "store/disk/DiskHand.h"
#include "support/Patience.h"
#include "support/TestMain.h"
#include "support/system/Host.h"
#include "support/system/Semaphore.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

namespace unmta::tst_bounded_disk {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestBoundedDisk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handWaitsOnlySoLong()
    {
        Semaphore answers;
        std::atomic<int> done = 0;
        store::DiskHand hand;
        QCOMPARE(hand.run([] { return 7; }, patience), 7);
        QVERIFY(!hand.run(
            [&] {
                answers.acquire();
                ++done;
                return 8;
            },
            1ms));
        // Had this one waited, it would have been for an hour; and it must never be done.
        QVERIFY(!hand.run(
            [&] {
                done += 100;
                return 9;
            },
            1h));
        answers.release();
        hand.wait();
        QCOMPARE(done.load(), 1);
        QCOMPARE(hand.run([] { return 10; }, patience), 10);
    }

    void handEndsAfterWhatItDoes()
    {
        std::atomic<bool> done = false;
        Semaphore answers;
        auto hand = std::make_unique<store::DiskHand>();
        QVERIFY(!hand->run(
            [&] {
                answers.acquire();
                done = true;
                return 0;
            },
            1ms));
        answers.release();
        hand.reset();
        QVERIFY(done);
    }

    void isInUseWhereThereIsOne()
    {
        if (!test::isLinux())
            QSKIP("Qt has an SQLite of its own here");
        QCOMPARE(store::boundedDisk(), QByteArray("unmta-bounded"));
        QTemporaryDir place;
        // A path with everything that means something in a URI.
        const QString path = place.filePath(u"a b%20?c#d&é/engine.db"_s);
        {
            auto database = store::Database::open({path, u"engine"_s, false, true}).value();
            QVERIFY(database->tryToWrite());
            QVERIFY(QFile::exists(path));
            store::Statement statement(*database, u"INSERT INTO cluster (id, name, created_at) VALUES (?, ?, 1)"_s);
            QVERIFY(statement.bind(u"0a1b2c3d"_s).bind(u"main"_s).run());
            QVERIFY(database->check());
        }
        // The same for those who open it as everybody does.
        auto database = store::Database::open({path, u"engine"_s}).value();
        store::Statement statement(*database, u"SELECT name FROM cluster"_s);
        const auto name = statement.row([](const store::Statement &row) { return row.text(0); });
        QCOMPARE(name->value_or(QString()), u"main"_s);
    }

    // More than its memory holds, in parts of which some are taken back; then read through the system's own file
    // system, out of the log.
    void largeTransactionIsWhole()
    {
        QTemporaryDir place;
        const QString path = place.filePath(u"engine.db"_s);
        const auto database = store::Database::open({path, u"engine"_s, false, true}).value();
        QVERIFY(database->execute(u"PRAGMA cache_size = 10"_s));
        QVERIFY(database->leaveLog(1'000'000));
        QVERIFY(database->execute(u"CREATE TABLE filled (number INTEGER PRIMARY KEY, text TEXT)"_s));
        const auto fill = [&](int from) {
            return database->execute(
                u"WITH RECURSIVE n(i) AS (SELECT %1 UNION ALL SELECT i + 1 FROM n WHERE i < %1 + 999) "
                "INSERT INTO filled SELECT i, printf('%.1000c', 'x') || i FROM n"_s.arg(from));
        };
        QVERIFY(database->execute(u"BEGIN IMMEDIATE"_s));
        QVERIFY(fill(0));
        QVERIFY(database->execute(u"SAVEPOINT part"_s));
        QVERIFY(fill(1000));
        QVERIFY(database->execute(u"ROLLBACK TO part"_s));
        QVERIFY(fill(5000));
        QVERIFY(database->execute(u"COMMIT"_s));
        const auto other = store::Database::open({path, u"engine"_s}).value();
        QVERIFY(other->check());
        store::Statement statement(
            *other, u"SELECT count(*) FROM filled WHERE text = printf('%.1000c', 'x') || number AND number NOT "
                    "BETWEEN 1000 AND 4999"_s);
        QCOMPARE(statement.row([](const store::Statement &row) { return row.integer(0); })->value_or(0), 2000);
        QVERIFY(QFileInfo(path + u"-wal"_s).size() > 2'000'000);
    }

    // Somebody else holds the lock: one writer waits, the others are told at once, and all is well afterwards.
    void lockIsWaitedForOnce()
    {
        QTemporaryDir place;
        const QString path = place.filePath(u"engine.db"_s);
        const auto database = store::Database::open({path, u"engine"_s, false, true}).value();
        const auto other = store::Database::open({path, u"engine"_s}).value();
        QVERIFY(other->execute(u"BEGIN IMMEDIATE"_s));
        const auto write = [&] {
            QElapsedTimer timer;
            timer.start();
            const auto outcome = database->tryToWrite();
            return std::pair(outcome ? QString() : outcome.error().code, timer.elapsed());
        };
        QVERIFY(!database->stall());
        const auto [code, took] = write();
        QCOMPARE(code, u"store.busy"_s);
        QVERIFY2(took >= store::diskPatience.count() / 2, QByteArray::number(took).constData());
        qint64 others = 0;
        for (int i = 0; i < 20; ++i) {
            const auto [again, tookAgain] = write();
            QCOMPARE(again, u"store.busy"_s);
            others += tookAgain;
        }
        QVERIFY2(others < 20 * took / 2, QByteArray::number(others).constData());
        QCOMPARE(database->stall()->code, u"store.busy"_s);
        store::Statement read(*database, u"SELECT count(*) FROM cluster"_s); // and who reads waits for nobody
        QVERIFY(read.row([](const store::Statement &row) { return row.integer(0); }));
        QVERIFY(database->stall());
        QVERIFY(other->execute(u"ROLLBACK"_s));
        QCOMPARE(write().first, QString());
        QVERIFY(!database->stall());
    }
};

UNMTA_TEST(TestBoundedDisk)

} // namespace unmta::tst_bounded_disk

#include "tst_bounded_disk.moc"
