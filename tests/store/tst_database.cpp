// The connection: files, settings, transactions, and what is said when something is wrong.
#include "store/Database.h"
#include "store/Migrator.h"
#include "store/SecretBox.h"
#include "store/Statement.h"
#include "store/StoreFixture.h"
#include "support/TestMain.h"
#include "support/system/Host.h"

namespace unmta::tst_database {

using namespace unmta::store;
using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

QString firstText(Database &database, const QString &sql)
{
    Statement statement(database, sql);
    const auto row = statement.row([](const Statement &found) { return found.text(0); });
    return row ? row->value_or(u"(none)"_s) : row.error().code;
}

} // namespace

class TestDatabase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void settingsOfEveryConnection_data();
    void settingsOfEveryConnection();
    void filesAreTheOwnersAlone();
    void exposedFileIsClosed();
    void opensAgainWithTheRowsInIt();
    void refusesNewerStore();
    void refusesWhatIsNoDatabase();
    void refusesUnwritablePlaces();
    void readOnlyRefusesWrites();
    void transactionRollsBackUnlessCommitted();
    void nestedTransactionIsASavepoint();
    void partsAreMadeWithTheWhole();
    void secondWriterWaitsForTheFirst();
    void fullStoreSaysSoAndRecovers();
    void onlyOneEngineAtATime();
    void masterKey();
    void missingMasterKeyIsNotReplaced();
    void exposedMasterKeyIsRefused();
    void sealedValuesAreBoundToTheirPlace();
};

void TestDatabase::settingsOfEveryConnection_data()
{
    QTest::addColumn<QString>("pragma");
    QTest::addColumn<QString>("value");
    QTest::newRow("write-ahead log") << u"journal_mode"_s << u"wal"_s;
    QTest::newRow("full sync") << u"synchronous"_s << u"2"_s;
    QTest::newRow("full sync on macOS") << u"fullfsync"_s << u"1"_s;
    QTest::newRow("full sync of checkpoints on macOS") << u"checkpoint_fullfsync"_s << u"1"_s;
    QTest::newRow("foreign keys") << u"foreign_keys"_s << u"1"_s;
    QTest::newRow("waits for locks") << u"busy_timeout"_s << u"5000"_s;
    QTest::newRow("overwrites what is deleted") << u"secure_delete"_s << u"1"_s;
    QTest::newRow("schema cannot run functions with effects") << u"trusted_schema"_s << u"0"_s;
}

void TestDatabase::settingsOfEveryConnection()
{
    QFETCH(QString, pragma);
    QTemporaryDir directory;
    const DatabaseFile file{directory.filePath(u"engine.db"_s), u"engine"_s};
    const auto first = Database::open(file);
    QCOMPARE(codeOf(first), u"ok"_s);
    const auto second = Database::open(file);
    QCOMPARE(codeOf(second), u"ok"_s);
    QTEST(firstText(**first, u"PRAGMA "_s + pragma), "value");
    QTEST(firstText(**second, u"PRAGMA "_s + pragma), "value");
}

void TestDatabase::filesAreTheOwnersAlone()
{
    QTemporaryDir parent;
    const QString directory = parent.filePath(u"new/data"_s);
    FakeRandom random;
    const auto store = EngineStore::open(directory, random);
    QCOMPARE(codeOf(store), u"ok"_s);
    QVERIFY((*store)->clusters.insert({u"00000001"_s, u"one"_s, start}).ok());
    const auto events = Database::open({EngineStore::eventsPath(directory), u"events"_s});
    QCOMPARE(codeOf(events), u"ok"_s);

    QVERIFY(!isOpenToOthers(directory));
    const QStringList names{u"engine.db"_s, u"engine.db-wal"_s, u"engine.db-shm"_s, u"master.key"_s, u"events.db"_s};
    for (const QString &name : names) {
        const QString path = directory + u'/' + name;
        QVERIFY2(QFile::exists(path), qPrintable(path));
        QVERIFY2(!isOpenToOthers(path), qPrintable(path));
    }
}

void TestDatabase::exposedFileIsClosed()
{
    QTemporaryDir directory;
    const QString path = directory.filePath(u"engine.db"_s);
    QVERIFY(Database::open({path, u"engine"_s}).ok());
    QVERIFY(openTo(QFile::ReadOther, path));
    if (!isUnix() && !isOpenToOthers(path))
        QSKIP("the system keeps no such rights, as wine does not");
    QVERIFY(isOpenToOthers(path));
    QVERIFY(Database::open({path, u"engine"_s}).ok());
    QVERIFY(!isOpenToOthers(path));
}

void TestDatabase::opensAgainWithTheRowsInIt()
{
    StoreFixture fixture;
    QVERIFY(fixture.open());
    QVERIFY(fixture.addCluster(u"00000001"_s));
    QVERIFY(fixture.open());
    const auto cluster = fixture.store->clusters.byId(u"00000001"_s);
    QVERIFY(cluster && *cluster);
    QCOMPARE((*cluster)->name, u"cluster 00000001"_s);
    QCOMPARE(codeOf(fixture.store->database().check()), u"ok"_s);
}

void TestDatabase::refusesNewerStore()
{
    QTemporaryDir directory;
    const QString path = directory.filePath(u"engine.db"_s);
    {
        const auto database = Database::open({path, u"engine"_s});
        QVERIFY(database.ok());
        QVERIFY((*database)->execute(u"PRAGMA user_version = 999"_s).ok());
    }
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    const auto refused = Database::open({path, u"engine"_s});
    QCOMPARE(codeOf(refused), u"store.newer_version"_s);
    QCOMPARE(refused.error().context.value(u"found"_s), u"999"_s);
    QCOMPARE(refused.error().context.value(u"known"_s),
             QString::number(Migrator(compiledMigrations(u"engine"_s)).newest()));
    file.seek(0);
    QCOMPARE(file.readAll(), before);
}

void TestDatabase::refusesWhatIsNoDatabase()
{
    QTemporaryDir directory;
    QFile file(directory.filePath(u"engine.db"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(8192, 'x'));
    file.close();
    const auto refused = Database::open({file.fileName(), u"engine"_s});
    QCOMPARE(codeOf(refused), u"store.corrupt"_s);
    QCOMPARE(refused.error().context.value(u"path"_s), file.fileName());
}

void TestDatabase::refusesUnwritablePlaces()
{
    QTemporaryDir directory;
    QFile file(directory.filePath(u"plain"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    FakeRandom random;
    QCOMPARE(codeOf(EngineStore::open(file.fileName() + u"/data"_s, random)), u"store.not_writable"_s);
    QVERIFY(QDir(directory.path()).mkdir(u"engine.db"_s));
    QCOMPARE(codeOf(Database::open({directory.filePath(u"engine.db"_s), u"engine"_s})), u"store.not_writable"_s);
}

void TestDatabase::readOnlyRefusesWrites()
{
    QTemporaryDir directory;
    const auto reader = Database::open({directory.filePath(u"events.db"_s), u"events"_s, true});
    QCOMPARE(codeOf(reader), u"ok"_s);
    QCOMPARE(codeOf((*reader)->execute(u"DELETE FROM event_batch"_s)), u"store.not_writable"_s);
}

void TestDatabase::transactionRollsBackUnlessCommitted()
{
    StoreFixture fixture;
    QVERIFY(fixture.open());
    {
        const auto transaction = Transaction::begin(fixture.store->database());
        QVERIFY(transaction.ok());
        QVERIFY(fixture.addCluster(u"00000001"_s));
        QVERIFY(fixture.store->database().inTransaction());
    }
    QVERIFY(!fixture.store->database().inTransaction());
    QVERIFY(!*fixture.store->clusters.byId(u"00000001"_s));
    {
        auto transaction = Transaction::begin(fixture.store->database());
        QVERIFY(transaction.ok());
        QVERIFY(fixture.addCluster(u"00000001"_s));
        QVERIFY(transaction->commit().ok());
    }
    QVERIFY(*fixture.store->clusters.byId(u"00000001"_s));
}

void TestDatabase::nestedTransactionIsASavepoint()
{
    StoreFixture fixture;
    QVERIFY(fixture.open());
    Database &database = fixture.store->database();
    auto outer = Transaction::begin(database);
    QVERIFY(outer.ok());
    QVERIFY(fixture.addCluster(u"00000001"_s));
    {
        const auto abandoned = Transaction::begin(database);
        QVERIFY(abandoned.ok());
        QVERIFY(fixture.addCluster(u"00000002"_s));
    }
    {
        auto kept = Transaction::begin(database);
        QVERIFY(kept.ok());
        QVERIFY(fixture.addCluster(u"00000003"_s));
        QVERIFY(kept->commit().ok());
    }
    QVERIFY(outer->commit().ok());
    const auto clusters = fixture.store->clusters.list({}, 10);
    QVERIFY(clusters.ok());
    QCOMPARE(clusters->items.size(), 2);
    QCOMPARE(clusters->items[1].id, u"00000003"_s);
}

void TestDatabase::partsAreMadeWithTheWhole()
{
    StoreFixture fixture;
    QVERIFY(fixture.open());
    Database &database = fixture.store->database();
    {
        auto outer = Transaction::begin(database);
        QVERIFY(outer.ok());
        auto part = Transaction::join(database);
        QVERIFY(part.ok());
        QVERIFY(fixture.addCluster(u"00000001"_s));
        QVERIFY(part->commit().ok());
        QVERIFY(outer->commit().ok());
    }
    // What was not made as a whole is given up with what it belongs to: with all of it,
    {
        auto outer = Transaction::begin(database);
        QVERIFY(fixture.addCluster(u"00000002"_s));
        {
            const auto part = Transaction::join(database);
            QVERIFY(fixture.addCluster(u"00000003"_s));
        }
        {
            const auto other = Transaction::begin(database); // whatever becomes of others
        }
        QCOMPARE(codeOf(outer->commit()), u"store.failed"_s);
    }
    // or with its savepoint.
    {
        auto outer = Transaction::begin(database);
        QVERIFY(fixture.addCluster(u"00000004"_s));
        {
            const auto inner = Transaction::begin(database);
            const auto part = Transaction::join(database);
            QVERIFY(fixture.addCluster(u"00000005"_s));
        }
        QVERIFY(outer->commit().ok());
    }
    {
        auto alone = Transaction::join(database);
        QVERIFY(fixture.addCluster(u"00000006"_s));
        QVERIFY(alone->commit().ok());
        QVERIFY(!database.inTransaction());
    }
    QStringList ids;
    const auto clusters = fixture.store->clusters.list({}, 10);
    for (const Cluster &cluster : clusters->items)
        ids << cluster.id;
    QCOMPARE(ids, (QStringList{u"00000001"_s, u"00000004"_s, u"00000006"_s}));
}

void TestDatabase::secondWriterWaitsForTheFirst()
{
    StoreFixture fixture;
    QVERIFY(fixture.open());
    const auto second = Database::open({fixture.path(u"engine.db"_s), u"engine"_s});
    QVERIFY(second.ok());
    QVERIFY((*second)->execute(u"PRAGMA busy_timeout = 50"_s).ok());
    {
        const auto first = Transaction::begin(fixture.store->database());
        QVERIFY(first.ok());
        QCOMPARE(codeOf(Transaction::begin(**second)), u"store.busy"_s);
        QVERIFY(!(*second)->inTransaction());
    }
    QCOMPARE(codeOf(Transaction::begin(**second)), u"ok"_s);
}

void TestDatabase::fullStoreSaysSoAndRecovers()
{
    StoreFixture fixture;
    QVERIFY(fixture.open());
    Database &database = fixture.store->database();
    QVERIFY(fixture.addCluster(u"00000001"_s));
    QVERIFY(database.execute(u"PRAGMA max_page_count = 1"_s).ok()); // SQLite rounds up to what is there
    {
        auto transaction = Transaction::begin(database);
        QVERIFY(transaction.ok());
        QVERIFY(fixture.addCluster(u"00000002"_s));
        QCOMPARE(codeOf(fixture.store->settings.set(u"big"_s, QString(100'000, u'x'), false)), u"store.full"_s);
    }
    QVERIFY(!*fixture.store->clusters.byId(u"00000002"_s));
    QVERIFY(*fixture.store->clusters.byId(u"00000001"_s));
    QVERIFY(database.execute(u"PRAGMA max_page_count = 100000"_s).ok());
    QCOMPARE(codeOf(fixture.store->settings.set(u"big"_s, QString(100'000, u'x'), false)), u"ok"_s);
}

void TestDatabase::onlyOneEngineAtATime()
{
    StoreFixture fixture;
    QVERIFY(fixture.open());
    const auto second = EngineStore::open(fixture.directory.path(), fixture.random);
    QCOMPARE(codeOf(second), u"store.in_use"_s);
    QCOMPARE(second.error().context.value(u"pid"_s), QString::number(QCoreApplication::applicationPid()));
    fixture.store.reset();
    // What a crashed engine left behind names a process that may well exist again, as another one.
    QFile lock(fixture.path(u"engine.lock"_s));
    QVERIFY(lock.open(QIODevice::ReadOnly));
    QCOMPARE(lock.readAll().trimmed(), QByteArray::number(QCoreApplication::applicationPid()));
    QVERIFY(fixture.open());
}

void TestDatabase::masterKey()
{
    StoreFixture fixture;
    QVERIFY(fixture.open());
    QFile key(fixture.path(u"master.key"_s));
    QVERIFY(isUnix() ? key.size() == 32 : key.size() > 32); // sealed there
    fixture.store.reset();
    QVERIFY(key.open(QIODevice::ReadWrite));
    const QByteArray right = key.readAll();
    const auto replace = [&key](const QByteArray &bytes) {
        key.resize(0);
        key.seek(0);
        key.write(bytes);
        key.flush();
    };
    replace(QByteArray(32, 'k'));
    QCOMPARE(codeOf(EngineStore::open(fixture.directory.path(), fixture.random)), u"store.bad_key"_s);
    replace(right.left(31));
    QCOMPARE(codeOf(EngineStore::open(fixture.directory.path(), fixture.random)), u"store.bad_key"_s);
    replace(right);
    QVERIFY(fixture.open());
}

void TestDatabase::missingMasterKeyIsNotReplaced()
{
    StoreFixture fixture;
    QVERIFY(fixture.open());
    fixture.store.reset();
    const QString elsewhere = fixture.path(u"kept.key"_s);
    QVERIFY(QFile::rename(fixture.path(u"master.key"_s), elsewhere));
    QCOMPARE(codeOf(EngineStore::open(fixture.directory.path(), fixture.random)), u"store.bad_key"_s);
    QVERIFY(!QFile::exists(fixture.path(u"master.key"_s)));
    QVERIFY(QFile::rename(elsewhere, fixture.path(u"master.key"_s)));
    QVERIFY(fixture.open());
}

void TestDatabase::exposedMasterKeyIsRefused()
{
    StoreFixture fixture;
    QVERIFY(fixture.open());
    fixture.store.reset();
    const QString key = fixture.path(u"master.key"_s);
    QVERIFY(openTo(QFile::ReadGroup, key));
    const auto refused = EngineStore::open(fixture.directory.path(), fixture.random);
    QCOMPARE(codeOf(refused), u"store.unsafe_file"_s);
    QCOMPARE(refused.error().context.value(u"path"_s), key);
}

void TestDatabase::sealedValuesAreBoundToTheirPlace()
{
    FakeRandom random;
    const SecretBox box(QByteArray(32, 'k'), random);
    const SecretPlace place{u"setting"_s, u"value"_s, u"smtp.password"_s};
    for (const QByteArray &plain : {QByteArray(), QByteArray("x"), QByteArray(5000, 'p')}) {
        const QByteArray sealed = box.seal(plain, place);
        QVERIFY(sealed != box.seal(plain, place)); // a fresh nonce each time
        const auto opened = box.unseal(sealed, place);
        QVERIFY(opened.ok());
        QCOMPARE(*opened, plain);
        QCOMPARE(codeOf(box.unseal(sealed, {u"setting"_s, u"value"_s, u"smtp.from"_s})), u"store.bad_key"_s);
        QCOMPARE(codeOf(SecretBox(QByteArray(32, 'l'), random).unseal(sealed, place)), u"store.bad_key"_s);
        for (qsizetype i = 0; i < std::min<qsizetype>(sealed.size(), 64); ++i) {
            QByteArray damaged = sealed;
            damaged[i] = static_cast<char>(damaged[i] ^ 1);
            QCOMPARE(codeOf(box.unseal(damaged, place)), u"store.bad_key"_s);
        }
        QCOMPARE(codeOf(box.unseal(sealed.chopped(1), place)), u"store.bad_key"_s);
    }
    QCOMPARE(codeOf(box.unseal({}, place)), u"store.bad_key"_s);
}

UNMTA_TEST(TestDatabase)

} // namespace unmta::tst_database

#include "tst_database.moc"
