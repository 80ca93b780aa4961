#include "store/Backup.h"

#include "store/EngineStore.h"
#include "store/PassphraseBox.h"
#include "support/FakeRandom.h"
#include "support/TestMain.h"
#include "support/system/Host.h"

#include <QDirIterator>
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
            QVERIFY2(!test::isOpenToOthers(path(u"copy/"_s + file)), qPrintable(file));
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

    void copyIsWholeOrRefused_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("damage"); // "" removes it
        QTest::addColumn<QString>("code");
        QTest::newRow("whole") << QString() << QByteArray() << QString();
        QTest::newRow("without engine.db") << u"engine.db"_s << QByteArray() << u"store.backup_incomplete"_s;
        QTest::newRow("without events.db") << u"events.db"_s << QByteArray() << u"store.backup_incomplete"_s;
        QTest::newRow("not a database") << u"events.db"_s << QByteArray(4096, 'x') << u"store.corrupt"_s;
        QTest::newRow("without its key") << u"master.key"_s << QByteArray() << u"store.backup_incomplete"_s;
        QTest::newRow("another store's key") << u"master.key"_s << QByteArray(32, 'x') << u"store.bad_key"_s;
        QTest::newRow("a cut key") << u"master.key"_s << QByteArray(8, 'x') << u"store.bad_key"_s;
        QTest::newRow("emptied") << u"engine.db"_s << QByteArray("\0", 1) << u"store.corrupt"_s;
    }
    void copyIsWholeOrRefused()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, damage);
        QFETCH(QString, code);
        const auto inUse = storeWithASecret();
        QTemporaryDir place;
        const QString copy = place.filePath(u"copy"_s);
        QVERIFY(store::backUp(path(u"data"_s), copy));
        if (!file.isEmpty() && damage.isEmpty()) {
            QVERIFY(QFile::remove(copy + u'/' + file));
        } else if (!file.isEmpty()) {
            QFile damaged(copy + u'/' + file);
            QVERIFY(damaged.open(QIODevice::WriteOnly | QIODevice::Truncate));
            QVERIFY(damaged.write(damage) > 0);
        }
        const auto verdict = store::verifyBackup(copy);
        QCOMPARE(verdict ? QString() : verdict.error().code, code);
        // What is not whole never becomes the store.
        const auto restored = store::restore(copy, place.filePath(u"restored"_s));
        QCOMPARE(restored ? QString() : restored.error().code, code);
        QCOMPARE(QFile::exists(place.filePath(u"restored/engine.db"_s)), code.isEmpty());
    }

    void aSealedKeyNeedsItsPassphrase()
    {
        const auto inUse = storeWithASecret();
        QTemporaryDir place;
        const QString copy = place.filePath(u"copy"_s);
        const QString data = place.filePath(u"restored"_s);
        QVERIFY(store::backUp(path(u"data"_s), copy));
        QFile key(copy + u"/master.key"_s);
        QVERIFY(key.open(QIODevice::ReadWrite));
        const QByteArray plain = key.readAll();
        const QByteArray sealed = store::sealWithPassphrase(plain, "correct horse", m_random).value();
        QVERIFY(key.resize(0) && key.seek(0) && key.write(sealed) == sealed.size() && key.flush());

        const auto codeOf = [](const auto &result) { return result ? QString() : result.error().code; };
        QCOMPARE(codeOf(store::verifyBackup(copy)), u"store.key_sealed"_s);
        QCOMPARE(codeOf(store::verifyBackup(copy, "wrong horse")), u"store.wrong_passphrase"_s);
        QCOMPARE(codeOf(store::verifyBackup(copy, "correct horse")), QString());
        // Nobody makes a second key beside it, or takes it for a broken one.
        QCOMPARE(codeOf(store::EngineStore::open(copy, m_random)), u"store.key_sealed"_s);

        QCOMPARE(codeOf(store::restore(copy, data)), u"store.key_sealed"_s);
        QCOMPARE(codeOf(store::restore(copy, data, "wrong horse")), u"store.wrong_passphrase"_s);
        QVERIFY(!QFile::exists(data + u"/engine.db"_s));
        QCOMPARE(codeOf(store::restore(copy, data, "correct horse")), QString());
        QFile restored(data + u"/master.key"_s);
        QVERIFY(restored.open(QIODevice::ReadOnly));
        if (test::isUnix()) // elsewhere it is sealed with the computer's keys again
            QCOMPARE(restored.readAll(), plain);
        const auto store = store::EngineStore::open(data, m_random).value();
        QCOMPARE(store->linkKeys.keyring(u"0a1b2c3d"_s)->front().secret, QByteArray(32, 'k'));
    }

    void restoreKeepsWhatWasThere()
    {
        QTemporaryDir place;
        const QString copy = place.filePath(u"copy"_s);
        const QString data = place.filePath(u"data"_s);
        {
            const auto inUse = storeWithASecret();
            QVERIFY(store::backUp(path(u"data"_s), copy));
        }
        {
            const auto other = store::EngineStore::open(data, m_random).value();
            QVERIFY(other->clusters.insert({u"ffffffff"_s, u"other"_s, fromUnixMs(1)}));
            const auto refused = store::restore(copy, data);
            QCOMPARE(refused.error().code, u"store.in_use"_s);
        }
        // Events of the former store that its next start would have taken in.
        const QString spool = u"/events.db-early-1"_s;
        QFile early(data + spool);
        QVERIFY(early.open(QIODevice::WriteOnly) && early.write("waiting") > 0);
        early.close();
        QVERIFY(QFile::copy(data + spool, data + u"/events.db-lost"_s)); // and its count of what was lost
        const auto former = store::restore(copy, data);
        QVERIFY2(former, former ? "" : qPrintable(describe(former.error())));
        QCOMPARE(*former, data + u"/replaced-1"_s);
        QVERIFY(!QFile::exists(data + spool) && QFile::exists(*former + spool));
        QVERIFY(!QFile::exists(data + u"/events.db-lost"_s) && QFile::exists(*former + u"/events.db-lost"_s));
        const auto restored = store::EngineStore::open(data, m_random).value();
        QCOMPARE(restored->clusters.list({}, 10)->items.first().name, u"main"_s);
        QCOMPARE(restored->linkKeys.keyring(u"0a1b2c3d"_s)->front().secret, QByteArray(32, 'k'));
        const auto before = store::EngineStore::open(*former, m_random).value();
        QCOMPARE(before->clusters.list({}, 10)->items.first().name, u"other"_s);
    }

    void restoreOntoTheCopyItselfTouchesNothing_data()
    {
        QTest::addColumn<QString>("copy");
        QTest::addColumn<QString>("data");
        QTest::addColumn<QString>("code");
        const QString refused = u"store.restore_onto_itself"_s;
        QTest::newRow("itself") << u"copy"_s << u"copy"_s << refused;
        QTest::newRow("with a slash") << u"copy"_s << u"copy/"_s << refused;
        QTest::newRow("by a detour") << u"copy"_s << u"copy/missing/.."_s << refused;
        QTest::newRow("in it") << u"copy"_s << u"copy/data"_s << refused;
        if (test::isUnix()) { // a shortcut is no way to a file
            QTest::newRow("by a link") << u"copy"_s << u"link"_s << refused;
            QTest::newRow("a link to the copy") << u"link"_s << u"copy"_s << refused;
            QTest::newRow("deep in it, by a link") << u"copy"_s << u"link/a/b"_s << refused;
        }
        QTest::newRow("beside it") << u"copy"_s << u"copy2"_s << QString();
        QTest::newRow("around it") << u"around/replaced-1"_s << u"around"_s << QString();
    }

    void restoreOntoTheCopyItselfTouchesNothing()
    {
        QFETCH(QString, copy);
        QFETCH(QString, data);
        QFETCH(QString, code);
        QTemporaryDir place;
        {
            const auto inUse = storeWithASecret();
            QVERIFY(store::backUp(path(u"data"_s), place.filePath(u"copy"_s)));
            QVERIFY(store::backUp(path(u"data"_s), place.filePath(u"around/replaced-1"_s)));
        }
        QVERIFY(!test::isUnix() || QFile::link(place.filePath(u"copy"_s), place.filePath(u"link"_s)));
        const auto contents = [&] {
            QStringList lines;
            QDirIterator it(place.filePath(u"copy"_s), QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden,
                            QDirIterator::Subdirectories);
            while (it.hasNext()) {
                const QFileInfo file(it.next());
                lines
                    << u"%1 %2 %3"_s.arg(file.filePath()).arg(file.size()).arg(file.lastModified().toMSecsSinceEpoch());
            }
            lines.sort();
            return lines;
        };
        const QStringList before = contents();
        const auto restored = store::restore(place.filePath(copy), place.filePath(data));
        QCOMPARE(restored ? QString() : restored.error().code, code);
        QCOMPARE(contents(), before);
        QVERIFY(store::verifyBackup(place.filePath(copy)));
        QCOMPARE(QFile::exists(place.filePath(data + u"/engine.lock"_s)), code.isEmpty());
    }

    // A directory that holds a store is not empty, by whatever name.
    void backupOntoTheStoreItselfTouchesNothing()
    {
        const auto inUse = storeWithASecret();
        QTemporaryDir place;
        QStringList targets{path(u"data"_s), path(u"data/"_s), path(u"data/../data"_s)};
        if (test::isUnix()) { // elsewhere a link is a file that names another
            targets << place.filePath(u"link"_s);
            QVERIFY(QFile::link(path(u"data"_s), targets.last()));
        }
        for (const QString &target : std::as_const(targets)) {
            const auto refused = store::backUp(path(u"data"_s), target);
            QCOMPARE(refused ? QString() : refused.error().code, u"store.backup_not_empty"_s);
        }
        QCOMPARE(inUse->clusters.list({}, 10)->items.first().name, u"main"_s);
    }

    // Whoever waited for such a file's other end would wait for ever, and what was copied before must not stay.
    void restoreThatFailsLeavesNothing()
    {
        if (!test::isUnix())
            QSKIP("there are no pipes among files here");
        QTemporaryDir place;
        const QString copy = place.filePath(u"copy"_s);
        const QString data = place.filePath(u"data"_s);
        const auto inUse = storeWithASecret();
        QVERIFY(store::backUp(path(u"data"_s), copy));
        QVERIFY(QDir().mkpath(data + u"/master.key.restoring"_s)); // in the way of the last file
        const auto refused = store::restore(copy, data);
        QCOMPARE(refused.error().code, u"store.not_writable"_s);
        QVERIFY(!QFile::exists(data + u"/engine.db.restoring"_s));
        QVERIFY(!QFile::exists(data + u"/engine.db"_s));
        const QString events = copy + u"/events.db"_s;
        QVERIFY(QFile::remove(events));
        QVERIFY(test::makeFifo(events));
        QCOMPARE(store::verifyBackup(copy).error().code, u"store.backup_incomplete"_s);
    }

    // The superuser restores; the service's own user must be able to read it.
    void restoredFilesBelongToTheDirectorysOwner()
    {
        if (!test::isSuperuser())
            QSKIP("only the superuser can give files away");
        QTemporaryDir place;
        const QString copy = place.filePath(u"copy"_s);
        const QString data = place.filePath(u"data"_s);
        const auto inUse = storeWithASecret();
        QVERIFY(store::backUp(path(u"data"_s), copy) && QDir().mkdir(data));
        QVERIFY(test::giveAway(data, 4321));
        QVERIFY(store::restore(copy, data));
        for (const QFileInfo &file : QDir(data).entryInfoList(QDir::AllEntries | QDir::NoDotAndDotDot))
            QVERIFY2(file.ownerId() == 4321, qPrintable(file.fileName()));
    }
};

UNMTA_TEST(TestBackup)

} // namespace unmta::tst_backup

#include "tst_backup.moc"
