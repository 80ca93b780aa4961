// What the tables of a store look like, as an SQLite file says: names, columns and their kinds, by which rows are told
// apart, and which table must be there before which. PostgreSQL has the same tables (resources/schema/postgresql).
// Internal to this floor.
#pragma once

#include "base/Result.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace unmta::store {

class Database;

enum class ColumnKind
{
    Integer,
    Text,
    Bytes
};

struct TableColumn
{
    QString name;
    ColumnKind kind = ColumnKind::Text;
};

struct TableShape
{
    QString name;
    QList<TableColumn> columns;
    QList<int> key;     // the columns of the primary key, in its order
    QString numbered;   // the column whose numbers are given out once only; empty: none
    QString leavingOut; // a condition for rows that belong to this file, not to the store; empty: there are none

    [[nodiscard]] QStringList columnNames() const;
    [[nodiscard]] QStringList keyNames() const;
    // Behind FROM: what belongs to the store.
    [[nodiscard]] QString rows() const;
};

// Those that belong to the store, each behind the tables that it refers to.
[[nodiscard]] Result<QList<TableShape>> shapesOf(Database &file);

// What a new store has in it by itself.
[[nodiscard]] bool isFilledBySchema(const QString &table);

} // namespace unmta::store
