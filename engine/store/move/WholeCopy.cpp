#include "store/move/WholeCopy.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

WholeCopy::WholeCopy(QList<Part> parts, const TellMove &tell)
    : m_parts(std::move(parts))
    , m_tell(tell)
{
    for (const Part &part : m_parts)
        m_copies.emplace_back(*part.from, *part.to);
}

Result<void> WholeCopy::copyEvents()
{
    if (auto counted = expect(); !counted)
        return counted;
    TableCopy &copy = m_copies.back();
    if (auto silent = copy.silenceTriggers(m_parts.back().shapes); !silent)
        return silent;
    for (const TableShape &shape : m_parts.back().shapes) {
        if (const auto copied = copy.copy(shape, progressOf(shape), &m_early[shape.name]); !copied)
            return copied.error();
    }
    return {};
}

Result<QList<MovedTable>> WholeCopy::copyAll()
{
    if (auto counted = expect(); !counted)
        return counted.error();
    for (std::size_t i = 0; i < m_copies.size(); ++i) {
        const Part &part = m_parts[static_cast<qsizetype>(i)];
        TableCopy &copy = m_copies[i];
        if (auto silent = copy.silenceTriggers(part.shapes); !silent)
            return silent.error();
        for (const TableShape &shape : part.shapes) {
            if (auto brought = bring(copy, shape); !brought)
                return brought.error();
            if (auto goesOn = copy.continueNumbers(shape); !goesOn)
                return goesOn.error();
        }
        if (auto restored = copy.restoreTriggers(part.shapes); !restored)
            return restored.error();
    }
    if (auto whole = compare(); !whole)
        return whole.error();
    return m_expected;
}

TableCopy::Progress WholeCopy::progressOf(const TableShape &shape)
{
    m_progress.table = shape.name;
    m_tell(m_progress);
    return [this](std::int64_t rows) {
        m_progress.rows += rows;
        m_tell(m_progress);
    };
}

Result<void> WholeCopy::bring(TableCopy &copy, const TableShape &shape)
{
    if (m_early.contains(shape.name))
        return copy.refresh(shape, m_early.take(shape.name), progressOf(shape));
    const auto copied = copy.copy(shape, progressOf(shape));
    return copied ? Result<void>() : copied.error();
}

Result<void> WholeCopy::expect()
{
    m_expected.clear();
    m_progress = {};
    for (const Part &part : m_parts) {
        for (const TableShape &shape : part.shapes) {
            const auto rows = TableCopy::count(*part.from, shape);
            if (!rows)
                return rows.error();
            m_expected.append({shape.name, *rows});
            m_progress.of += *rows;
        }
    }
    return {};
}

// What counts is what is there, not what was sent.
Result<void> WholeCopy::compare() const
{
    auto next = m_expected.cbegin();
    for (const Part &part : m_parts) {
        for (const TableShape &shape : part.shapes) {
            const auto found = TableCopy::count(*part.to, shape);
            if (!found)
                return found.error();
            if (*found != next->rows) {
                return Error(u"store.move_differs"_s, {},
                             {{u"table"_s, shape.name},
                              {u"found"_s, QString::number(*found)},
                              {u"expected"_s, QString::number(next->rows)}});
            }
            ++next;
        }
    }
    return {};
}

} // namespace unmta::store
