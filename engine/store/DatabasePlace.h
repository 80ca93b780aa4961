// Where a database is: a file of this computer's, or on a server.
#pragma once

#include "store/server/ServerAddress.h"

#include <QString>

#include <memory>

namespace unmta::store {

struct DatabasePlace
{
    DatabasePlace() = default;
    DatabasePlace(QString file) // NOLINT: a path is a place
        : path(std::move(file))
    {}
    DatabasePlace(const ServerAddress &address) // NOLINT: and so is an address
        : server(std::make_shared<const ServerAddress>(address))
    {}

    // For people and logs.
    [[nodiscard]] QString name() const { return server ? server->name() : path; }

    QString path;                                // of an SQLite file; empty where there is a server
    std::shared_ptr<const ServerAddress> server; // a PostgreSQL
};

} // namespace unmta::store
