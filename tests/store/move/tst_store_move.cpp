// A whole store from files to a PostgreSQL and back: every table that the schema has, numbers that go on, nothing half,
// and events that are recorded afterwards.
#include "store/move/StoreMove.h"

#include "service/events/EventCarrier.h"
#include "service/events/EventRecorder.h"
#include "store/DirectoryLock.h"
#include "store/EventProbes.h"
#include "store/EventSamples.h"
#include "store/Migrator.h"
#include "store/MoveMark.h"
#include "store/StoreFixture.h"
#include "store/move/TableShape.h"
#include "support/TestMain.h"

#include <future>

namespace unmta::tst_store_move {

using namespace unmta::store;
using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

const QStringList parts{u"engine"_s, u"events"_s};

DatabasePlace fileOf(const QString &directory, const QString &part)
{
    return QString(directory + u'/' + part + u".db"_s);
}

ServerAddress fresh(PostgresServer &server = PostgresServer::shared())
{
    return parseServerAddress(server.freshUrl()).value();
}

// What the rules of the schema want to read; everything else may be anything.
QString wordFor(const TableShape &table, const TableColumn &column)
{
    static const QMap<QString, QString> words{
        {u"tracking_domain.status"_s, u"active"_s}, {u"dns_check.outcome"_s, u"match"_s},
        {u"certificate.state"_s, u"valid"_s},       {u"notification.state"_s, u"queued"_s},
        {u"app_links.platform"_s, u"apple"_s},      {u"webhook.state"_s, u"on"_s},
        {u"webhook_delivery.kind"_s, u"present"_s}, {u"shipping.kind"_s, u"s3"_s},
        {u"event_row.kind"_s, u"click"_s},
    };
    return words.value(table.name + u'.' + column.name, u"x"_s);
}

QString valueFor(const TableShape &table, const TableColumn &column)
{
    switch (column.kind) {
    case ColumnKind::Integer:
        return u"1"_s;
    case ColumnKind::Bytes:
        return u"x'00ff27'"_s;
    case ColumnKind::Text:
        break;
    }
    return u'\'' + wordFor(table, column) + u'\'';
}

// One row in each table that has none; tables of later versions too, unless they want to read something of their own.
QString fillEach(Database &file)
{
    const auto shapes = shapesOf(file);
    if (!shapes)
        return describe(shapes.error());
    for (const TableShape &shape : *shapes) {
        QStringList values;
        for (const TableColumn &column : shape.columns)
            values << valueFor(shape, column);
        const auto done = file.execute(
            u"INSERT INTO %1 SELECT %2 WHERE NOT EXISTS (SELECT 1 FROM %1)"_s.arg(shape.name, values.join(u", "_s)));
        if (!done)
            return u"%1 needs words of its own in wordFor(): %2"_s.arg(shape.name, describe(done.error()));
    }
    return {};
}

// Everything in the tables that the file of this part has, a line each row.
QStringList contentOf(const DatabasePlace &place, const QString &part, const QList<TableShape> &shapes)
{
    QStringList lines;
    const auto database = Database::open({place, part, true});
    if (!database)
        return {describe(database.error())};
    for (const TableShape &shape : shapes) {
        Statement statement(**database,
                            u"SELECT %1 FROM %2 ORDER BY %3"_s.arg(shape.columnNames().join(u", "_s), shape.rows(),
                                                                   shape.keyNames().join(u", "_s)));
        if (const auto ran = statement.run(); !ran)
            return {describe(ran.error())};
        while (statement.next()) {
            QString line = shape.name;
            for (int i = 0; i < shape.columns.size(); ++i) {
                const bool isBytes = shape.columns[i].kind == ColumnKind::Bytes;
                line += u'|' + (statement.isNull(i) ? u"NULL"_s
                                : isBytes           ? QString::fromLatin1(statement.bytes(i).toHex())
                                                    : statement.text(i));
            }
            lines << line;
        }
    }
    return lines;
}

QList<TableShape> shapesIn(const QString &directory, const QString &part)
{
    const auto database = Database::open({fileOf(directory, part), part});
    const auto shapes = database ? shapesOf(**database) : Result<QList<TableShape>>(database.error());
    return shapes ? *shapes : QList<TableShape>();
}

QStringList texts(const DatabasePlace &place, const QString &part, const QString &sql)
{
    const auto database = Database::open({place, part});
    if (!database)
        return {describe(database.error())};
    Statement statement(**database, sql);
    const auto rows = statement.rows([](const Statement &row) { return row.text(0); });
    return rows ? QStringList(*rows) : QStringList{describe(rows.error())};
}

// Does something before nothing is changed any more.
class BusyEngine : public ServingEngine
{
public:
    explicit BusyEngine(std::function<void()> last)
        : m_last(std::move(last))
    {}
    Result<void> hold() override
    {
        if (!isHeld)
            m_last();
        isHeld = true;
        return holds ? Result<void>() : Error(u"store.move_interrupted"_s);
    }
    void goOnHolding() override
    {
        if (isHeld && m_whenHeld)
            std::exchange(m_whenHeld, {})();
    }
    void leave(const QString &place) override { leftFor = place; }
    void release() override { isReleased = true; }
    void whenHeld(std::function<void()> todo) { m_whenHeld = std::move(todo); }

    bool isHeld = false;
    bool isReleased = false;
    bool holds = true;
    QString leftFor;

private:
    std::function<void()> m_last;
    std::function<void()> m_whenHeld;
};

const TellMove silently = [](const MoveProgress &) {};

} // namespace

class TestStoreMove : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<StoreFixture>();
        m_elsewhere = std::make_unique<QTemporaryDir>();
    }
    void everyTableOfTheSchema();
    void bothWays();
    void goesOnWithEvents();
    void whatChangesMeanwhile();
    void changedByTheEngine();
    void refusals();
    void endedHalfWay();
    void filesEndedHalfWay();

private:
    // Not used by anybody, with something in each table.
    [[nodiscard]] QString fill()
    {
        if (!m_fixture->open())
            return u"no store"_s;
        m_fixture->store.reset();
        for (const QString &part : parts) {
            const auto database = Database::open({fileOf(data(), part), part});
            if (!database)
                return describe(database.error());
            if (const QString complaint = fillEach(**database); !complaint.isEmpty())
                return complaint;
        }
        return {};
    }
    [[nodiscard]] Result<void> execute(const QString &part, const QString &sql) const
    {
        const auto database = Database::open({fileOf(data(), part), part});
        return database ? (*database)->execute(sql) : Result<void>(database.error());
    }
    [[nodiscard]] QString data() const { return m_fixture->directory.path(); }

    std::unique_ptr<StoreFixture> m_fixture;
    std::unique_ptr<QTemporaryDir> m_elsewhere;
    SystemRandom m_random;
};

// What a server has besides is its own affair: how far it has what files hold, and versions.
void TestStoreMove::everyTableOfTheSchema()
{
    const ServerAddress address = fresh();
    QStringList inFiles{u"event_source"_s, u"store_version"_s};
    QStringList numbered;
    for (const QString &part : parts) {
        for (const TableShape &shape : shapesIn(data(), part)) {
            QVERIFY2(!shape.key.isEmpty(), qPrintable(shape.name));
            inFiles << shape.name;
            if (!shape.numbered.isEmpty())
                numbered << shape.name + u'.' + shape.numbered;
        }
        QCOMPARE(codeOf(Database::open({address, part})), u"ok"_s);
    }
    inFiles.sort();
    numbered.sort();
    QVERIFY(inFiles.size() > 30);
    QCOMPARE(texts(address, u"engine"_s,
                   u"SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() ORDER BY "
                   "table_name COLLATE \"C\""_s),
             inFiles);
    QCOMPARE(
        texts(address, u"engine"_s,
              u"SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_schema = "
              "current_schema() AND is_identity = 'YES' ORDER BY (table_name || '.' || column_name) COLLATE \"C\""_s),
        numbered);
}

void TestStoreMove::bothWays()
{
    QCOMPARE(fill(), QString());
    // More than a page, by number and by text; nothing, quotes, letters from elsewhere; a number that is given out no
    // second time.
    QCOMPARE(
        codeOf(execute(u"engine"_s,
                       u"WITH RECURSIVE n (i) AS (VALUES (2) UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO "
                       "audit (id, at, actor, action, subject, cluster_id, detail) SELECT i, i, 'ann', 'a', "
                       "'it''s \\ \"ü\" €', NULL, '' FROM n;\n"
                       "WITH RECURSIVE n (i) AS (VALUES (2) UNION ALL SELECT i + 1 FROM n WHERE i < 1000) INSERT INTO "
                       "setting (key, value, value_sealed) SELECT 'Ä-' || i, '', x'' FROM n;\n"
                       "DELETE FROM audit WHERE id = 5000"_s)),
        u"ok"_s);
    QMap<QString, QList<TableShape>> shapes;
    QMap<QString, QStringList> content;
    for (const QString &part : parts) {
        shapes[part] = shapesIn(data(), part);
        content[part] = contentOf(fileOf(data(), part), part, shapes[part]);
        for (const TableShape &shape : std::as_const(shapes[part])) {
            const QString begin = shape.name + u'|';
            QVERIFY2(std::any_of(content[part].cbegin(), content[part].cend(),
                                 [&begin](const QString &line) { return line.startsWith(begin); }),
                     qPrintable(shape.name));
        }
    }
    const ServerAddress address = fresh();
    MoveProgress last;
    const auto there = moveToServer(data(), address, m_random, [&last](const MoveProgress &now) { last = now; });
    QCOMPARE(codeOf(there), u"ok"_s);
    QCOMPARE(there->size(), shapes[u"engine"_s].size() + shapes[u"events"_s].size());
    QCOMPARE(last.rows, content[u"engine"_s].size() + content[u"events"_s].size());
    QCOMPARE(last.of, last.rows);
    for (const QString &part : parts)
        QCOMPARE(contentOf(address, part, shapes[part]), content[part]);
    const QString next = u"INSERT INTO audit (at, actor, action, subject, detail) VALUES (1, '', '', '', '')"_s;
    const QString newest = u"SELECT max(id) FROM audit"_s;
    {
        const auto database = Database::open({address, u"engine"_s});
        QCOMPARE(codeOf((*database)->execute(next)), u"ok"_s);
        QCOMPARE(texts(address, u"engine"_s, newest), QStringList{u"5001"_s});
        // What the tables do by themselves they do again.
        QCOMPARE(codeOf((*database)->execute(u"DELETE FROM certificate"_s)), u"ok"_s);
        QCOMPARE(texts(address, u"engine"_s, u"SELECT count(*) FROM certificate_count"_s), QStringList{u"0"_s});
        QCOMPARE(codeOf((*database)->execute(u"DELETE FROM audit WHERE id = 5001"_s)), u"ok"_s);
    }
    const QString back = m_elsewhere->filePath(u"back"_s);
    content[u"engine"_s] = contentOf(address, u"engine"_s, shapes[u"engine"_s]);
    QCOMPARE(codeOf(moveToFiles(data(), address, back, m_random, silently)), u"ok"_s);
    for (const QString &part : parts)
        QCOMPARE(contentOf(fileOf(back, part), part, shapes[part]), content[part]);
    QCOMPARE(QDir(m_elsewhere->path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot), QStringList{u"back"_s});
    {
        const auto database = Database::open({fileOf(back, u"engine"_s), u"engine"_s});
        QCOMPARE(codeOf((*database)->execute(next)), u"ok"_s);
        QCOMPARE(texts(fileOf(back, u"engine"_s), u"engine"_s, newest), QStringList{u"5002"_s});
        QCOMPARE(texts(fileOf(back, u"engine"_s), u"engine"_s,
                       u"SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name"_s),
                 texts(fileOf(data(), u"engine"_s), u"engine"_s,
                       u"SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name"_s));
    }
    // Both are whole stores with their key.
    QCOMPARE(codeOf(EngineStore::open(back, m_random)), u"ok"_s);
    QCOMPARE(codeOf(EngineStore::open(data(), m_random, address)), u"ok"_s);
}

// What was recorded before is there already, what comes afterwards is handed over from the file; each once.
void TestStoreMove::goesOnWithEvents()
{
    QVERIFY(m_fixture->open());
    m_fixture->store.reset();
    const QString file = EngineStore::eventsPath(data());
    EventMaker maker;
    QStringList ids;
    FakeClock clock;
    const auto record = [&](EventRecorder &recorder, std::size_t count) {
        for (const TrackingEvent &event : maker.opens(count)) {
            ids << event.eventId;
            const auto durable = std::make_shared<std::promise<bool>>();
            auto answer = durable->get_future();
            recorder.record(batchOf(event, [durable](bool is) { durable->set_value(is); }));
            if (answer.wait_for(patience) != std::future_status::ready || !answer.get())
                return false;
        }
        return true;
    };
    {
        RecorderConfig config;
        config.path = file;
        config.merge.events = 8;
        EventRecorder recorder(config, clock, [](const auto &) {}, {});
        QCOMPARE(codeOf(recorder.start()), u"ok"_s);
        QVERIFY(record(recorder, 20));
        QTRY_VERIFY(mergedEvents(file) > 0);
        recorder.stop();
    }
    const ServerAddress address = fresh();
    QCOMPARE(codeOf(moveToServer(data(), address, m_random, silently)), u"ok"_s);
    QCOMPARE(storedIds(address), ids);
    // On its way yet, so nothing may go back without it.
    {
        RecorderConfig config;
        config.path = file;
        config.merge.isOn = false;
        EventRecorder recorder(config, clock, [](const auto &) {}, {});
        QCOMPARE(codeOf(recorder.start()), u"ok"_s);
        QVERIFY(record(recorder, 5));
        recorder.stop();
    }
    const QString back = m_elsewhere->filePath(u"back"_s);
    QCOMPARE(codeOf(moveToFiles(data(), address, back, m_random, silently)), u"store.move_waiting"_s);
    {
        RecorderConfig config;
        config.path = file;
        config.merge.isOn = false;
        EventRecorder recorder(config, clock, [](const auto &) {}, {});
        config.path = m_fixture->path(u"events-server"_s);
        config.place = address;
        EventRecorder server(config, clock, [](const auto &) {}, {});
        EventCarrier carrier(file, recorder, address, server);
        QCOMPARE(codeOf(recorder.start()), u"ok"_s);
        QCOMPARE(codeOf(server.start()), u"ok"_s);
        QCOMPARE(codeOf(carrier.start(m_random)), u"ok"_s);
        QTRY_COMPARE(storedIds(address), ids);
        // What has moved is not kept here for ever.
        QTRY_COMPARE(storedEvents(file), 0);
        QVERIFY(numberIn(file, u"SELECT count(*) FROM blank"_s) > 0); // the next start overwrites where it lay
        carrier.stop();
        recorder.stop();
        server.stop();
    }
    QCOMPARE(codeOf(moveToFiles(data(), address, back, m_random, silently)), u"ok"_s);
    QCOMPARE(storedIds(EngineStore::eventsPath(back)), ids);
}

// Rows that came, went and became others while the rest was copied.
void TestStoreMove::whatChangesMeanwhile()
{
    QCOMPARE(fill(), QString());
    const auto lock = DirectoryLock::take(data()); // as the engine has it
    QVERIFY(lock.ok());
    QCOMPARE(
        codeOf(execute(u"events"_s, u"DELETE FROM event_segment;\n"
                                    "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 300) "
                                    "INSERT INTO event_segment SELECT i * 10, i * 10 - 9, 'x', 10, 1, 1, x'00', x'01' "
                                    "FROM n"_s)),
        u"ok"_s);
    BusyEngine engine([this] {
        QCOMPARE(
            codeOf(execute(u"events"_s, u"DELETE FROM event_segment WHERE last_seq < 500;\n"
                                        "UPDATE event_segment SET body = x'02' WHERE last_seq > 2900;\n"
                                        "INSERT INTO event_segment VALUES (4000, 3001, 'x', 1000, 1, 1, x'', x'');\n"
                                        "UPDATE activity SET opens = 7;\n"
                                        "DELETE FROM event_batch;\n"
                                        "INSERT INTO event_batch VALUES (4001, 1, x'')"_s)),
            u"ok"_s);
        QCOMPARE(codeOf(execute(u"engine"_s, u"UPDATE setting SET value = 'late'"_s)), u"ok"_s);
    });
    const ServerAddress address = fresh();
    QCOMPARE(codeOf(moveToServer(data(), address, m_random, silently, &engine)), u"ok"_s);
    QCOMPARE(engine.leftFor, address.name());
    QVERIFY(!engine.isReleased);
    for (const QString &part : parts) {
        const auto shapes = shapesIn(data(), part);
        QCOMPARE(contentOf(address, part, shapes), contentOf(fileOf(data(), part), part, shapes));
    }
    QCOMPARE(texts(address, u"events"_s, u"SELECT delivered FROM event_source"_s), QStringList{u"4001"_s});
}

// Whose engine did not keep still, is not moved.
void TestStoreMove::changedByTheEngine()
{
    QCOMPARE(fill(), QString());
    BusyEngine engine([] {});
    engine.whenHeld([&engine] { engine.holds = false; });
    const ServerAddress address = fresh();
    QCOMPARE(codeOf(moveToServer(data(), address, m_random, silently, &engine)), u"store.move_interrupted"_s);
    QVERIFY(engine.isReleased);
    QVERIFY(engine.leftFor.isEmpty());
    QVERIFY(!QFile::exists(move_mark::path(data())));
    QCOMPARE(texts(address, u"engine"_s, u"SELECT count(*) FROM cluster"_s), QStringList{u"0"_s});

    // Of another version, whose files must not be touched.
    QCOMPARE(codeOf(execute(u"engine"_s, u"PRAGMA user_version = 11"_s)), u"ok"_s);
    QCOMPARE(codeOf(moveToServer(data(), address, m_random, silently, &engine)), u"store.move_other_version"_s);
    QCOMPARE(*versionOfFile(EngineStore::enginePath(data())), 11);
}

void TestStoreMove::refusals()
{
    QTemporaryDir nothing;
    QCOMPARE(codeOf(moveToServer(nothing.path(), fresh(), m_random, silently)), u"store.move_nothing"_s);
    QVERIFY(QDir(nothing.path()).isEmpty());
    QCOMPARE(fill(), QString());
    QVERIFY(m_fixture->open());
    QCOMPARE(codeOf(moveToServer(data(), fresh(), m_random, silently)), u"store.in_use"_s);
    m_fixture->store.reset();

    // A server that an engine has been on.
    const ServerAddress used = fresh();
    {
        QTemporaryDir other;
        QCOMPARE(codeOf(EngineStore::open(other.path(), m_random, used)), u"ok"_s);
    }
    const auto filled = moveToServer(data(), used, m_random, silently);
    QCOMPARE(codeOf(filled), u"store.move_not_empty"_s);
    QCOMPARE(filled.error().context.value(u"table"_s), u"master_key"_s);
    QVERIFY(!QFile::exists(move_mark::path(data())));

    // Nobody goes on with what has moved, unless he says so.
    const ServerAddress address = fresh();
    QCOMPARE(codeOf(moveToServer(data(), address, m_random, silently)), u"ok"_s);
    QVERIFY(!m_fixture->open());
    const auto moved = EngineStore::open(data(), m_random);
    QCOMPARE(codeOf(moved), u"store.moved"_s);
    QCOMPARE(moved.error().context.value(u"to"_s), address.name());
    QCOMPARE(codeOf(moveToServer(data(), fresh(), m_random, silently)), u"store.moved"_s);

    QCOMPARE(codeOf(moveToFiles(data(), address, data(), m_random, silently)), u"store.backup_not_empty"_s);
    const QString back = m_elsewhere->filePath(u"back"_s);
    {
        const auto engine = EngineStore::open(data(), m_random, address);
        QCOMPARE(codeOf(engine), u"ok"_s);
        QCOMPARE(codeOf(moveToFiles(data(), address, back, m_random, silently)), u"store.in_use"_s);
    }
    QVERIFY(QFile::rename(m_fixture->path(u"master.key"_s), m_fixture->path(u"kept"_s)));
    QCOMPARE(codeOf(moveToFiles(data(), address, back, m_random, silently)), u"store.bad_key"_s);
    QVERIFY(!QFile::exists(back));
    QVERIFY(move_mark::remove(data()).ok());
    QCOMPARE(codeOf(moveToServer(data(), fresh(), m_random, silently)), u"store.bad_key"_s);
    QVERIFY(!QFile::exists(m_fixture->path(u"master.key"_s)));
}

void TestStoreMove::endedHalfWay()
{
    QCOMPARE(fill(), QString());
    PostgresServer server;
    QCOMPARE(server.start(), QString());
    const ServerAddress address = fresh(server);
    const auto cut = moveToServer(data(), address, m_random, [&server](const MoveProgress &now) {
        if (now.table == "webhook"_L1 && now.rows > 0)
            server.stop();
    });
    QCOMPARE(codeOf(cut), u"store.unreachable"_s);
    QVERIFY(!QFile::exists(move_mark::path(data())));
    QCOMPARE(server.start(), QString());
    QCOMPARE(texts(address, u"engine"_s, u"SELECT count(*) FROM cluster"_s), QStringList{u"0"_s});
    // The same again, and the store could be used in between.
    QVERIFY(m_fixture->open());
    m_fixture->store.reset();
    QCOMPARE(codeOf(moveToServer(data(), address, m_random, silently)), u"ok"_s);
}

void TestStoreMove::filesEndedHalfWay()
{
    QCOMPARE(fill(), QString());
    PostgresServer server;
    QCOMPARE(server.start(), QString());
    const ServerAddress address = fresh(server);
    QCOMPARE(codeOf(moveToServer(data(), address, m_random, silently)), u"ok"_s);
    const QString back = m_elsewhere->filePath(u"back"_s);
    // What a move that was killed has left there.
    QVERIFY(QDir().mkpath(back + u".unfinished"_s));
    QFile half(back + u".unfinished/engine.db"_s);
    QVERIFY(half.open(QIODevice::WriteOnly));
    half.close();
    const auto cut = moveToFiles(data(), address, back, m_random, [&server](const MoveProgress &now) {
        if (now.table == "webhook"_L1 && now.rows > 0)
            server.stop();
    });
    QCOMPARE(codeOf(cut), u"store.unreachable"_s);
    QVERIFY(QDir(m_elsewhere->path()).isEmpty());
    QCOMPARE(server.start(), QString());
    QVERIFY(QDir().mkpath(back)); // an empty one is as good as none
    QCOMPARE(codeOf(moveToFiles(data(), address, back, m_random, silently)), u"ok"_s);
    QCOMPARE(codeOf(EngineStore::open(back, m_random)), u"ok"_s);
}

UNMTA_TEST(TestStoreMove)

} // namespace unmta::tst_store_move

#include "tst_store_move.moc"
