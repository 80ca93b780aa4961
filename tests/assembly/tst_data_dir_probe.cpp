// The data directory as readiness sees it, also on a disk that hangs.
#include "assembly/ports/DataDirProbe.h"
#include "support/Patience.h"
#include "support/TestMain.h"
#include "support/system/Host.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <condition_variable>
#include <mutex>

namespace unmta::tst_data_dir_probe {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// A disk that answers when the test lets it.
class Disk
{
public:
    void hang()
    {
        std::unique_lock lock(m_mutex);
        m_released.wait(lock, [this] { return m_isReleased; });
    }
    void release()
    {
        const std::lock_guard lock(m_mutex);
        m_isReleased = true;
        m_released.notify_all();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_released;
    bool m_isReleased = false;
};

QString codeOf(const DataDirSeen &seen)
{
    return seen.error ? seen.error->code : u"ok"_s;
}

} // namespace

class TestDataDirProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsSeen()
    {
        const QTemporaryDir dir;
        const auto well = lookAtDataDir(dir.path());
        QCOMPARE(codeOf(well), u"ok"_s);
        QVERIFY(well.isOwn && well.isPrivate && well.freeBytes > 0 && well.totalBytes >= well.freeBytes);
        if (isUnix()) // elsewhere it may belong to the administrators
            QCOMPARE(well.owner, well.runsAs);
        QVERIFY2(QDir(dir.path()).isEmpty(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden),
                 "something was left");

        QVERIFY(openTo(QFile::ReadOther, dir.path()));
        QVERIFY(!lookAtDataDir(dir.path()).isPrivate);

        const auto missing = lookAtDataDir(dir.filePath(u"missing"_s));
        QCOMPARE(codeOf(missing), u"store.not_writable"_s);
        QCOMPARE(missing.error->context.value(u"path"_s), dir.filePath(u"missing"_s));
    }

    void answersOnTheThreadOfWhoAsks()
    {
        const QTemporaryDir dir;
        DataDirProbe probe(dir.path());
        QThread *where = nullptr;
        probe.ask([&where](const DataDirSeen &seen) { where = seen.error ? nullptr : QThread::currentThread(); });
        QVERIFY(!where);
        QTRY_COMPARE_WITH_TIMEOUT(where, QThread::currentThread(), patienceMs);
    }

    void aDiskThatHangsIsNotWaitedFor()
    {
        const auto disk = std::make_shared<Disk>();
        DataDirProbe probe(u"/data"_s, 50ms, [disk](const QString &path) {
            disk->hang();
            return DataDirSeen{.path = path};
        });
        QStringList codes;
        const auto note = [&codes](const DataDirSeen &seen) { codes << codeOf(seen); };
        probe.ask(note);
        QTRY_COMPARE_WITH_TIMEOUT(codes, QStringList{u"store.hangs"_s}, patienceMs);
        probe.ask(note); // no second thread behind the first one
        QTRY_COMPARE_WITH_TIMEOUT(codes, QStringList({u"store.hangs"_s, u"store.hangs"_s}), patienceMs);
        disk->release();
        const auto asksAgain = [&] {
            probe.ask(note);
            return codes.last() == u"ok"_s;
        };
        QTRY_VERIFY_WITH_TIMEOUT(asksAgain(), patienceMs);
    }

    void theProbeMayGoFirst()
    {
        const auto disk = std::make_shared<Disk>();
        bool answered = false;
        {
            DataDirProbe probe(u"/data"_s, 10s, [disk](const QString &path) {
                disk->hang();
                return DataDirSeen{.path = path};
            });
            probe.ask([&answered](const DataDirSeen &) { answered = true; });
        }
        disk->release();
        QTest::qWait(0);
        QVERIFY(!answered);
    }
};

UNMTA_TEST(TestDataDirProbe)

} // namespace unmta::tst_data_dir_probe

#include "tst_data_dir_probe.moc"
