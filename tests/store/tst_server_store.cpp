// The store on a PostgreSQL: the same tables as SQLite's, who may share it, and what happens while the server is
// away. What the tables do is shown by their own tests, which run on both.
#include "store/Migrator.h"
#include "store/Statement.h"
#include "store/StoreFixture.h"
#include "support/TestMain.h"

#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>

#include <atomic>
#include <future>
#include <thread>

namespace unmta::tst_server_store {

using namespace unmta::store;
using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

ServerAddress fresh(PostgresServer &server = PostgresServer::shared())
{
    return parseServerAddress(server.freshUrl()).value();
}

QStringList texts(Database &database, const QString &sql)
{
    Statement statement(database, sql);
    const auto rows = statement.rows([](const Statement &row) { return row.text(0); });
    return rows ? QStringList(*rows) : QStringList{describe(rows.error())};
}

} // namespace

class TestServerStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameVersionsAsFiles_data() { bothSchemas(); }
    void sameVersionsAsFiles();
    void sameColumnsAsFiles_data() { bothSchemas(); }
    void sameColumnsAsFiles();
    void migratedOnceByMany();
    void refusesNewerStore();
    void nodesShareIt();
    void aloneOnlyWhereNobodyIs();
    void passwordIsAsked();
    void nothingIsCompiled();
    void readersRefuseWrites();
    void duplicateLeavesNothingHalf();
    void brokenTransactionIsNotKept();
    void savepointMendsIt();
    void zerosInTexts();
    void goesOnAfterARestart();
    void statementsOutliveTheirConnection();
    void changeUnderWayIsNotRepeated();
    void failsAtOnceWhileAway();
    void longStatementIsGivenUp();
    void aServerThatNeitherAnswersNorCloses();
    void aConnectionThatTheServerHolds();
    void aServerThatIsSilentFromTheStart();
    void everyStatementIsBounded_data();
    void everyStatementIsBounded();
    void cannotBeReached();

private:
    void bothSchemas()
    {
        QTest::addColumn<QString>("schema");
        QTest::newRow("engine") << u"engine"_s;
        QTest::newRow("events") << u"events"_s;
    }
};

void TestServerStore::sameVersionsAsFiles()
{
    QFETCH(QString, schema);
    const auto files = compiledMigrations(schema);
    const auto server = compiledMigrations(u"postgresql/"_s + schema);
    QVERIFY(!server.isEmpty());
    for (qsizetype i = 0; i < server.size(); ++i)
        QCOMPARE(server[i].version, server.first().version + static_cast<int>(i));
    QCOMPARE(server.last().version, files.last().version);
}

void TestServerStore::sameColumnsAsFiles()
{
    QFETCH(QString, schema);
    QTemporaryDir directory;
    const auto file = Database::open({directory.filePath(u"store.db"_s), schema});
    const auto server = Database::open({fresh(), schema});
    QCOMPARE(codeOf(file), u"ok"_s);
    QCOMPARE(codeOf(server), u"ok"_s);
    const QStringList ofFile = texts(
        **file, u"SELECT t.name || '.' || c.name || CASE WHEN c.\"notnull\" = 1 OR c.pk > 0 THEN ' !' ELSE '' END "
                "FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT "
                "LIKE 'sqlite%' ORDER BY t.name, c.name"_s);
    const QStringList ofServer = texts(
        **server, u"SELECT table_name || '.' || column_name || CASE WHEN is_nullable = 'NO' THEN ' !' ELSE '' END "
                  "FROM information_schema.columns WHERE table_schema = current_schema() AND table_name <> "
                  "'store_version' ORDER BY table_name COLLATE \"C\", column_name COLLATE \"C\""_s);
    // What only one of the two needs: where events came from; what overwrites the remains of deleted ones.
    static const QRegularExpression one(u"\\A(event_source|blank)\\."_s);
    QStringList shared = ofFile;
    shared.removeIf([](const QString &column) { return one.match(column).hasMatch(); });
    QStringList there = ofServer;
    there.removeIf([](const QString &column) { return one.match(column).hasMatch(); });
    QVERIFY(shared.size() > 30);
    QCOMPARE(there, shared);
    // What both were told to refuse.
    QCOMPARE(texts(**server, u"SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND connamespace = "
                             "current_schema()::regnamespace"_s),
             texts(**file, u"SELECT count(*) FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) WHERE t.type = "
                           "'table'"_s));
}

void TestServerStore::migratedOnceByMany()
{
    const ServerAddress address = fresh();
    std::vector<std::thread> threads;
    std::vector<QString> outcomes(4);
    for (QString &outcome : outcomes)
        threads.emplace_back([&outcome, &address] { outcome = codeOf(Database::open({address, u"engine"_s})); });
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(outcomes, std::vector<QString>(4, u"ok"_s));
}

void TestServerStore::refusesNewerStore()
{
    const ServerAddress address = fresh();
    {
        const auto database = Database::open({address, u"engine"_s});
        QCOMPARE(codeOf(database), u"ok"_s);
        QCOMPARE(codeOf((*database)->storeVersion(999)), u"ok"_s);
    }
    const auto refused = Database::open({address, u"engine"_s});
    QCOMPARE(codeOf(refused), u"store.newer_version"_s);
    QCOMPARE(refused.error().context.value(u"found"_s), u"999"_s);
    QCOMPARE(refused.error().context.value(u"path"_s), address.name());
}

void TestServerStore::nodesShareIt()
{
    const ServerAddress address = fresh();
    QTemporaryDir one;
    QTemporaryDir two;
    QTemporaryDir copy;
    FakeRandom random;
    auto first = EngineStore::open(one.path(), random, address);
    QCOMPARE(codeOf(first), u"ok"_s);
    for (const QTemporaryDir *other : {&two, &copy})
        QVERIFY(QFile::copy(one.filePath(u"master.key"_s), other->filePath(u"master.key"_s)));
    QVERIFY(QFile::copy(one.filePath(u"events.db"_s), copy.filePath(u"events.db"_s)));
    const auto second = EngineStore::open(two.path(), random, address);
    QCOMPARE(codeOf(second), u"ok"_s);
    QVERIFY((*second)->node() != (*first)->node());
    QCOMPARE(codeOf(EngineStore::open(copy.path(), random, address)), u"store.same_node"_s);
    (*first).reset();
    QCOMPARE(codeOf(EngineStore::open(copy.path(), random, address)), u"ok"_s);
    QVERIFY(QFile::remove(one.filePath(u"master.key"_s)));
    QCOMPARE(codeOf(EngineStore::open(one.path(), random, address)), u"store.bad_key"_s);
}

void TestServerStore::aloneOnlyWhereNobodyIs()
{
    const ServerAddress address = fresh();
    QTemporaryDir one;
    FakeRandom random;
    auto node = EngineStore::open(one.path(), random, address);
    QCOMPARE(codeOf(node), u"ok"_s);
    const DatabaseFile alone{.place = address, .schema = u"engine"_s, .keepsOthersOut = true};
    QCOMPARE(codeOf(Database::open(alone)), u"store.other_engine"_s);
    (*node).reset();
    const auto mover = Database::open(alone);
    QCOMPARE(codeOf(mover), u"ok"_s);
    QCOMPARE(codeOf(EngineStore::open(one.path(), random, address)), u"store.other_engine"_s);
    // Another installation in the same database is none of its business.
    QTemporaryDir other;
    QCOMPARE(codeOf(EngineStore::open(other.path(), random, fresh())), u"ok"_s);
}

void TestServerStore::passwordIsAsked()
{
    PostgresServer &server = PostgresServer::shared();
    QCOMPARE(server.query(u"CREATE ROLE locked LOGIN SUPERUSER PASSWORD 'open sesame'"_s), QString());
    ServerAddress address = fresh();
    address.user = u"locked"_s;
    const auto refused = Database::open({address, u"engine"_s});
    QCOMPARE(codeOf(refused), u"store.unreachable"_s);
    address.password = u"PLANTED"_s;
    const auto wrong = Database::open({address, u"engine"_s});
    QCOMPARE(codeOf(wrong), u"store.unreachable"_s);
    QVERIFY(!describe(wrong.error()).contains("PLANTED"_L1));
    address.password = u"open sesame"_s;
    QCOMPARE(codeOf(Database::open({address, u"engine"_s})), u"ok"_s);
}

// A look at what others have changed, twice a second, took 0.2 s of compiling.
void TestServerStore::nothingIsCompiled()
{
    const auto database = Database::open({fresh(), u"engine"_s});
    QCOMPARE(codeOf(database), u"ok"_s);
    QCOMPARE(texts(**database, u"SELECT current_setting('jit')"_s), QStringList{u"off"_s});
}

void TestServerStore::readersRefuseWrites()
{
    const ServerAddress address = fresh();
    const auto reader = Database::open({address, u"engine"_s, true});
    QCOMPARE(codeOf(reader), u"ok"_s);
    QCOMPARE(codeOf((*reader)->execute(u"DELETE FROM cluster"_s)), u"store.not_writable"_s);
}

void TestServerStore::duplicateLeavesNothingHalf()
{
    StoreFixture fixture;
    fixture.server = fresh();
    QVERIFY(fixture.open());
    QVERIFY(fixture.addCluster(u"00000001"_s));
    QCOMPARE(codeOf(fixture.store->clusters.insert({u"00000002"_s, u"cluster 00000001"_s, start})),
             u"cluster.duplicate"_s);
    QVERIFY(fixture.addCluster(u"00000003"_s));
    QCOMPARE(fixture.store->clusters.list({}, 10)->items.size(), 2);
}

void TestServerStore::brokenTransactionIsNotKept()
{
    StoreFixture fixture;
    fixture.server = fresh();
    QVERIFY(fixture.open());
    auto transaction = Transaction::begin(fixture.store->database());
    QVERIFY(transaction.ok());
    QVERIFY(fixture.addCluster(u"00000001"_s));
    QVERIFY(!fixture.addCluster(u"00000001"_s));
    // To the server, the end of this is no error.
    QCOMPARE(codeOf(transaction->commit()), u"store.duplicate"_s);
    QVERIFY(!fixture.store->database().inTransaction());
    QVERIFY(!*fixture.store->clusters.byId(u"00000001"_s));
    QVERIFY(fixture.addCluster(u"00000001"_s));
}

void TestServerStore::savepointMendsIt()
{
    StoreFixture fixture;
    fixture.server = fresh();
    QVERIFY(fixture.open());
    auto outer = Transaction::begin(fixture.store->database());
    QVERIFY(outer.ok());
    QVERIFY(fixture.addCluster(u"00000001"_s));
    {
        const auto inner = Transaction::begin(fixture.store->database());
        QVERIFY(inner.ok());
        QVERIFY(!fixture.addCluster(u"00000001"_s));
    }
    QVERIFY(fixture.addCluster(u"00000002"_s));
    QCOMPARE(codeOf(outer->commit()), u"ok"_s);
    QCOMPARE(fixture.store->clusters.list({}, 10)->items.size(), 2);
}

void TestServerStore::zerosInTexts()
{
    StoreFixture fixture;
    fixture.server = fresh();
    QVERIFY(fixture.open());
    const QString text = u"a"_s + QChar(0) + u"b \\ ' \" $1 ? ü €"_s;
    QCOMPARE(codeOf(fixture.store->settings.set(u"x"_s, text, false)), u"ok"_s);
    QCOMPARE(**fixture.store->settings.value(u"x"_s), QString(text).remove(QChar(0)));
}

void TestServerStore::goesOnAfterARestart()
{
    PostgresServer server;
    QCOMPARE(server.start(), QString());
    StoreFixture fixture;
    fixture.server = fresh(server);
    QVERIFY(fixture.open());
    QVERIFY(fixture.addCluster(u"00000001"_s));
    server.stop();
    QCOMPARE(server.start(), QString());
    // Reading notices nothing, whether its statement was prepared before or not.
    const auto found = fixture.store->clusters.byId(u"00000001"_s);
    QCOMPARE(codeOf(found), u"ok"_s);
    QVERIFY(found->has_value());
    server.stop();
    QCOMPARE(server.start(), QString());
    auto transaction = Transaction::begin(fixture.store->database());
    QCOMPARE(codeOf(transaction), u"ok"_s);
    QVERIFY(fixture.addCluster(u"00000002"_s));
    QCOMPARE(codeOf(transaction->commit()), u"ok"_s);
    QVERIFY(!fixture.store->database().stall());
}

void TestServerStore::statementsOutliveTheirConnection()
{
    StoreFixture fixture;
    fixture.server = fresh();
    QVERIFY(fixture.open());
    Database &database = fixture.store->database();
    const QString sql = u"SELECT ?::text"_s;
    {
        Statement ran(database, sql);
        QCOMPARE(codeOf(ran.bind(u"before"_s).run()), u"ok"_s);
        QVERIFY(ran.next());
        QCOMPARE(ran.text(0), u"before"_s);
        Statement waits(database, u"SELECT ?::text || '!'"_s);
        waits.bind(u"again"_s);
        endSession(database);
        QCOMPARE(texts(database, u"SELECT 'another one has it'"_s), QStringList{u"another one has it"_s});
        QCOMPARE(ran.text(0), QString());
        QVERIFY(!ran.next());
        QCOMPARE(codeOf(ran.outcome()), u"store.unreachable"_s);
        QCOMPARE(codeOf(waits.run()), u"ok"_s);
        QVERIFY(waits.next());
        QCOMPARE(waits.text(0), u"again!"_s);
    }
    // Nor is one of before used again.
    Statement later(database, sql);
    QCOMPARE(codeOf(later.bind(u"later"_s).run()), u"ok"_s);
    QVERIFY(later.next());
    QCOMPARE(later.text(0), u"later"_s);
}

void TestServerStore::changeUnderWayIsNotRepeated()
{
    PostgresServer server;
    QCOMPARE(server.start(), QString());
    StoreFixture fixture;
    fixture.server = fresh(server);
    QVERIFY(fixture.open());
    auto transaction = Transaction::begin(fixture.store->database());
    QVERIFY(transaction.ok());
    QVERIFY(fixture.addCluster(u"00000001"_s));
    server.stop();
    QCOMPARE(server.start(), QString());
    QVERIFY(!fixture.addCluster(u"00000002"_s));
    QCOMPARE(codeOf(transaction->commit()), u"store.unreachable"_s);
    QVERIFY(fixture.store->clusters.list({}, 10)->items.isEmpty());
    QCOMPARE(codeOf(fixture.store->database().tryToWrite()), u"ok"_s);
    QVERIFY(!fixture.store->database().stall());
}

void TestServerStore::failsAtOnceWhileAway()
{
    PostgresServer server;
    QCOMPARE(server.start(), QString());
    StoreFixture fixture;
    fixture.server = fresh(server);
    QVERIFY(fixture.open());
    QVERIFY(fixture.addCluster(u"00000001"_s));
    server.stop();
    QCOMPARE(codeOf(fixture.store->clusters.byId(u"00000001"_s)), u"store.unreachable"_s);
    QCOMPARE(codeOf(Transaction::begin(fixture.store->database())), u"store.unreachable"_s);
    QVERIFY(fixture.store->database().stall());
    QCOMPARE(fixture.store->database().stall()->code, u"store.unreachable"_s);
    QCOMPARE(server.start(), QString());
    // Nobody restarts the engine.
    QTRY_COMPARE(codeOf(fixture.store->database().tryToWrite()), u"ok"_s);
    QVERIFY(!fixture.store->database().stall());
    QVERIFY(*fixture.store->clusters.byId(u"00000001"_s));
}

void TestServerStore::longStatementIsGivenUp()
{
    StoreFixture fixture;
    fixture.server = fresh();
    QVERIFY(fixture.open());
    QCOMPARE(codeOf(fixture.store->database().execute(u"SELECT pg_sleep(3600)"_s)), u"store.unreachable"_s);
    QVERIFY(fixture.addCluster(u"00000001"_s));
}

void TestServerStore::aServerThatNeitherAnswersNorCloses()
{
    PostgresServer server;
    QCOMPARE(server.start(), QString());
    StoreFixture fixture;
    fixture.server = fresh(server);
    QVERIFY(fixture.open());
    QVERIFY(fixture.addCluster(u"00000001"_s));
    server.freeze();
    // These come back, whatever the server does.
    QCOMPARE(codeOf(fixture.store->clusters.byId(u"00000001"_s)), u"store.unreachable"_s);
    QVERIFY(!fixture.addCluster(u"00000002"_s));
    server.thaw();
    QTRY_COMPARE(codeOf(fixture.store->database().tryToWrite()), u"ok"_s);
    QVERIFY(*fixture.store->clusters.byId(u"00000001"_s));
    QVERIFY(!*fixture.store->clusters.byId(u"00000002"_s));
}

// As after a cut in the network, of which the server learns much later: a node's own lock is in the way of no one but
// others.
void TestServerStore::aConnectionThatTheServerHolds()
{
    StoreFixture fixture;
    fixture.server = fresh();
    QVERIFY(fixture.open());
    const QString asleep = u"SET statement_timeout = 0;\nSELECT pg_sleep(3600);"_s;
    QCOMPARE(codeOf(fixture.store->database().execute(asleep)), u"store.unreachable"_s);
    QVERIFY(fixture.addCluster(u"00000001"_s));
    QCOMPARE(
        PostgresServer::shared().query(u"SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(3600)%' "
                                       "AND pid <> pg_backend_pid()"_s),
        u"0"_s);
}

// It takes the connection and lets whoever comes in, and that was all: Qt's driver waits for its version then. The same
// is what a name costs that nobody answers for.
void TestServerStore::aServerThatIsSilentFromTheStart()
{
    std::promise<quint16> port;
    auto listening = port.get_future();
    std::atomic<bool> isOver = false;
    std::thread server([&port, &isOver] {
        QTcpServer listener;
        listener.listen(QHostAddress::LocalHost);
        port.set_value(listener.serverPort());
        std::vector<QTcpSocket *> clients;
        while (!isOver) {
            if (!listener.waitForNewConnection(100))
                continue;
            clients.push_back(listener.nextPendingConnection());
            clients.back()->waitForReadyRead();
            clients.back()->write(
                QByteArray::fromHex("5200000008000000005a0000000549")); // AuthenticationOk, ReadyForQuery
            clients.back()->waitForBytesWritten();
        }
    });
    const auto address =
        parseServerAddress(u"postgresql://postgres@127.0.0.1:%1/postgres?sslmode=disable"_s.arg(listening.get()));
    QCOMPARE(codeOf(Database::open({.place = *address, .schema = u"engine"_s})), u"store.unreachable"_s);
    isOver = true;
    server.join();
}

void TestServerStore::everyStatementIsBounded_data()
{
    QTest::addColumn<bool>("isBounded");
    QTest::addColumn<bool>("isPatient");
    QTest::addColumn<QString>("bound");
    QTest::newRow("others wait for the thread") << true << false << u"3s"_s;
    QTest::newRow("somebody waits for an answer") << false << false << u"15s"_s;
    QTest::newRow("a whole store") << false << true << u"2min"_s;
}

void TestServerStore::everyStatementIsBounded()
{
    QFETCH(bool, isBounded);
    QFETCH(bool, isPatient);
    QFETCH(QString, bound);
    const auto database = Database::open(
        {.place = fresh(), .schema = u"events"_s, .readOnly = true, .isBounded = isBounded, .isPatient = isPatient});
    QCOMPARE(codeOf(database), u"ok"_s);
    QCOMPARE(texts(**database, u"SELECT current_setting('statement_timeout')"_s), QStringList{bound});
}

void TestServerStore::cannotBeReached()
{
    QTemporaryDir nowhere;
    const auto address = parseServerAddress(u"postgresql://postgres@/postgres?host="_s + nowhere.path());
    QTemporaryDir directory;
    FakeRandom random;
    const auto refused = EngineStore::open(directory.path(), random, *address);
    QCOMPARE(codeOf(refused), u"store.unreachable"_s);
    QCOMPARE(refused.error().context.value(u"path"_s), address->name());
}

UNMTA_TEST(TestServerStore)

} // namespace unmta::tst_server_store

#include "tst_server_store.moc"
