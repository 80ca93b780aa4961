// One connection to an SQLite file or to a PostgreSQL: settings, migrations, transactions. Belongs to the thread that
// opened it; using it on another one ends the program, because Qt's driver would silently share the connection.
//
// A lost connection to a server is had again by whoever needs it next, outside of a transaction: at once the first
// time, then after a pause that grows to 10 s. Reading is repeated then; a change that was under way is not, since
// nobody knows whether it was made.
//
// Error codes of this floor:
//   store.not_writable   the directory or file cannot be created, read or written (context "path")
//   store.unsafe_file    others than the owner may read a key file (context "path")
//   store.newer_version  made by a later release (context "found", "known", "path")
//   store.in_use         another engine works on this directory (context "path", "pid")
//   store.busy           somebody else holds the write lock for longer than 5 s (3 s, see DatabaseFile::isBounded)
//   store.hangs          the disk has not answered a write for 3 s; nothing was changed for those who read
//   store.full           the disk or the quota is full
//   store.corrupt        not a database, or damaged
//   store.bad_key        the master key does not belong to this store
//   store.duplicate      a unique value exists already; tables give a code of their subject where there is one
//   store.constraint     any other broken rule of the schema
//   store.not_found      update or removal of a row that is not there
//   store.bad_cursor     (field "after") not a cursor of this list
//   store.unreachable    the server cannot be reached, or has not answered in time
//   store.other_engine   somebody works on this store, who wants it, or is wanted, to be alone (context "path")
//   store.same_node      another process uses this node's data directory, or a copy of it (context "path")
//   store.not_the_holder what only one node may write is another one's by now, and nothing was written (see Fence)
//   store.older_engines  engines work on this store that are older than the release before (context "path")
//   store.no_driver      Qt's driver for PostgreSQL is not installed
//   store.failed         anything else
#pragma once

#include "base/Result.h"
#include "store/DatabasePlace.h"
#include "store/server/Dialect.h"

#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

class QSqlDatabase;
class QSqlError;
class QSqlQuery;

namespace unmta::store {

class ServerLink;
class ServerWatch;

struct DatabaseFile
{
    DatabasePlace place;
    QString schema;        // "engine" or "events": the folder of numbered migrations under resources/schema
    bool readOnly = false; // refuses writes after the migration
    // For a thread that must not hang: a write waits for the disk and for others for 3 s only (store.hangs,
    // store.busy), and after one that was given up they all fail at once if they would have to wait. Of a server every
    // statement is bounded so (store.unreachable); those of all others are, too, but by 15 s.
    bool isBounded = false;
    // On a server: for what reads or writes a whole store, a statement has two minutes.
    bool isPatient = false;
    // On a server: nobody else is let in who says so or has a name (store.other_engine). Files have DirectoryLock.
    bool keepsOthersOut = false;
    // On a server: who this is among the engines that share it. As long as the connection lives nobody else is let in
    // by that name (store.same_node).
    QString node = {};
};

// Under which lease (LeaseTable) a node writes. Writing asks within its transaction whether the lease is still held
// with that token: whoever took it over did so behind the same lock, so a node that was stopped, and does not know yet
// that it has been replaced, changes nothing.
struct Fence
{
    QString lease;
    QString node;
    std::int64_t token = 0; // 0: somebody else holds it
};

class Database
{
public:
    // Creates the directory (0700) and the file (0600) where they are missing, applies migrations.
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(const DatabaseFile &file);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    // The file, or the server's name.
    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] Dialect dialect() const { return m_link ? Dialect::Postgresql : Dialect::Sqlite; }
    [[nodiscard]] int schemaVersion() const { return m_schemaVersion; }

    // Runs statements without values, separated by ';'. For migrations, PRAGMAs and tests.
    [[nodiscard]] Result<void> execute(const QString &sql);
    // The version of the schema, 0 where there is none yet; within a transaction of the caller's when it is set.
    [[nodiscard]] Result<int> storedVersion();
    [[nodiscard]] Result<void> storeVersion(int version);
    // All that is read between these two is as it stood at one moment; the second is called whatever became of it.
    [[nodiscard]] Result<void> beginReading();
    [[nodiscard]] Result<void> endReading();
    // Moves what stands in the write-ahead log into the file, as far as no reader needs it there; nobody waits for
    // that, writers go on. With a server there is nothing to do.
    [[nodiscard]] Result<void> moveLog();
    // How many pages of log are left to moveLog() by others before a commit of this connection moves them by itself.
    [[nodiscard]] Result<void> leaveLog(int pages);
    // Empties the write-ahead log, which keeps pages as they were before. False: somebody is reading, and nobody is
    // waited for; try again later. A server's log is the server's affair.
    [[nodiscard]] Result<bool> emptyLog();
    // The file is sound (PRAGMA quick_check), the server answers. Slow on big files.
    [[nodiscard]] Result<void> check();
    // Why the last write was given up, while none has succeeded since: store.hangs, store.busy or store.unreachable.
    // Always none when it is not bounded.
    [[nodiscard]] const std::optional<Error> &stall() const { return m_stall; }
    // Writes something that changes nothing, to see whether that works.
    [[nodiscard]] Result<void> tryToWrite();
    // From now on nothing is changed, and whoever tries gets this error; none: as ever. Transactions that are open go
    // on.
    void refuseChanges(std::optional<Error> why) { m_refusal = std::move(why); }
    // On a server, from here on: whatever is written depends on that lease.
    void setFence(const Fence &fence) { m_fence = fence; }
    // As long as it lives, writing depends on no lease: somebody asked this node for it, or it concerns only the node.
    class Unfenced
    {
    public:
        explicit Unfenced(Database &database)
            : m_database(&database)
        {
            ++m_database->m_unfenced;
        }
        ~Unfenced()
        {
            if (m_database)
                --m_database->m_unfenced;
        }
        Unfenced(Unfenced &&other) noexcept
            : m_database(std::exchange(other.m_database, nullptr))
        {}
        Unfenced(const Unfenced &) = delete;
        Unfenced &operator=(const Unfenced &) = delete;
        Unfenced &operator=(Unfenced &&) = delete;

    private:
        Database *m_database;
    };
    // On a server: `heard` is called on this thread's event loop when somebody has notified the channel; also after the
    // connection was had again, since it may have missed some. It must not use the database, only see to it that
    // somebody does later. A lost notification is never told.
    [[nodiscard]] Result<void> listen(const QString &channel, std::function<void()> heard);
    // Whether a transaction is open.
    [[nodiscard]] bool inTransaction() const { return m_depth > 0; }
    // Since it was opened, those of transactions included: what a caller costs, whatever the machine.
    [[nodiscard]] quint64 statementsRun() const { return m_statementsRun; }
    // How often something was made durable: each is a wait for the disk.
    [[nodiscard]] quint64 commits() const { return m_commits; }

private:
    friend class Statement;
    friend class Transaction;
    explicit Database(QString connectionName);
    [[nodiscard]] QSqlDatabase connection() const; // asserts the thread
    [[nodiscard]] Result<void> openConnection(const DatabaseFile &file);
    [[nodiscard]] Result<void> openHandle(QSqlDatabase &handle, const DatabaseFile &file);
    [[nodiscard]] Result<void> openServer(const DatabaseFile &file);
    [[nodiscard]] Result<void> useWriteAheadLog();
    void noteWrite(const Result<void> &outcome);
    void waitForOthers(int ms);
    // Prepared; `problem` says why it is not.
    [[nodiscard]] std::unique_ptr<QSqlQuery> takeQuery(const QString &sql, std::optional<Error> &problem);
    void giveBack(const QString &sql, std::unique_ptr<QSqlQuery> query);
    void putAside(std::unique_ptr<QSqlQuery> query);
    void dropAside();
    [[nodiscard]] Error errorFrom(const QSqlError &error) const;
    [[nodiscard]] bool mayReadAgain() const; // the connection is lost, and nothing hangs on it
    // Of a transaction: what begins it, ends it, or a part of it.
    [[nodiscard]] Result<void> control(const QString &sql);
    [[nodiscard]] Result<void> beginWriting();
    [[nodiscard]] bool isFenced() const { return m_fence && m_unfenced == 0; }
    [[nodiscard]] Result<void> checkFence();
    [[nodiscard]] Result<void> subscribe();
    [[nodiscard]] Result<void> connected(); // again, where the connection is lost and may be had anew
    [[nodiscard]] Result<void> reconnect();
    void forgetConnection();
    [[nodiscard]] ServerWatch *watch() const; // of a server; else null

    struct Cache;
    QString m_name;
    QString m_path;
    QString m_part; // of a server's store: the schema's name
    int m_schemaVersion = 0;
    int m_depth = 0;
    int m_spoiltDepth = 0;    // how deep a part of a transaction was not made; 0: none
    quint64 m_connection = 0; // which one it is: statements are of one
    quint64 m_statementsRun = 0;
    quint64 m_commits = 0;
    bool m_isBounded = false;
    int m_patienceMs = 0;
    std::optional<Error> m_stall;
    std::optional<Error> m_refusal;
    std::thread::id m_thread = std::this_thread::get_id();
    std::unique_ptr<Cache> m_cache;
    std::unique_ptr<ServerLink> m_link; // none: a file
    std::optional<Fence> m_fence;
    int m_unfenced = 0;
    QString m_channel;
    std::function<void()> m_heard;
};

// Everything between begin() and commit() happens or nothing. A transaction inside another is a savepoint of it.
class Transaction
{
public:
    // Takes the write lock at once (BEGIN IMMEDIATE; on a server an advisory lock, for all that use it take this way),
    // so that nothing fails half-way for want of it, and what was read within is still so when it is written.
    [[nodiscard]] static Result<Transaction> begin(Database &database);
    // For a few statements that belong together: a part of the transaction that is open, without a savepoint, which
    // would be two more ways to a server and back; or one of its own. What it belongs to cannot be committed unless it
    // is.
    [[nodiscard]] static Result<Transaction> join(Database &database);
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction(); // rolls back unless committed

    // On failure everything is rolled back.
    [[nodiscard]] Result<void> commit();

private:
    Transaction(Database &database, int level);
    void rollback();
    static constexpr int part = -1; // of another's level
    Database *m_database = nullptr;
    int m_level = 0;
};

} // namespace unmta::store
