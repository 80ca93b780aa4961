// A real ACME server (pebble with pebble-challtestsrv) on loopback ports.
#pragma once

#include "acme/InternalCa.h"
#include "support/Peer.h"
#include "support/Ports.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

namespace unmta::test {

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

// Ends the test program, with the server's last words, when one does not come up.
class Pebble
{
public:
    explicit Pebble(quint16 challengePort, PebbleOptions options = {})
    {
        const auto ca = acme::InternalCa::create(SystemClock().now());
        const auto leaf = ca->issue(QStringLiteral("localhost"), SystemClock().now());
        writeFile(path("root.pem"), ca->rootPem());
        writeFile(path("cert.pem"), leaf->chainPem);
        writeFile(path("key.pem"), leaf->keyPem);
        insist(m_dns.start(2, dnsArguments));
        m_pebble.setEnvironment(QStringLiteral("PEBBLE_VA_NOSLEEP"), QStringLiteral("1"));
        m_pebble.setEnvironment(QStringLiteral("PEBBLE_AUTHZREUSE"), QStringLiteral("0"));
        m_pebble.setEnvironment(QStringLiteral("PEBBLE_WFE_NONCEREJECT"), QString::number(options.rejectedNonces));
        insist(m_pebble.start(2, [&](const QList<quint16> &ports) {
            configure(ports, challengePort, options);
            return QStringList{QStringLiteral("-config"), path("pebble.json"), QStringLiteral("-dnsserver"),
                               QStringLiteral("127.0.0.1:%1").arg(m_dns.port(1))};
        }));
    }

    // A new process with the same address and an empty memory.
    void restart() { insist(m_pebble.restart()); }

    [[nodiscard]] QString directoryUrl() const
    {
        return QStringLiteral("https://localhost:%1/dir").arg(m_pebble.port());
    }
    [[nodiscard]] QString caFile() const { return path("root.pem"); }

private:
    [[nodiscard]] QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    static void insist(const QString &complaint)
    {
        if (!complaint.isEmpty())
            qFatal("%s", qPrintable(complaint));
    }

    void configure(const QList<quint16> &ports, quint16 challengePort, const PebbleOptions &options) const
    {
        const QJsonObject settings{
            {QStringLiteral("listenAddress"), QStringLiteral("127.0.0.1:%1").arg(ports[0])},
            {QStringLiteral("managementListenAddress"), QStringLiteral("127.0.0.1:%1").arg(ports[1])},
            {QStringLiteral("certificate"), path("cert.pem")},
            {QStringLiteral("privateKey"), path("key.pem")},
            {QStringLiteral("httpPort"), challengePort},
            {QStringLiteral("tlsPort"), takePort()},
            {QStringLiteral("externalAccountBindingRequired"), options.isBindingRequired},
            {QStringLiteral("externalAccountMACKeys"),
             QJsonObject{{QStringLiteral("kid-1"),
                          QStringLiteral("zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtx3MUAsUDkMTQ12W")}}}};
        writeFile(path("pebble.json"), QJsonDocument(QJsonObject{{QStringLiteral("pebble"), settings}}).toJson());
    }

    static QStringList dnsArguments(const QList<quint16> &ports)
    {
        const QString none;
        return {QStringLiteral("-defaultIPv4"), QStringLiteral("127.0.0.1"),
                QStringLiteral("-defaultIPv6"), none,
                QStringLiteral("-http01"),      none,
                QStringLiteral("-https01"),     none,
                QStringLiteral("-tlsalpn01"),   none,
                QStringLiteral("-management"),  QStringLiteral("127.0.0.1:%1").arg(ports[0]),
                QStringLiteral("-dns01"),       QStringLiteral("127.0.0.1:%1").arg(ports[1])};
    }

    QTemporaryDir m_folder;
    Peer m_dns{QStringLiteral("pebble-challtestsrv")};
    Peer m_pebble{QStringLiteral("pebble")};
};

} // namespace unmta::test
