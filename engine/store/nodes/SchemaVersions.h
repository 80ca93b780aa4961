// The schema on a server while engines are upgraded one after the other: this release understands the schema of the one
// before, too, and leaves it as it is while an engine works there that knows no newer one. Who finds nobody of that
// kind left brings it up to date (EngineStore::open), and the others start anew with it (NodeService::schemaMoved).
//
// So a table class that a migration touches asks Database::schemaVersion(), as long as the migration is the newest.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"

#include <QByteArray>
#include <QMap>
#include <QString>

namespace unmta::store {

class Database;

// By the parts of the schema: "engine", "events", "nodes".
using PartVersions = QMap<QString, int>;

class SchemaVersions
{
public:
    explicit SchemaVersions(Database &database)
        : m_database(database)
    {}

    // The newest that this release knows.
    [[nodiscard]] static PartVersions known();
    // What a node tells of itself, with what it knows.
    [[nodiscard]] static QByteArray addTo(const QByteArray &facts);

    // What there is; nothing in a database that no engine has used.
    [[nodiscard]] Result<PartVersions> stored() const;
    // Whether the schema is behind and has to stay so for now, since another node than this one has given a sign of
    // life within that time and does not know this release's. Errors: store.older_engines when it is further behind.
    [[nodiscard]] Result<bool> mustStay(const QString &node, Millis silent) const;

private:
    Database &m_database;
};

} // namespace unmta::store
