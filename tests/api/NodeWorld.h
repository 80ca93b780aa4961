// Two engines that share a PostgreSQL, each with a data directory, a sandbox's DNS and listeners of its own.
#pragma once

#include "http/RawClient.h"
#include "support/ApiWorld.h"
#include "support/stores/PostgresServer.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>

namespace unmta::test {

class NodeWorld
{
public:
    explicit NodeWorld(const QString &takeover = QStringLiteral("30s"),
                       PostgresServer &server = PostgresServer::shared())
        : m_server(server)
        , m_url(server.freshUrl() + QStringLiteral("&takeover=") + takeover)
    {}

    // The first of them does the upkeep.
    [[nodiscard]] bool start() { return startFirst() && startSecond(); }
    [[nodiscard]] bool startFirst() { return first.start(config()); }
    [[nodiscard]] bool startSecond()
    {
        const QString key = QStringLiteral("master.key");
        const QString copy = QDir(second.dataDir()).filePath(key);
        return (QFile::exists(copy) || QFile::copy(QDir(first.dataDir()).filePath(key), copy)) &&
               second.start(config());
    }
    [[nodiscard]] EngineConfig config() const
    {
        EngineConfig config = ApiWorld::sandboxConfig();
        config.store = m_url;
        return config;
    }
    [[nodiscard]] static int answerTo(const ApiWorld &node, const QString &host, const QByteArray &path)
    {
        return RawClient(node.httpPort).get(host.toLatin1(), path).status;
    }

    // What was done with nodes, newest first.
    [[nodiscard]] static QStringList audited(ApiWorld &node)
    {
        QStringList actions;
        for (const QJsonValue &entry : node.get({QStringLiteral("audit")}).data().toArray()) {
            if (entry[QStringLiteral("action")].toString().startsWith(QStringLiteral("node.")))
                actions << entry[QStringLiteral("action")].toString();
        }
        return actions;
    }

    // As the database's own people would, in the store's schema.
    [[nodiscard]] QString query(const QString &sql) const
    {
        return m_server.query(QStringLiteral("SET search_path = %1; %2")
                                  .arg(m_url.section(QStringLiteral("schema="), 1).section(u'&', 0, 0), sql));
    }

    ApiWorld first;
    ApiWorld second;

private:
    PostgresServer &m_server;
    const QString m_url;
};

} // namespace unmta::test
