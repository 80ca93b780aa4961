// A real ACME server (pebble with pebble-challtestsrv) on loopback ports.
#pragma once

#include "acme/InternalCa.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_LINUX
#include <csignal>
#include <sys/prctl.h>
#endif

namespace unmta::test {

inline quint16 freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : quint16(0);
}

inline void writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(path));
}

struct PebbleOptions
{
    int rejectedNonces = 50; // percent
    bool isBindingRequired = false;
};

class Pebble
{
public:
    explicit Pebble(quint16 challengePort, PebbleOptions options = {})
        : m_options(options)
        , m_port(freePort())
    {
        const auto ca = acme::InternalCa::create(SystemClock().now());
        const auto leaf = ca->issue(QStringLiteral("localhost"), SystemClock().now());
        writeFile(path("root.pem"), ca->rootPem());
        writeFile(path("cert.pem"), leaf->chainPem);
        writeFile(path("key.pem"), leaf->keyPem);
        const QJsonObject settings{
            {QStringLiteral("listenAddress"), QStringLiteral("127.0.0.1:%1").arg(m_port)},
            {QStringLiteral("managementListenAddress"), QStringLiteral("127.0.0.1:%1").arg(freePort())},
            {QStringLiteral("certificate"), path("cert.pem")},
            {QStringLiteral("privateKey"), path("key.pem")},
            {QStringLiteral("httpPort"), challengePort},
            {QStringLiteral("tlsPort"), freePort()},
            {QStringLiteral("externalAccountBindingRequired"), options.isBindingRequired},
            {QStringLiteral("externalAccountMACKeys"),
             QJsonObject{{QStringLiteral("kid-1"),
                          QStringLiteral("zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtx3MUAsUDkMTQ12W")}}}};
        writeFile(path("pebble.json"), QJsonDocument(QJsonObject{{QStringLiteral("pebble"), settings}}).toJson());
        startDns();
        restart();
    }
    ~Pebble()
    {
        stop(m_pebble);
        stop(m_dns);
    }
    Pebble(const Pebble &) = delete;
    Pebble &operator=(const Pebble &) = delete;

    // A new process with the same address and an empty memory.
    void restart()
    {
        stop(m_pebble);
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("PEBBLE_VA_NOSLEEP"), QStringLiteral("1"));
        environment.insert(QStringLiteral("PEBBLE_AUTHZREUSE"), QStringLiteral("0"));
        environment.insert(QStringLiteral("PEBBLE_WFE_NONCEREJECT"), QString::number(m_options.rejectedNonces));
        m_pebble.setProcessEnvironment(environment);
        start(m_pebble, QStringLiteral("pebble"),
              {QStringLiteral("-config"), path("pebble.json"), QStringLiteral("-dnsserver"),
               QStringLiteral("127.0.0.1:%1").arg(m_dnsPort)},
              m_port);
    }

    [[nodiscard]] QString directoryUrl() const { return QStringLiteral("https://localhost:%1/dir").arg(m_port); }
    [[nodiscard]] QString caFile() const { return path("root.pem"); }

private:
    [[nodiscard]] QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    void startDns()
    {
        m_dnsPort = freePort();
        const quint16 management = freePort();
        const QString none;
        start(m_dns, QStringLiteral("pebble-challtestsrv"),
              {QStringLiteral("-defaultIPv4"), QStringLiteral("127.0.0.1"), QStringLiteral("-defaultIPv6"), none,
               QStringLiteral("-dns01"), QStringLiteral("127.0.0.1:%1").arg(m_dnsPort), QStringLiteral("-http01"), none,
               QStringLiteral("-https01"), none, QStringLiteral("-tlsalpn01"), none, QStringLiteral("-management"),
               QStringLiteral("127.0.0.1:%1").arg(management)},
              management);
    }

    static void start(QProcess &process, const QString &program, const QStringList &arguments, quint16 port)
    {
        process.setStandardOutputFile(QProcess::nullDevice());
        process.setStandardErrorFile(QProcess::nullDevice());
#ifdef Q_OS_LINUX
        // A test that crashes leaves nothing behind.
        process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
#endif
        process.start(program, arguments);
        if (!process.waitForStarted())
            qFatal("%s is not installed", qPrintable(program));
        const auto isListening = [port] {
            QTcpSocket probe;
            probe.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
            return probe.waitForConnected(1000);
        };
        if (!QTest::qWaitFor(isListening, 10'000))
            qFatal("%s does not listen", qPrintable(program));
    }

    static void stop(QProcess &process)
    {
        if (process.state() == QProcess::NotRunning)
            return;
        process.terminate();
        if (!process.waitForFinished(5000)) {
            process.kill();
            process.waitForFinished();
        }
    }

    PebbleOptions m_options;
    QTemporaryDir m_folder;
    quint16 m_port;
    quint16 m_dnsPort = 0;
    QProcess m_dns;
    QProcess m_pebble;
};

} // namespace unmta::test
