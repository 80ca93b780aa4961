#include "store/Backup.h"

#include "store/EngineStore.h"
#include "support/FakeRandom.h"
#include "support/TestMain.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

namespace unmta::tst_backup {

using namespace Qt::StringLiterals;

class TestBackup : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    test::FakeRandom m_random;

    [[nodiscard]] QString path(const QString &name) const { return m_dir.filePath(name); }
    [[nodiscard]] std::unique_ptr<store::EngineStore> storeWithASecret()
    {
        auto store = store::EngineStore::open(path(u"data"_s), m_random).value();
        if (store->clusters.list({}, 1)->items.isEmpty()) {
            const TimePoint now = fromUnixMs(1'790'000'000'000);
            if (!store->clusters.insert({u"0a1b2c3d"_s, u"main"_s, now}) ||
                !store->linkKeys.insert(u"0a1b2c3d"_s, {7, QByteArray(32, 'k')}, now))
                qFatal("the store could not be filled");
        }
        return store;
    }

private Q_SLOTS:
    void copyOfAStoreInUseIsAWholeStore()
    {
        const auto inUse = storeWithASecret();
        const auto files = store::backUp(path(u"data"_s), path(u"copy"_s));
        QVERIFY2(files, files ? "" : qPrintable(describe(files.error())));
        QCOMPARE(*files, QStringList({u"engine.db"_s, u"events.db"_s, u"master.key"_s}));
        for (const QString &file : *files) {
            const auto permissions = QFileInfo(path(u"copy/"_s + file)).permissions();
            QVERIFY2(!(permissions & (QFile::ReadGroup | QFile::ReadOther)), qPrintable(file));
        }
        const auto restored = store::EngineStore::open(path(u"copy"_s), m_random).value();
        QCOMPARE(restored->clusters.list({}, 10)->items.first().name, u"main"_s);
        QCOMPARE(restored->linkKeys.keyring(u"0a1b2c3d"_s)->front().secret, QByteArray(32, 'k'));
    }

    void neverOverwritesAnything()
    {
        const auto inUse = storeWithASecret();
        QVERIFY(QDir().mkpath(path(u"taken"_s)));
        QFile other(path(u"taken/other"_s));
        QVERIFY(other.open(QIODevice::WriteOnly));
        const auto refused = store::backUp(path(u"data"_s), path(u"taken"_s));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, u"store.backup_not_empty"_s);
        QCOMPARE(QDir(path(u"taken"_s)).entryList(QDir::Files), QStringList{u"other"_s});
    }
};

UNMTA_TEST(TestBackup)

} // namespace unmta::tst_backup

#include "tst_backup.moc"
