#include "store/nodes/SchemaVersions.h"

#include "store/Database.h"
#include "store/Migrator.h"
#include "store/Statement.h"
#include "store/nodes/NodeTable.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

const QStringList partNames{u"engine"_s, u"events"_s, u"nodes"_s};

// A node that says nothing is of the release that knew the first ones only.
bool knowsAll(const Node &node)
{
    const QJsonObject told = QJsonDocument::fromJson(node.facts).object()[u"schema"_s].toObject();
    for (const QString &part : partNames) {
        const auto migrations = compiledMigrations(u"postgresql/"_s + part);
        if (told[part].toInt(migrations.first().version) < migrations.last().version)
            return false;
    }
    return true;
}

} // namespace

PartVersions SchemaVersions::known()
{
    PartVersions versions;
    for (const QString &part : partNames)
        versions[part] = compiledMigrations(u"postgresql/"_s + part).last().version;
    return versions;
}

QByteArray SchemaVersions::addTo(const QByteArray &facts)
{
    QJsonObject object = QJsonDocument::fromJson(facts).object();
    QJsonObject schema;
    const PartVersions versions = known();
    for (auto it = versions.begin(); it != versions.end(); ++it)
        schema[it.key()] = it.value();
    object[u"schema"_s] = schema;
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Result<PartVersions> SchemaVersions::stored() const
{
    Statement statement(m_database, u"SELECT part, version FROM store_version"_s);
    const auto rows =
        statement.rows([](const Statement &row) { return std::pair(row.text(0), static_cast<int>(row.integer(1))); });
    if (!rows)
        return rows.error();
    PartVersions versions;
    for (const auto &[part, version] : *rows) {
        if (partNames.contains(part))
            versions[part] = version;
    }
    return versions;
}

Result<bool> SchemaVersions::mustStay(const QString &node, Millis silent) const
{
    const auto found = stored();
    if (!found)
        return found.error();
    const PartVersions newest = known();
    int furthest = 0;
    for (auto it = found->begin(); it != found->end(); ++it)
        furthest = std::max(furthest, newest[it.key()] - it.value());
    if (furthest == 0 || !found->contains(u"nodes"_s))
        return false;
    const auto nodes = NodeTable(m_database).all();
    if (!nodes)
        return nodes.error();
    const bool isNeeded = std::any_of(nodes->begin(), nodes->end(), [&](const Node &other) {
        return other.id != node && other.silentFor <= silent && !knowsAll(other);
    });
    if (isNeeded && furthest > 1)
        return Error(u"store.older_engines"_s, {}, {{u"path"_s, m_database.path()}});
    return isNeeded;
}

} // namespace unmta::store
