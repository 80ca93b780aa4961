#include "support/stores/PostgresServer.h"

#include "support/Peer.h"
#include "support/stores/Humble.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTest>

namespace unmta::test {

using namespace Qt::StringLiterals;

namespace {

// The shell ends the server, and takes its directory away, when it is told to or when its own parent is gone.
const auto keeper = u"\"$@\" & server=$!\n"
                    "trap 'kill -CONT $server; kill -QUIT $server' TERM\n"
                    "wait $server; wait $server 2>/dev/null\n"
                    "[ -e \"$0/keep\" ] || until rm -rf \"$0\" 2>/dev/null; do sleep 0.1; done\n"_s;

QString programsOf()
{
    QStringList places;
    const QDir versions(u"/usr/lib/postgresql"_s);
    for (const QString &version : versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed))
        places << versions.filePath(version + u"/bin"_s);
    QString initdb = QStandardPaths::findExecutable(u"initdb"_s, places);
    if (initdb.isEmpty())
        initdb = findProgram(u"initdb"_s);
    return initdb.isEmpty() ? QString() : QFileInfo(QFileInfo(initdb).canonicalFilePath()).path();
}

void arrange(QProcess &process)
{
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setWorkingDirectory(u"/"_s);
    becomeHumble(process);
}

} // namespace

bool isOnPostgres()
{
    return qEnvironmentVariable("UNMTA_TEST_STORE") == "postgresql"_L1;
}

PostgresServer::PostgresServer()
    : m_bin(programsOf())
{}

PostgresServer::~PostgresServer()
{
    stop();
    if (!m_directory.isEmpty())
        QDir(m_directory).removeRecursively();
}

PostgresServer &PostgresServer::shared()
{
    static std::unique_ptr<PostgresServer> server;
    if (!server) {
        server = std::make_unique<PostgresServer>();
        qAddPostRoutine([] { server.reset(); });
        if (const QString complaint = server->start(); !complaint.isEmpty())
            qFatal("%s", qPrintable(complaint));
    }
    return *server;
}

QString PostgresServer::run(const QString &program, const QStringList &arguments) const
{
    QProcess process;
    arrange(process);
    process.start(program, arguments);
    if (!process.waitForStarted() || !process.waitForFinished(60'000))
        return program + u" cannot be run"_s;
    const QString output = QString::fromLocal8Bit(process.readAll());
    return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0
               ? QString()
               : u"%1 failed: %2"_s.arg(program, output);
}

QString PostgresServer::prepare()
{
    if (m_bin.isEmpty())
        return u"PostgreSQL is not installed; packaging/install-dependencies --test installs it"_s;
    // A socket's path has few characters to spare.
    const QString place = QFileInfo(u"/dev/shm"_s).isWritable() ? u"/dev/shm"_s : QDir::tempPath();
    QTemporaryDir directory(place + u"/unmta-pg-XXXXXX"_s);
    if (!directory.isValid())
        return directory.errorString();
    directory.setAutoRemove(false);
    m_directory = directory.path();
    if (!giveToHumble(m_directory))
        return u"the directory cannot be given to another user"_s;
    const QString data = m_directory + u"/data"_s;
    QString complaint = run(m_bin + u"/initdb"_s, {u"-D"_s, data, u"-U"_s, u"postgres"_s, u"--auth=trust"_s, u"-E"_s,
                                                   u"UTF8"_s, u"--locale=C"_s, u"--no-sync"_s, u"--wal-segsize=1"_s});
    if (!complaint.isEmpty())
        return complaint;
    QFile access(data + u"/pg_hba.conf"_s);
    if (!access.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return access.errorString();
    access.write("local all locked scram-sha-256\nlocal all all trust\n");
    access.close();
    m_isPrepared = true;
    return {};
}

QString PostgresServer::start()
{
    if (!m_isPrepared) {
        if (const QString complaint = prepare(); !complaint.isEmpty())
            return complaint;
    }
    m_process = std::make_unique<QProcess>();
    arrange(*m_process);
    QStringList arguments{u"-c"_s, keeper, m_directory, m_bin + u"/postgres"_s, u"-D"_s, m_directory + u"/data"_s};
    // What makes a crash of the computer harmless is of no use here, and costs most of the time.
    for (const QString &setting :
         {u"listen_addresses="_s, u"unix_socket_directories="_s + m_directory, u"fsync=off"_s,
          u"full_page_writes=off"_s, u"shared_memory_type=mmap"_s, u"dynamic_shared_memory_type=mmap"_s,
          u"shared_buffers=16MB"_s, u"max_wal_size=64MB"_s, u"autovacuum=off"_s, u"max_connections=60"_s})
        arguments << u"-c"_s << setting;
    m_process->start(u"/bin/sh"_s, arguments);
    if (!m_process->waitForStarted())
        return u"there is no shell"_s;
    QString answer;
    const bool isUp = QTest::qWaitFor(
        [&] {
            answer = query(u"SELECT 'up'"_s);
            return answer == "up"_L1 || m_process->state() == QProcess::NotRunning;
        },
        60'000);
    if (isUp && answer == "up"_L1)
        return {};
    return u"PostgreSQL did not come up: %1 %2"_s.arg(answer, QString::fromLocal8Bit(m_process->readAll()));
}

void PostgresServer::stop()
{
    if (!m_process)
        return;
    thaw();
    QFile keep(m_directory + u"/keep"_s); // start() may come again
    static_cast<void>(keep.open(QIODevice::WriteOnly));
    keep.close();
    m_process->terminate();
    if (!m_process->waitForFinished(30'000)) {
        m_process->kill();
        m_process->waitForFinished();
    }
    keep.remove();
    m_process.reset();
}

void PostgresServer::freeze()
{
    signalAll(true);
}

void PostgresServer::thaw()
{
    signalAll(false);
}

// Each of its processes has a session of its own, so there is no group to be told.
void PostgresServer::signalAll(bool stops)
{
    QFile noted(m_directory + u"/data/postmaster.pid"_s);
    if (!m_process || !noted.open(QIODevice::ReadOnly))
        return;
    const QByteArray server = noted.readLine().trimmed();
    if (server.toInt() <= 1)
        return;
    QFile children(u"/proc/%1/task/%1/children"_s.arg(QString::fromLatin1(server)));
    QList<QByteArray> all{server};
    if (children.open(QIODevice::ReadOnly))
        all += children.readAll().simplified().split(' ');
    for (const QByteArray &process : std::as_const(all)) {
        if (process.toInt() > 1)
            freezeProcess(process.toInt(), stops);
    }
}

QString PostgresServer::url() const
{
    return u"postgresql://postgres@/postgres?host="_s + m_directory;
}

QString PostgresServer::freshUrl()
{
    return u"%1&schema=store%2"_s.arg(url()).arg(++m_schemas);
}

QString PostgresServer::query(const QString &sql) const
{
    QProcess process;
    arrange(process);
    process.start(m_bin + u"/psql"_s,
                  {u"-h"_s, m_directory, u"-U"_s, u"postgres"_s, u"-X"_s, u"-A"_s, u"-t"_s, u"-q"_s, u"-c"_s, sql});
    if (!process.waitForStarted() || !process.waitForFinished(60'000))
        return u"psql cannot be run"_s;
    return QString::fromUtf8(process.readAll()).trimmed();
}

} // namespace unmta::test
