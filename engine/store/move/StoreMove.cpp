#include "store/move/StoreMove.h"

#include "store/DirectoryLock.h"
#include "store/EngineStore.h"
#include "store/Migrator.h"
#include "store/MoveMark.h"
#include "store/PrivateFile.h"
#include "store/Statement.h"
#include "store/events/BatchTable.h"
#include "store/events/EventLog.h"
#include "store/events/spool/EventSpool.h"
#include "store/move/WholeCopy.h"
#include "store/system/FileRights.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

const QString engineSchema = u"engine"_s;
const QString eventsSchema = u"events"_s;

QString keyPath(const QString &dataDir)
{
    return QDir(dataDir).filePath(u"master.key"_s);
}

// Whether the key in the directory opens the secrets of the store.
Result<void> proveKey(Database &engine, const QString &dataDir, Random &random)
{
    const QString keyFile = keyPath(dataDir);
    if (!QFile::exists(keyFile)) // it would be made
        return Error(u"store.bad_key"_s, {}, {{u"path"_s, keyFile}}, u"the master key is missing"_s);
    const auto secrets = SecretBox::open(keyFile, random);
    if (!secrets)
        return secrets.error();
    Result<std::optional<QByteArray>> proof = std::optional<QByteArray>();
    {
        Statement statement(engine, u"SELECT proof_sealed FROM master_key WHERE id = 1"_s);
        proof = statement.row([](const Statement &row) { return row.bytes(0); });
    }
    if (!proof)
        return proof.error();
    if (!*proof)
        return Error(u"store.move_nothing"_s, {}, {{u"path"_s, engine.path()}}, u"no engine has used it yet"_s);
    return EngineStore::proveKey(*secrets, **proof, keyFile);
}

Result<void> refuseFilled(Database &database, const QList<TableShape> &shapes)
{
    for (const TableShape &shape : shapes) {
        if (isFilledBySchema(shape.name))
            continue;
        Statement statement(database, u"SELECT 1 FROM %1 LIMIT 1"_s.arg(shape.name));
        const auto row = statement.row([](const Statement &found) { return found.integer(0); });
        if (!row)
            return row.error();
        if (*row)
            return Error(u"store.move_not_empty"_s, {}, {{u"path"_s, database.path()}, {u"table"_s, shape.name}});
    }
    return {};
}

// A transaction here takes as long as it takes, and some of its connections only wait.
Result<void> stayOpen(Database &server)
{
    return server.execute(u"SET idle_in_transaction_session_timeout = 0"_s);
}

// The number that the file has for servers.
Result<std::int64_t> sourceOf(Database &file, Random &random)
{
    return EventLog(file).source(random);
}

// What is read is as it stood at one moment.
Result<void> inOneMoment(const QList<Database *> &databases, const std::function<Result<void>()> &read)
{
    Result<void> outcome;
    QList<Database *> reading;
    for (Database *database : databases) {
        if (!outcome)
            break;
        outcome = database->beginReading();
        if (outcome)
            reading.append(database);
    }
    if (outcome)
        outcome = read();
    for (Database *database : std::as_const(reading)) {
        if (auto ended = database->endReading(); !ended && outcome)
            outcome = ended;
    }
    return outcome;
}

// Whatever becomes of it, an engine that has not been left goes on as before.
class Hold
{
public:
    explicit Hold(ServingEngine *engine)
        : m_engine(engine)
    {}
    Hold(const Hold &) = delete;
    Hold &operator=(const Hold &) = delete;
    ~Hold()
    {
        if (m_engine)
            m_engine->release();
    }

    [[nodiscard]] Result<void> ask() { return m_engine ? m_engine->hold() : Result<void>(); }
    void leave(const QString &place)
    {
        if (auto *const engine = std::exchange(m_engine, nullptr))
            engine->leave(place);
    }

private:
    ServingEngine *m_engine; // none: there is no engine to hold, or not any more
};

// To open it would bring an engine's file up to date under its feet.
Result<void> refuseOtherVersion(const QString &path, const QString &schema)
{
    const auto version = versionOfFile(path);
    if (!version)
        return version.error();
    const int known = Migrator(compiledMigrations(schema)).newest();
    if (*version == known)
        return {};
    return Error(u"store.move_other_version"_s, {}, {{u"path"_s, path}});
}

// Up to which of its events the server has what the file holds, so that its engine hands over what comes from then on.
Result<void> noteDelivered(Database &file, std::int64_t source, Database &server)
{
    EventLog log(file);
    if (auto opened = log.open(); !opened)
        return opened;
    Statement statement(server, u"INSERT INTO event_source (source, delivered) VALUES (?, ?)"_s);
    return statement.bind(source).bind(log.lastSeq()).run();
}

// Events that are only in the directory of an engine whose store is on the server.
Result<void> refuseWaiting(const QString &dataDir, Database &server, Random &random)
{
    const QString path = EngineStore::eventsPath(dataDir);
    if (!QFile::exists(path))
        return {};
    const Error waiting(u"store.move_waiting"_s, {}, {{u"path"_s, dataDir}});
    for (const QString &spool : EventSpool::paths(path)) {
        if (QFile file(spool); file.exists()) {
            EventSpool kept(path);
            const auto contents = kept.read();
            if (!contents)
                return contents.error();
            if (!contents->packed.isEmpty())
                return waiting;
            break;
        }
    }
    auto file = Database::open({path, eventsSchema});
    if (!file)
        return file.error();
    EventLog log(**file);
    if (auto opened = log.open(); !opened)
        return opened;
    const auto source = log.source(random);
    if (!source)
        return source.error();
    const auto delivered = EventLog::deliveredOf(server, *source);
    if (!delivered)
        return delivered.error();
    const auto batches = BatchTable(**file).totals();
    if (!batches)
        return batches.error();
    return batches->lastSeq > *delivered ? Result<void>(waiting) : Result<void>();
}

Result<void> copyKey(const QString &from, const QString &to)
{
    if (auto made = ensurePrivateFile(to); !made)
        return made;
    QFile source(from);
    QFile copy(to);
    if (!source.open(QIODevice::ReadOnly))
        return Error(u"store.not_readable"_s, {}, {{u"path"_s, from}}, source.errorString());
    const QByteArray key = source.readAll();
    if (!copy.open(QIODevice::WriteOnly | QIODevice::Truncate) || copy.write(key) != key.size() || !copy.flush())
        return notWritable(to, copy.errorString());
    return syncToDisk(copy);
}

// Nothing but what an interrupted move has left there.
Result<void> clear(const QString &unfinished)
{
    QDir directory(unfinished);
    if (!directory.exists())
        return {};
    for (const QLatin1StringView name : {"engine.db"_L1, "events.db"_L1, "master.key"_L1}) {
        for (const QLatin1StringView suffix : {""_L1, "-wal"_L1, "-shm"_L1})
            directory.remove(name + suffix);
    }
    if (!QDir().rmdir(unfinished))
        return notWritable(unfinished, u"there is something in it"_s);
    return {};
}

Result<QList<MovedTable>> moveInto(const QString &directory, Database &engine, Database &events, const TellMove &tell)
{
    auto engineFile = Database::open({EngineStore::enginePath(directory), engineSchema});
    auto eventsFile = engineFile ? Database::open({EngineStore::eventsPath(directory), eventsSchema})
                                 : Result<std::unique_ptr<Database>>(engineFile.error());
    if (!eventsFile)
        return eventsFile.error();
    const auto engineShapes = shapesOf(**engineFile);
    const auto eventsShapes = shapesOf(**eventsFile);
    if (!engineShapes || !eventsShapes)
        return engineShapes ? eventsShapes.error() : engineShapes.error();
    auto engineDone = Transaction::begin(**engineFile);
    if (!engineDone)
        return engineDone.error();
    auto eventsDone = Transaction::begin(**eventsFile);
    if (!eventsDone)
        return eventsDone.error();
    WholeCopy copy({{&engine, engineFile->get(), *engineShapes}, {&events, eventsFile->get(), *eventsShapes}}, tell);
    auto moved = copy.copyAll();
    if (!moved)
        return moved.error();
    for (auto *transaction : {&engineDone, &eventsDone}) {
        if (auto committed = (*transaction)->commit(); !committed)
            return committed.error();
    }
    return moved;
}

Result<void> takePlace(const QString &unfinished, const QString &directory, const QString &owner)
{
    QDir made(unfinished);
    for (const QString &name : made.entryList(QDir::Files | QDir::Hidden)) {
        if (const QString refusal = giveToOwnerOf(owner, made.filePath(name)); !refusal.isEmpty())
            return notWritable(made.filePath(name), refusal);
    }
    if (const QString refusal = giveToOwnerOf(owner, unfinished); !refusal.isEmpty())
        return notWritable(unfinished, refusal);
    if (QFileInfo::exists(directory) && !QDir().rmdir(directory))
        return notWritable(directory, u"it is not empty"_s);
    if (!QDir().rename(unfinished, directory))
        return notWritable(directory, u"%1 cannot be given its name"_s.arg(unfinished));
    return {};
}

} // namespace

Result<QList<MovedTable>> moveToServer(const QString &dataDir, const ServerAddress &to, Random &random,
                                       const TellMove &tell, ServingEngine *serving)
{
    if (auto here = move_mark::refuseMoved(dataDir); !here)
        return here.error();
    const QString enginePath = EngineStore::enginePath(dataDir);
    if (!QFile::exists(enginePath))
        return Error(u"store.move_nothing"_s, {}, {{u"path"_s, dataDir}});
    const QString eventsPath = EngineStore::eventsPath(dataDir);
    std::unique_ptr<DirectoryLock> lock;
    if (serving) {
        for (const auto &[path, schema] : {std::pair(enginePath, engineSchema), std::pair(eventsPath, eventsSchema)}) {
            if (auto same = refuseOtherVersion(path, schema); !same)
                return same.error();
        }
    } else {
        auto taken = DirectoryLock::take(dataDir);
        if (!taken)
            return taken.error();
        lock = *std::move(taken);
    }
    const auto engine = Database::open({enginePath, engineSchema});
    if (!engine)
        return engine.error();
    const auto events = Database::open({eventsPath, eventsSchema});
    if (!events)
        return events.error();
    if (auto proven = proveKey(**engine, dataDir, random); !proven)
        return proven.error();
    const auto engineShapes = shapesOf(**engine);
    const auto eventsShapes = shapesOf(**events);
    if (!engineShapes || !eventsShapes)
        return engineShapes ? eventsShapes.error() : engineShapes.error();

    // Everything is written by one connection, so that it is one transaction; the other makes the tables of events, and
    // keeps those away who would write there.
    const auto server =
        Database::open({.place = to, .schema = engineSchema, .isPatient = true, .keepsOthersOut = true});
    if (!server)
        return server.error();
    const auto eventsServer = Database::open({.place = to, .schema = eventsSchema, .isPatient = true});
    if (!eventsServer)
        return eventsServer.error();
    for (Database *database : {server->get(), eventsServer->get()}) {
        if (auto open = stayOpen(*database); !open)
            return open.error();
    }
    const auto others = Transaction::begin(**eventsServer);
    if (!others)
        return others.error();
    auto transaction = Transaction::begin(**server);
    if (!transaction)
        return transaction.error();
    if (auto empty = refuseFilled(**server, *engineShapes + *eventsShapes); !empty)
        return empty.error();
    const auto source = sourceOf(**events, random);
    if (!source)
        return source.error();
    const TellMove tellAndHold = [&tell, serving](const MoveProgress &now) {
        if (serving)
            serving->goOnHolding();
        tell(now);
    };
    WholeCopy copy({{engine->get(), server->get(), *engineShapes}, {events->get(), server->get(), *eventsShapes}},
                   tellAndHold);
    Hold hold(serving);
    if (serving) {
        if (auto copied = inOneMoment({events->get()}, [&copy] { return copy.copyEvents(); }); !copied)
            return copied.error();
        if (auto still = hold.ask(); !still)
            return still.error();
    }
    Result<QList<MovedTable>> moved = QList<MovedTable>();
    const auto done = inOneMoment({engine->get(), events->get()}, [&]() -> Result<void> {
        moved = copy.copyAll();
        return moved ? noteDelivered(**events, *source, **server) : Result<void>(moved.error());
    });
    if (!done)
        return done.error();
    // Before the end: whatever happens in between, no engine goes on with the files unasked.
    if (auto marked = move_mark::set(dataDir, to.name()); !marked)
        return marked.error();
    auto committed = hold.ask();
    if (committed)
        committed = transaction->commit();
    if (!committed) {
        // What the server has made of a commit whose answer did not come, nobody knows.
        if (committed.error().code != "store.unreachable"_L1)
            static_cast<void>(move_mark::remove(dataDir));
        return committed.error();
    }
    hold.leave(to.name());
    return moved;
}

Result<QList<MovedTable>> moveToFiles(const QString &dataDir, const ServerAddress &from, const QString &directory,
                                      Random &random, const TellMove &tell)
{
    const QString target = QDir(directory).absolutePath();
    if (const QDir there(target); there.exists() && !there.isEmpty())
        return Error(u"store.backup_not_empty"_s, {}, {{u"path"_s, target}});
    const auto lock = DirectoryLock::take(dataDir);
    if (!lock)
        return lock.error();
    const auto engine =
        Database::open({.place = from, .schema = engineSchema, .isPatient = true, .keepsOthersOut = true});
    if (!engine)
        return engine.error();
    const auto events = Database::open({.place = from, .schema = eventsSchema, .isPatient = true});
    if (!events)
        return events.error();
    if (auto proven = proveKey(**engine, dataDir, random); !proven)
        return proven.error();
    for (Database *database : {engine->get(), events->get()}) {
        if (auto open = stayOpen(*database); !open)
            return open.error();
    }
    // Nobody writes there until this ends.
    const auto engineStill = Transaction::begin(**engine);
    if (!engineStill)
        return engineStill.error();
    const auto eventsStill = Transaction::begin(**events);
    if (!eventsStill)
        return eventsStill.error();
    if (auto arrived = refuseWaiting(dataDir, **events, random); !arrived)
        return arrived.error();

    const QString unfinished = target + u".unfinished"_s;
    if (auto cleared = clear(unfinished); !cleared)
        return cleared.error();
    if (auto made = ensurePrivateDirectory(unfinished); !made)
        return made.error();
    auto moved = moveInto(unfinished, **engine, **events, tell);
    auto finished = moved ? copyKey(keyPath(dataDir), keyPath(unfinished)) : Result<void>(moved.error());
    if (finished)
        finished = takePlace(unfinished, target, dataDir);
    if (!finished) {
        static_cast<void>(clear(unfinished)); // it may be what fills the disk
        return finished.error();
    }
    return moved;
}

} // namespace unmta::store
