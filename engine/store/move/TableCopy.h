// Copies the rows of tables from one database to another, between SQLite and PostgreSQL either way, as they are: no
// trigger runs, numbers stay. Internal to this floor.
#pragma once

#include "store/move/TableShape.h"

#include <QHash>

#include <cstdint>
#include <functional>

namespace unmta::store {

// What was copied of a table, in few bytes: a digest of each row by its key.
using CopiedRows = QHash<QByteArray, QByteArray>;

class TableCopy
{
public:
    // How many rows more have been written.
    using Progress = std::function<void(std::int64_t rows)>;

    // Used within a transaction of `to`; `from` stays as it is meanwhile, by a transaction or because nobody else is
    // there.
    TableCopy(Database &from, Database &to)
        : m_from(from)
        , m_to(to)
    {}

    // What the tables do by themselves, they do not do from here on, and again from there on.
    [[nodiscard]] Result<void> silenceTriggers(const QList<TableShape> &shapes);
    [[nodiscard]] Result<void> restoreTriggers(const QList<TableShape> &shapes);

    // Into a table that is empty but for what the schema has put there; fills `copied` where it is asked for. Gives how
    // many rows.
    [[nodiscard]] Result<std::int64_t> copy(const TableShape &shape, const Progress &progress,
                                            CopiedRows *copied = nullptr);
    // Brings what was copied from an earlier state up to the present one: reads every row, and writes those that are
    // others. For tables that no other refers to.
    [[nodiscard]] Result<void> refresh(const TableShape &shape, CopiedRows copied, const Progress &progress);
    // Numbers that the table gives out go on where they were, those of deleted rows included.
    [[nodiscard]] Result<void> continueNumbers(const TableShape &shape);

    [[nodiscard]] static Result<std::int64_t> count(Database &database, const TableShape &shape);

private:
    Database &m_from;
    Database &m_to;
    QStringList m_silenced; // SQLite: what made them
};

} // namespace unmta::store
