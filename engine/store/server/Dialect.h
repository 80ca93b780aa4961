// What SQLite and PostgreSQL say differently: everything else that the tables say, both understand. Internal to this
// floor. The types differ in the schema only: an integer of SQLite is a BIGINT, flags too; a BLOB is a BYTEA; a text
// that is compared has COLLATE "C", which is SQLite's order.
#pragma once

#include <QString>

namespace unmta::store {

enum class Dialect
{
    Sqlite,
    Postgresql
};

// The column, in a condition by which no index is to be chosen. PostgreSQL chooses by what it has counted, and is left
// alone.
[[nodiscard]] QString besideIndexes(Dialect dialect, QLatin1StringView column);

// The function that gives the greatest of its arguments.
[[nodiscard]] QLatin1StringView greatest(Dialect dialect);

// Whether the column contains the text to be bound: a condition.
[[nodiscard]] QString containsText(Dialect dialect, QLatin1StringView column);

// The end of an INSERT whose number is asked for (Statement::insertedId()), of a table that has an "id". PostgreSQL's
// own notion of the last number would be that of whatever a trigger has inserted besides.
[[nodiscard]] QLatin1StringView returningId(Dialect dialect);

// Of the engine's tables: a query for the highest number that a table's numbered column ever gave out, rows that are
// gone included; no row, or 0, where it never gave any.
[[nodiscard]] QString highestNumber(Dialect dialect, QLatin1StringView table, QLatin1StringView column);

} // namespace unmta::store
