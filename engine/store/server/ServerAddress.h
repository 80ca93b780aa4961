// Where a PostgreSQL is, as --store names it: postgresql://user@host:port/database?sslmode=verify-full
#pragma once

#include "base/Result.h"

#include <QMap>
#include <QString>

#include <chrono>

namespace unmta::store {

struct ServerAddress
{
    QString host; // a name, an address, or the directory of a socket; empty: the system's own socket
    int port = 0; // 0: PostgreSQL's default
    QString user; // empty: the process's own
    QString database;
    QString schema;                             // empty: the first of the search path that exists, "public" as a rule
    QMap<QString, QString> options;             // for the driver: sslmode and the like
    std::chrono::milliseconds takeover{15'000}; // of several nodes: see NodeService; ours, too
    // An existing schema stays as it is, since engines of the release before work with it, too; ours.
    bool keepsSchema = false;
    QString password; // never a part of the address, and never written anywhere

    // The address without options, for people and logs.
    [[nodiscard]] QString name() const;

    bool operator==(const ServerAddress &) const = default;
};

// The options are those of libpq that tell where and how to connect; "host" names a socket's directory, "schema" and
// "takeover" are ours. Errors: config.bad_store (context "value", "reason"); config.store_password when there is a
// password in it, which everybody on this computer could read.
[[nodiscard]] Result<ServerAddress> parseServerAddress(const QString &text);

// The file's first line. Errors: config.store_password_file (context "path", "reason"); store.unsafe_file when others
// than its owner may read it.
[[nodiscard]] Result<QString> readPassword(const QString &path);

} // namespace unmta::store
