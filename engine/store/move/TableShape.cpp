#include "store/move/TableShape.h"

#include "store/Database.h"
#include "store/Statement.h"

#include <algorithm>

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

// Fills pages of an SQLite file that nothing uses (store/events/EventErasure.h).
const QStringList tablesOfTheFile{u"blank"_s};

ColumnKind kindOf(const QString &declared)
{
    if (declared == "INTEGER"_L1)
        return ColumnKind::Integer;
    return declared == "BLOB"_L1 ? ColumnKind::Bytes : ColumnKind::Text;
}

Result<TableShape> shapeOf(Database &file, const QString &table, bool countsUp)
{
    TableShape shape;
    shape.name = table;
    QList<std::pair<int, int>> key; // place in the key, column
    Statement statement(file, u"SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid"_s);
    if (const auto ran = statement.bind(table).run(); !ran)
        return ran.error();
    while (statement.next()) {
        shape.columns.append({statement.text(0), kindOf(statement.text(1))});
        if (const auto place = static_cast<int>(statement.integer(2)); place > 0)
            key.append({place, static_cast<int>(shape.columns.size()) - 1});
    }
    if (const auto end = statement.outcome(); !end)
        return end.error();
    std::sort(key.begin(), key.end());
    for (const auto &[place, column] : key)
        shape.key.append(column);
    if (countsUp && shape.key.size() == 1)
        shape.numbered = shape.columns[shape.key.first()].name;
    // The file's own name, by which a server knows what has come from it.
    if (table == "counter"_L1)
        shape.leavingOut = u"name = 'source'"_s;
    return shape;
}

Result<QStringList> referredTo(Database &file, const QString &table)
{
    Statement statement(file, u"SELECT DISTINCT \"table\" FROM pragma_foreign_key_list(?)"_s);
    auto names = statement.bind(table).rows([](const Statement &row) { return row.text(0); });
    if (!names)
        return names.error();
    return QStringList(*names);
}

} // namespace

QStringList TableShape::columnNames() const
{
    QStringList names;
    for (const TableColumn &column : columns)
        names << column.name;
    return names;
}

QStringList TableShape::keyNames() const
{
    QStringList names;
    for (const int column : key)
        names << columns[column].name;
    return names;
}

QString TableShape::rows() const
{
    return leavingOut.isEmpty() ? name : u"%1 WHERE NOT (%2)"_s.arg(name, leavingOut);
}

Result<QList<TableShape>> shapesOf(Database &file)
{
    struct Found
    {
        QString name;
        bool countsUp;
    };
    Result<QList<Found>> tables = QList<Found>();
    {
        Statement statement(file, u"SELECT name, sql LIKE '%AUTOINCREMENT%' FROM sqlite_master WHERE type = 'table' "
                                  "AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name"_s);
        tables = statement.rows([](const Statement &row) { return Found{row.text(0), row.flag(1)}; });
    }
    if (!tables)
        return tables.error();
    QList<TableShape> shapes;
    QStringList done = tablesOfTheFile;
    tables->removeIf([&done](const Found &table) { return done.contains(table.name); });
    while (!tables->isEmpty()) {
        const qsizetype before = tables->size();
        for (qsizetype i = 0; i < tables->size();) {
            const Found table = (*tables)[i];
            const auto needed = referredTo(file, table.name);
            if (!needed)
                return needed.error();
            const bool isReady = std::all_of(needed->begin(), needed->end(), [&](const QString &other) {
                return other == table.name || done.contains(other);
            });
            if (!isReady) {
                ++i;
                continue;
            }
            auto shape = shapeOf(file, table.name, table.countsUp);
            if (!shape)
                return shape.error();
            shapes.append(*std::move(shape));
            done << table.name;
            tables->removeAt(i);
        }
        if (tables->size() == before)
            return Error(u"store.failed"_s, {}, {{u"path"_s, file.path()}},
                         u"tables refer to each other in a circle"_s);
    }
    return shapes;
}

bool isFilledBySchema(const QString &table)
{
    return table == "tracking_domain_count"_L1;
}

} // namespace unmta::store
