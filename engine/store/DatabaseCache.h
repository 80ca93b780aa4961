// The statements that a connection has prepared. Internal to Database.
#pragma once

#include "store/Database.h"

#include <QSqlQuery>

#include <memory>
#include <unordered_map>
#include <vector>

namespace unmta::store {

// Prepared statements that nobody uses at the moment. One in use is simply not here, so that a nested use of the same
// text gets another one.
struct Database::Cache
{
    std::unordered_map<QString, std::unique_ptr<QSqlQuery>> idle;
    // Those that have failed: while a server's transaction is broken, or the connection lost, they cannot even be given
    // up.
    std::vector<std::unique_ptr<QSqlQuery>> aside;
};

} // namespace unmta::store
