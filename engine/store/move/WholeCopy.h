// Copies all tables of a store, and counts them on both sides. Internal to this floor.
#pragma once

#include "store/move/StoreMove.h"
#include "store/move/TableCopy.h"

#include <vector>

namespace unmta::store {

class WholeCopy
{
public:
    // A database of the store, and its tables as the files have them.
    struct Part
    {
        Database *from = nullptr;
        Database *to = nullptr;
        QList<TableShape> shapes;
    };

    // That of events is the last. Used within transactions of the targets, which outlive it, as `tell` does.
    WholeCopy(QList<Part> parts, const TellMove &tell);

    // Events, which are most of a store, as they are now; copyAll() brings them up to what they are by then.
    [[nodiscard]] Result<void> copyEvents();
    // Errors: store.move_differs besides the store's.
    [[nodiscard]] Result<QList<MovedTable>> copyAll();

private:
    [[nodiscard]] TableCopy::Progress progressOf(const TableShape &shape);
    [[nodiscard]] Result<void> bring(TableCopy &copy, const TableShape &shape);
    [[nodiscard]] Result<void> expect();
    [[nodiscard]] Result<void> compare() const;

    const QList<Part> m_parts;
    const TellMove &m_tell;
    std::vector<TableCopy> m_copies;
    QList<MovedTable> m_expected;
    MoveProgress m_progress;
    QHash<QString, CopiedRows> m_early;
};

} // namespace unmta::store
