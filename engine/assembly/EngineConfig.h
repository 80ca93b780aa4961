// What an engine needs to know before it can open its store. Everything else is a setting in the store.
#pragma once

#include "base/Result.h"
#include "base/SocketKeeper.h"

#include <QList>
#include <QMap>
#include <QString>

namespace unmta {

struct ListenAddress
{
    QString address;  // numeric
    quint16 port = 0; // 0: the system chooses

    bool operator==(const ListenAddress &) const = default;
};

inline constexpr QLatin1StringView everyAddress("::");
inline constexpr QLatin1StringView loopbackAddress("127.0.0.1");

// "127.0.0.1:8080", "[::1]:8080", ":8080" and "8080"; the last two listen on `byDefault`. Errors: config.bad_listener.
[[nodiscard]] Result<ListenAddress> parseListenAddress(const QString &text, QLatin1StringView byDefault = everyAddress);

struct EngineConfig
{
    QString dataDir;
    bool isUsualDataDir = false; // unmta-ctl on this computer looks there when nobody says where
    // Where the store is: "postgresql://user@host:port/database?options" (store/server/ServerAddress.h); empty or
    // "sqlite": in files of the data directory.
    QString store;
    QString storePasswordFile;  // its first line; empty: PGPASSWORD, ~/.pgpass, or none is needed
    QList<ListenAddress> http;  // of the edge; empty: the default
    QList<ListenAddress> https; // of the edge; empty: the default
    ListenAddress api{loopbackAddress, 8089};
    QMap<QString, QString> settings; // stored at the start, before anything reads them
    bool sandbox = false;
    bool mayStandBy = false; // without its server the edge goes on alone, instead of not starting
    SocketKeeper *sockets =
        nullptr; // keeps the listening sockets over a restart; outlives the engine; null: nobody does

    [[nodiscard]] bool isOnServer() const { return !store.isEmpty() && store != QLatin1StringView("sqlite"); }
};

// The edge's ports when nobody names any: 80 and 443 where this process may open them, else 8080 and 8443; the sandbox
// has loopback and ports that the system chooses.
[[nodiscard]] EngineConfig withDefaultListeners(EngineConfig config);

// What is typed on this computer so that unmta-ctl finds this engine: "unmta-ctl", or with "--data-dir" and the place,
// quoted for a shell where it needs to be.
[[nodiscard]] QString ctlCommand(const EngineConfig &config);

[[nodiscard]] bool isLoopback(const QString &address);
// A sandbox must not be reached from elsewhere: whoever reaches its API may move its clock and its DNS.
// Errors: config.sandbox_public.
[[nodiscard]] Result<void> checkListeners(const EngineConfig &config);

} // namespace unmta
