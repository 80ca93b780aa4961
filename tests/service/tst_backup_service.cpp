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
        const BackupService backup(h.directory.path());
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
};

UNMTA_TEST(TestBackupService)

} // namespace unmta::tst_backup_service

#include "tst_backup_service.moc"
