// What an engine needs to know before it can open its store. Everything else is a setting in the store.
#pragma once

#include "base/Result.h"

#include <QList>
#include <QMap>
#include <QString>

namespace unmta {

struct ListenAddress
{
    QString address; // numeric
    quint16 port = 0; // 0: the system chooses

    bool operator==(const ListenAddress &) const = default;
};

// "127.0.0.1:8080", "[::1]:8080", ":8080" and "8080" (all addresses). Errors: config.bad_listener.
[[nodiscard]] Result<ListenAddress> parseListenAddress(const QString &text);

struct EngineConfig
{
    QString dataDir;
    QList<ListenAddress> http;  // of the edge; empty: the default
    QList<ListenAddress> https; // of the edge; empty: the default
    ListenAddress api{QStringLiteral("127.0.0.1"), 8089};
    QMap<QString, QString> settings; // stored at the start, before anything reads them
    bool sandbox = false;
};

// The edge's ports when nobody names any: 80 and 443 where this process may open them, else 8080 and 8443; the sandbox
// has loopback and ports that the system chooses.
[[nodiscard]] EngineConfig withDefaultListeners(EngineConfig config);

} // namespace unmta
