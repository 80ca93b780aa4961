// Where a copy of the store goes.
#include "service/upkeep/BackupService.h"
#include "support/ServiceHarness.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_backup_service {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestBackupService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copiesGoToAnAbsolutePlace()
    {
        ServiceHarness h;
        QVERIFY(store::Database::open({store::EngineStore::eventsPath(h.directory.path()), u"events"_s}));
        const BackupService backup(h.directory.path(), h.random, h.clock);
        const auto refused = backup.copyTo(u"copy"_s);
        QCOMPARE(refused.error().code, u"backup.not_absolute"_s);
        QCOMPARE(refused.error().field, u"directory"_s);
        QTemporaryDir elsewhere;
        const auto copy = backup.copyTo(elsewhere.path() + u"/x/../copy/"_s).value();
        QCOMPARE(copy.directory, elsewhere.path() + u"/copy"_s);
        QVERIFY(copy.files.contains(u"engine.db"_s) && copy.files.contains(u"events.db"_s));
        for (const QString &file : copy.files)
            QVERIFY2(QFileInfo::exists(copy.directory + u'/' + file), qPrintable(file));
    }

    void copyIsFetchedPieceByPiece()
    {
        ServiceHarness h;
        auto events = store::Database::open({store::EngineStore::eventsPath(h.directory.path()), u"events"_s}).value();
        QVERIFY(events->execute(u"CREATE TABLE bulk (x BLOB);\nINSERT INTO bulk VALUES (randomblob(9000000));\n"_s));
        const BackupService backup(h.directory.path(), h.random, h.clock);
        const auto copy = backup.copyToFetch().value();
        QVERIFY2(copy.directory.startsWith(h.directory.path() + u'/'), qPrintable(copy.directory));
        const QString name = QDir(copy.directory).dirName();
        for (const QString &file : copy.files) {
            QByteArray fetched;
            bool isLast = false;
            for (int number = 0; !isLast; ++number) {
                const auto piece = backup.fetch(name, file, number).value();
                QVERIFY(piece.isLast || piece.content.size() == BackupService::pieceSize);
                fetched += piece.content;
                isLast = piece.isLast;
            }
            QFile original(copy.directory + u'/' + file);
            QVERIFY(original.open(QIODevice::ReadOnly));
            QVERIFY2(fetched == original.readAll(), qPrintable(file));
        }
        QCOMPARE(backup.fetch(name, u"events.db"_s, 100).error().code, u"backup.not_found"_s);
        QVERIFY(backup.forget(name));
        QCOMPARE(backup.fetch(name, u"engine.db"_s, 0).error().code, u"backup.not_found"_s);
        QVERIFY(!QDir(copy.directory).exists());
    }

    void nothingElseIsFetchedOrRemoved_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("file");
        QTest::newRow("the directory above") << u".."_s << u"engine.db"_s;
        QTest::newRow("the room itself") << u"."_s << u"engine.db"_s;
        QTest::newRow("nothing") << QString() << u"engine.db"_s;
        QTest::newRow("a path") << u"../replaced-1"_s << u"engine.db"_s;
        QTest::newRow("a file above") << u"COPY"_s << u"../../master.key"_s;
        QTest::newRow("an absolute file") << u"COPY"_s << u"/etc/passwd"_s;
        QTest::newRow("another file") << u"COPY"_s << u"engine.lock"_s;
    }
    void nothingElseIsFetchedOrRemoved()
    {
        QFETCH(QString, name);
        QFETCH(QString, file);
        ServiceHarness h;
        QVERIFY(store::Database::open({store::EngineStore::eventsPath(h.directory.path()), u"events"_s}));
        const BackupService backup(h.directory.path(), h.random, h.clock);
        const auto copy = backup.copyToFetch().value();
        const bool isTheCopy = name == u"COPY"_s;
        if (isTheCopy)
            name = QDir(copy.directory).dirName();
        QCOMPARE(backup.fetch(name, file, 0).error().code, u"backup.not_found"_s);
        if (!isTheCopy)
            QCOMPARE(backup.forget(name).error().code, u"backup.not_found"_s);
        QVERIFY(QFile::exists(h.directory.filePath(u"engine.db"_s)) && QDir(copy.directory).exists());
    }

    void copyThatNobodyFetchesGoes()
    {
        ServiceHarness h;
        QVERIFY(store::Database::open({store::EngineStore::eventsPath(h.directory.path()), u"events"_s}));
        const SystemClock now;
        const BackupService backup(h.directory.path(), h.random, now);
        const auto first = backup.copyToFetch().value();
        const auto second = backup.copyToFetch().value();
        QVERIFY(QDir(first.directory).exists() && first.directory != second.directory);
        test::FakeClock later(now.now() + BackupService::keptFor + 1min);
        const BackupService restarted(h.directory.path(), h.random, later);
        QVERIFY(!QDir(first.directory).exists() && !QDir(second.directory).exists());
    }
};

UNMTA_TEST(TestBackupService)

} // namespace unmta::tst_backup_service

#include "tst_backup_service.moc"
