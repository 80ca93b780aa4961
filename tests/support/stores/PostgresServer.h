// A PostgreSQL of the test program's own, for tests that run on both stores: UNMTA_TEST_STORE=postgresql chooses it.
#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace unmta::test {

// Whether the tests of this run are to use it.
[[nodiscard]] bool isOnPostgres();

// Listens on a socket in a directory of its own, in memory where the system has such a place, as a user who is not root
// (whom it refuses), and on no port. It ends with this object, and when the program crashes; nothing of it is left.
// Everybody may connect as "postgres"; "locked" needs the password "open sesame".
class PostgresServer
{
public:
    PostgresServer();
    ~PostgresServer();

    // The one that the program's tests share, started when it is first asked for and ended with the application.
    static PostgresServer &shared();

    // What went wrong; nothing when it serves.
    [[nodiscard]] QString start();
    // Ends it at once, as a power cut would. start() begins with what was committed.
    void stop();
    // SIGSTOP and SIGCONT, to all its processes.
    void freeze();
    void thaw();

    // "postgresql://postgres@/postgres?host=…", without a schema.
    [[nodiscard]] QString url() const;
    // The same with a schema that nobody has used yet.
    [[nodiscard]] QString freshUrl();
    [[nodiscard]] const QString &socketDirectory() const { return m_directory; }
    // By the server's own client, as the system's administrator would. What it printed, or said on an error.
    [[nodiscard]] QString query(const QString &sql) const;

private:
    [[nodiscard]] QString run(const QString &program, const QStringList &arguments) const;
    [[nodiscard]] QString prepare();
    void signalAll(bool stops);

    QString m_bin; // where its programs are
    QString m_directory;
    bool m_isPrepared = false;
    int m_schemas = 0;
    std::unique_ptr<QProcess> m_process;
};

} // namespace unmta::test
