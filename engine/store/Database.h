// One SQLite connection: settings, migrations, transactions. Belongs to the thread that opened it; using it on another
// one ends the program, because Qt's driver would silently share the connection.
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
//   store.failed         anything else
#pragma once

#include "base/Result.h"

#include <QString>

#include <memory>
#include <optional>
#include <thread>
#include <vector>

class QSqlDatabase;
class QSqlQuery;

namespace unmta::store {

struct DatabaseFile
{
    QString path;
    QString schema;        // "engine" or "events": the folder of numbered migrations under resources/schema
    bool readOnly = false; // refuses writes after the migration
    // For a thread that must not hang: a write waits for the disk and for others for 3 s only (store.hangs,
    // store.busy), and after one that was given up they all fail at once if they would have to wait.
    bool isBounded = false;
};

class Database
{
public:
    // Creates the directory (0700) and the file (0600) where they are missing, applies migrations.
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(const DatabaseFile &file);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] int schemaVersion() const { return m_schemaVersion; }

    // Runs statements without values, separated by ';'. For migrations, PRAGMAs and tests.
    [[nodiscard]] Result<void> execute(const QString &sql);
    // Empties the write-ahead log, which keeps pages as they were before. False: somebody is reading, and nobody is
    // waited for; try again later.
    [[nodiscard]] Result<bool> emptyLog();
    // The file is sound (PRAGMA quick_check). Slow on big files.
    [[nodiscard]] Result<void> check();
    // Why the last write was given up, while none has succeeded since: store.hangs or store.busy. Always none
    // when it is not bounded.
    [[nodiscard]] const std::optional<Error> &stall() const { return m_stall; }
    // Writes something that changes nothing, to see whether that works.
    [[nodiscard]] Result<void> tryToWrite();
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
    [[nodiscard]] Result<void> useWriteAheadLog();
    void noteWrite(const Result<void> &outcome);
    void waitForOthers(int ms);
    [[nodiscard]] std::unique_ptr<QSqlQuery> takeQuery(const QString &sql);
    void giveBack(const QString &sql, std::unique_ptr<QSqlQuery> query);

    struct Cache;
    QString m_name;
    QString m_path;
    int m_schemaVersion = 0;
    int m_depth = 0;
    quint64 m_statementsRun = 0;
    quint64 m_commits = 0;
    bool m_isBounded = false;
    int m_patienceMs = 0;
    std::optional<Error> m_stall;
    std::thread::id m_thread = std::this_thread::get_id();
    std::unique_ptr<Cache> m_cache;
};

// Everything between begin() and commit() happens or nothing. A transaction inside another is a savepoint of it.
class Transaction
{
public:
    // Takes the write lock at once (BEGIN IMMEDIATE), so that nothing fails half-way for want of it.
    [[nodiscard]] static Result<Transaction> begin(Database &database);
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction(); // rolls back unless committed

    // On failure everything is rolled back.
    [[nodiscard]] Result<void> commit();

private:
    Transaction(Database &database, int level);
    void rollback();
    Database *m_database = nullptr;
    int m_level = 0;
};

} // namespace unmta::store
