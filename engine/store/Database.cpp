#include "store/Database.h"

#include "base/Log.h"
#include "store/DatabaseCache.h"
#include "store/Migrator.h"
#include "store/PrivateFile.h"
#include "store/SqlError.h"
#include "store/Statement.h"
#include "store/disk/BoundedDisk.h"
#include "store/server/ServerLink.h"

#include <QFileInfo>
#include <QHash>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUrl>

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t cachedStatements = 128;

} // namespace

Database::Database(QString connectionName)
    : m_name(std::move(connectionName))
    , m_cache(std::make_unique<Cache>())
{}

Database::~Database()
{
    if (m_link) {
        forgetConnection();
        return;
    }
    m_cache.reset();
    if (QSqlDatabase::contains(m_name)) {
        connection().close();
        QSqlDatabase::removeDatabase(m_name);
    }
}

Result<std::unique_ptr<Database>> Database::open(const DatabaseFile &file)
{
    if (const QString &path = file.place.path; !file.place.server) {
        if (auto ready = ensurePrivateDirectory(QFileInfo(path).absolutePath()); !ready)
            return ready.error();
        if (auto ready = ensurePrivateFile(path); !ready)
            return ready.error();
    }
    // Qt keeps connections under names that must be unique in the process.
    static std::atomic<quint64> opened = 0;
    std::unique_ptr<Database> database(new Database(u"unmta-store-%1"_s.arg(++opened)));
    auto connected = file.place.server ? database->openServer(file) : database->openConnection(file);
    if (!connected)
        return connected.error();
    return database;
}

// The one place where a connection gets its settings: SQLite keeps them per connection.
Result<void> Database::openConnection(const DatabaseFile &file)
{
    m_path = file.place.path;
    QSqlDatabase handle = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
    if (auto opened = openHandle(handle, file); !opened)
        return opened;

    // Before anything is written: a store of a later release is left exactly as it is.
    const Migrator migrator(compiledMigrations(file.schema));
    if (const auto version = migrator.versionOf(*this); !version)
        return version.error();

    // synchronous=FULL: with NORMAL a power cut loses acknowledged transactions in WAL mode.
    // fullfsync: macOS else leaves what was synced in the disk's own memory; other systems do not know it.
    // secure_delete: deleted keys and certificates are overwritten; of events, whatever stands on pages that are
    // written anyway. The pages that this leaves are EventErasure's.
    if (auto set = useWriteAheadLog(); !set)
        return set;
    const QString settings = u"PRAGMA synchronous = FULL;\n"
                             "PRAGMA fullfsync = ON;\n"
                             "PRAGMA checkpoint_fullfsync = ON;\n"
                             "PRAGMA foreign_keys = ON;\n"
                             "PRAGMA trusted_schema = OFF;\n"
                             "PRAGMA temp_store = MEMORY;\n"
                             "PRAGMA journal_size_limit = 16777216;\n"_s;
    if (auto set = execute(settings); !set)
        return set;
    const bool isEngine = file.schema == "engine"_L1;
    if (auto set = execute(isEngine ? u"PRAGMA secure_delete = ON"_s : u"PRAGMA secure_delete = FAST"_s); !set)
        return set;
    if (auto migrated = migrator.migrate(*this); !migrated)
        return migrated;
    m_schemaVersion = migrator.newest();
    if (file.readOnly)
        return execute(u"PRAGMA query_only = ON"_s);
    return {};
}

Result<void> Database::openHandle(QSqlDatabase &handle, const DatabaseFile &file)
{
    const QByteArray disk = file.isBounded ? boundedDisk() : QByteArray();
    m_isBounded = file.isBounded;
    m_patienceMs = m_isBounded ? static_cast<int>(diskPatience.count()) : 5000;
    const QString options = u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(m_patienceMs);
    if (!disk.isEmpty()) {
        handle.setDatabaseName(u"file:"_s + QString::fromLatin1(QUrl::toPercentEncoding(m_path, "/")) + u"?vfs="_s +
                               QString::fromLatin1(disk));
        handle.setConnectOptions(options + u";QSQLITE_OPEN_URI"_s);
        if (handle.open())
            return {};
        if (!handle.lastError().databaseText().contains("no such vfs"_L1))
            return errorOf(handle.lastError(), m_path);
        qCWarning(lcStore) << "Qt has an SQLite of its own: a disk that hangs will hold the engine up";
    }
    handle.setDatabaseName(m_path);
    handle.setConnectOptions(options);
    if (!handle.open())
        return errorOf(handle.lastError(), m_path);
    return {};
}

void Database::noteWrite(const Result<void> &outcome)
{
    if (!m_isBounded)
        return;
    if (outcome) {
        if (std::exchange(m_stall, {})) {
            waitForOthers(m_patienceMs);
            qCInfo(lcStore).noquote() << m_path << "takes writes again";
        }
        return;
    }
    static const QStringList givenUp{u"store.hangs"_s, u"store.busy"_s, u"store.unreachable"_s};
    if (!givenUp.contains(outcome.error().code))
        return;
    if (std::exchange(m_stall, outcome.error()))
        return;
    qCCritical(lcStore).noquote() << m_path << "takes no writes" << describe(outcome.error());
    waitForOthers(0); // one has waited; the others are told at once
}

void Database::waitForOthers(int ms)
{
    if (m_link)
        return; // it has a bound, and its pauses
    QSqlQuery(connection()).exec(u"PRAGMA busy_timeout = %1"_s.arg(ms));
}

Result<void> Database::tryToWrite()
{
    auto transaction = Transaction::begin(*this);
    if (!transaction)
        return transaction.error();
    if (auto written = storeVersion(m_schemaVersion); !written)
        return written;
    return transaction->commit();
}

// SQLite does not call it an error when a file system cannot do it; then commits would neither be as fast nor as safe
// as everything above expects.
Result<void> Database::useWriteAheadLog()
{
    Statement statement(*this, u"PRAGMA journal_mode = WAL"_s);
    const auto mode = statement.row([](const Statement &row) { return row.text(0); });
    if (!mode)
        return mode.error();
    if (*mode != u"wal"_s)
        return Error(u"store.failed"_s, {}, {{u"path"_s, m_path}}, u"the file system cannot keep a write-ahead log"_s);
    return {};
}

QSqlDatabase Database::connection() const
{
    if (std::this_thread::get_id() != m_thread)
        qFatal("a database connection was used outside of its thread");
    return QSqlDatabase::database(m_name, false);
}

Result<void> Database::execute(const QString &sql)
{
    QSqlQuery query(connection());
    const ServerWatch::Turn waiting(watch());
    for (const QString &statement : splitSql(sql)) {
        if (!query.exec(statement))
            return errorFrom(query.lastError());
        query.finish();
    }
    return {};
}

Result<int> Database::storedVersion()
{
    if (m_link) {
        Statement find(*this, u"SELECT to_regclass('store_version') IS NOT NULL"_s);
        const auto exists = find.row([](const Statement &row) { return row.flag(0); });
        if (!exists)
            return exists.error();
        if (!exists->value_or(false))
            return 0;
    }
    Statement statement(*this,
                        m_link ? u"SELECT version FROM store_version WHERE part = ?"_s : u"PRAGMA user_version"_s);
    if (m_link)
        statement.bind(m_part);
    const auto version = statement.row([](const Statement &row) { return static_cast<int>(row.integer(0)); });
    if (!version)
        return version.error();
    return version->value_or(0);
}

Result<void> Database::storeVersion(int version)
{
    if (!m_link)
        return execute(u"PRAGMA user_version = %1"_s.arg(version));
    if (auto made =
            execute(u"CREATE TABLE IF NOT EXISTS store_version (part TEXT PRIMARY KEY, version BIGINT NOT NULL)"_s);
        !made)
        return made;
    Statement statement(*this, u"INSERT INTO store_version (part, version) VALUES (?, ?) "
                               "ON CONFLICT (part) DO UPDATE SET version = excluded.version"_s);
    return statement.bind(m_part).bind(version).run();
}

Result<void> Database::moveLog()
{
    return m_link ? Result<void>() : execute(u"PRAGMA wal_checkpoint(PASSIVE)"_s);
}

Result<void> Database::leaveLog(int pages)
{
    return m_link ? Result<void>() : execute(u"PRAGMA wal_autocheckpoint = %1"_s.arg(pages));
}

Result<bool> Database::emptyLog()
{
    if (m_link)
        return true;
    waitForOthers(0);
    Result<std::optional<bool>> busy = std::optional<bool>();
    {
        Statement statement(*this, u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
        busy = statement.row([](const Statement &row) { return row.flag(0); });
    }
    waitForOthers(m_patienceMs);
    if (!busy)
        return busy.error();
    return !busy->value_or(true);
}

Result<void> Database::check()
{
    if (m_link)
        return execute(u"SELECT 1"_s);
    Statement statement(*this, u"PRAGMA quick_check(1)"_s);
    const auto verdict = statement.row([](const Statement &row) { return row.text(0); });
    if (!verdict)
        return verdict.error();
    if (*verdict != u"ok"_s)
        return Error(u"store.corrupt"_s, {}, {{u"path"_s, m_path}}, verdict->value_or(QString()));
    return {};
}

std::unique_ptr<QSqlQuery> Database::takeQuery(const QString &sql, std::optional<Error> &problem)
{
    problem.reset();
    if (const auto it = m_cache->idle.find(sql); it != m_cache->idle.end()) {
        auto query = std::move(it->second);
        m_cache->idle.erase(it);
        return query;
    }
    std::unique_ptr<QSqlQuery> query;
    // Nothing is lost by preparing twice.
    for (int tries = 0; tries < 2; ++tries) {
        const auto ready = m_link ? connected() : Result<void>();
        query = std::make_unique<QSqlQuery>(connection());
        // Of a server all rows are fetched at once: the driver drops what has not come when another statement is run.
        query->setForwardOnly(!m_link);
        problem.reset();
        if (!ready)
            problem = ready.error();
        else if (const ServerWatch::Turn waiting(watch()); !query->prepare(sql))
            problem = errorFrom(query->lastError());
        if (!problem || !ready || !mayReadAgain())
            break;
    }
    return query;
}

void Database::giveBack(const QString &sql, std::unique_ptr<QSqlQuery> query)
{
    query->finish();
    if (m_cache->idle.size() < cachedStatements)
        m_cache->idle.try_emplace(sql, std::move(query));
    const ServerWatch::Turn waiting(watch()); // a server is told of those that end
    query.reset();
}

void Database::putAside(std::unique_ptr<QSqlQuery> query)
{
    if (m_link && (m_depth > 0 || m_link->isLost()))
        m_cache->aside.push_back(std::move(query));
    const ServerWatch::Turn waiting(watch());
    query.reset();
}

void Database::dropAside()
{
    const ServerWatch::Turn waiting(watch());
    m_cache->aside.clear();
}

bool Database::mayReadAgain() const
{
    return m_link && m_depth == 0 && m_link->isLost();
}

// Also notes what it means for the connection and its transaction.
Error Database::errorFrom(const QSqlError &error) const
{
    if (!m_link)
        return errorOf(error, m_path);
    Error ours = serverErrorOf(error, m_path);
    const QString native = error.nativeErrorCode();
    // What took too long was given up alone; after everything else of that kind there is no connection any more.
    if (ours.code == "store.unreachable"_L1 && native != "57014"_L1)
        m_link->noteLost();
    if (m_depth > 0 && !m_link->broken)
        m_link->broken = ours;
    return ours;
}

Result<Transaction> Transaction::begin(Database &database)
{
    const int level = database.m_depth;
    if (level == 0 && database.m_refusal)
        return *database.m_refusal;
    const auto begun = level == 0 ? database.beginWriting() : database.control(u"SAVEPOINT level%1"_s.arg(level));
    if (!begun)
        return begun.error();
    ++database.m_depth;
    return Transaction(database, level);
}

Result<Transaction> Transaction::join(Database &database)
{
    if (database.m_depth == 0)
        return begin(database);
    return Transaction(database, part);
}

Transaction::Transaction(Database &database, int level)
    : m_database(&database)
    , m_level(level)
{}

Transaction::Transaction(Transaction &&other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
    , m_level(other.m_level)
{}

Transaction::~Transaction()
{
    if (m_database)
        rollback();
}

Result<void> Transaction::commit()
{
    if (m_level == part) {
        m_database = nullptr;
        return {};
    }
    if (m_database->m_spoiltDepth > m_level) {
        const QString path = m_database->path();
        rollback();
        return Error(u"store.failed"_s, {}, {{u"path"_s, path}}, u"a part of the transaction has failed"_s);
    }
    if (auto done = m_database->control(m_level == 0 ? u"COMMIT"_s : u"RELEASE level%1"_s.arg(m_level)); !done) {
        rollback();
        return done;
    }
    if (--m_database->m_depth == 0) {
        ++m_database->m_commits;
        m_database->noteWrite({});
        m_database->dropAside();
    }
    m_database = nullptr;
    return {};
}

void Transaction::rollback()
{
    Database &database = *std::exchange(m_database, nullptr);
    if (m_level == part) {
        database.m_spoiltDepth = std::max(database.m_spoiltDepth, database.m_depth);
        return;
    }
    if (database.m_spoiltDepth > m_level)
        database.m_spoiltDepth = 0;
    --database.m_depth;
    // SQLite rolls back by itself after some failures (disk full, for one); then there is nothing left to do and these
    // statements fail.
    const QStringList steps =
        m_level == 0 ? QStringList{u"ROLLBACK"_s}
                     : QStringList{u"ROLLBACK TO level%1"_s.arg(m_level), u"RELEASE level%1"_s.arg(m_level)};
    for (const QString &sql : steps) {
        if (const auto done = database.control(sql); !done)
            qCDebug(lcStore).noquote() << u"rollback file=%1 "_s.arg(database.path()) + describe(done.error());
    }
    if (m_level == 0)
        database.dropAside();
}

} // namespace unmta::store
