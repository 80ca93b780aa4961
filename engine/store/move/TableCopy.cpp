#include "store/move/TableCopy.h"

#include "store/Database.h"
#include "store/Statement.h"
#include "store/events/segments/SegmentDays.h"

#include <QCryptographicHash>

#include <algorithm>
#include <bit>
#include <optional>
#include <vector>

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

// In memory at once: rows are read by pages, which grow or shrink to about this.
constexpr std::int64_t pageBytes = std::int64_t{4} << 20;
constexpr std::int64_t firstPage = 64;
constexpr std::int64_t largestPage = 4096;
// Values in one statement; both databases take some thousands more.
constexpr std::int64_t placesAtOnce = 2000;

struct Cell
{
    bool isNull = false;
    std::int64_t number = 0;
    QString text;
    QByteArray bytes;
};
using Row = std::vector<Cell>;

Row rowOf(const Statement &statement, const TableShape &shape)
{
    Row row(static_cast<std::size_t>(shape.columns.size()));
    for (int i = 0; i < shape.columns.size(); ++i) {
        Cell &cell = row[static_cast<std::size_t>(i)];
        cell.isNull = statement.isNull(i);
        if (cell.isNull)
            continue;
        switch (shape.columns[i].kind) {
        case ColumnKind::Integer:
            cell.number = statement.integer(i);
            break;
        case ColumnKind::Text:
            cell.text = statement.text(i);
            break;
        case ColumnKind::Bytes:
            cell.bytes = statement.bytes(i);
            break;
        }
    }
    return row;
}

void bind(Statement &statement, const Cell &cell, ColumnKind kind)
{
    if (cell.isNull)
        statement.bind(std::optional<QString>());
    else if (kind == ColumnKind::Integer)
        statement.bind(cell.number);
    else if (kind == ColumnKind::Bytes)
        statement.bind(cell.bytes);
    else
        statement.bind(cell.text);
}

std::int64_t sizeOf(const Row &row)
{
    std::int64_t size = 0;
    for (const Cell &cell : row)
        size += 8 + 2 * cell.text.size() + cell.bytes.size();
    return size;
}

std::int64_t powerBelow(std::int64_t number)
{
    return static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(std::max<std::int64_t>(number, 1))));
}

QString places(qsizetype count)
{
    return QStringList(count, u"?"_s).join(u", "_s);
}

// Reads a table from its first key to its last.
class Pages
{
public:
    Pages(Database &database, const TableShape &shape)
        : m_database(database)
        , m_shape(shape)
    {}

    // Empty: there are no more.
    Result<std::vector<Row>> next()
    {
        const QString key = m_shape.keyNames().join(u", "_s);
        QStringList conditions;
        if (!m_shape.leavingOut.isEmpty())
            conditions << u"NOT (%1)"_s.arg(m_shape.leavingOut);
        if (!m_last.empty())
            conditions << u"(%1) > (%2)"_s.arg(key, places(m_shape.key.size()));
        const QString where = conditions.isEmpty() ? QString() : u" WHERE "_s + conditions.join(u" AND "_s);
        Statement statement(m_database, u"SELECT %1 FROM %2%3 ORDER BY %4 LIMIT %5"_s
                                            .arg(m_shape.columnNames().join(u", "_s), m_shape.name, where, key)
                                            .arg(m_limit));
        if (!m_last.empty()) {
            for (const int column : m_shape.key)
                bind(statement, m_last[static_cast<std::size_t>(column)], m_shape.columns[column].kind);
        }
        if (const auto ran = statement.run(); !ran)
            return ran.error();
        std::vector<Row> rows;
        std::int64_t size = 0;
        while (statement.next()) {
            rows.push_back(rowOf(statement, m_shape));
            size += sizeOf(rows.back());
        }
        if (const auto end = statement.outcome(); !end)
            return end.error();
        if (!rows.empty()) {
            m_last = rows.back();
            const std::int64_t each = std::max<std::int64_t>(size / static_cast<std::int64_t>(rows.size()), 1);
            // In powers of two, so that few different statements are prepared.
            m_limit = powerBelow(std::clamp<std::int64_t>(pageBytes / each, 1, largestPage));
        }
        return rows;
    }

private:
    Database &m_database;
    const TableShape &m_shape;
    Row m_last;
    std::int64_t m_limit = firstPage;
};

void addTo(QByteArray &bytes, const Cell &cell, ColumnKind kind)
{
    const QByteArray content = cell.isNull                   ? QByteArray()
                               : kind == ColumnKind::Integer ? QByteArray::number(qlonglong{cell.number})
                               : kind == ColumnKind::Bytes   ? cell.bytes
                                                             : cell.text.toUtf8();
    bytes += cell.isNull ? '-' : '+';
    bytes += QByteArray::number(content.size()) + ':';
    bytes += content;
}

QByteArray keyOf(const Row &row, const TableShape &shape)
{
    QByteArray key;
    for (const int column : shape.key)
        addTo(key, row[static_cast<std::size_t>(column)], shape.columns[column].kind);
    return key;
}

// With the cells of the key only.
Row rowWith(const QByteArray &key, const TableShape &shape)
{
    Row row(static_cast<std::size_t>(shape.columns.size()));
    qsizetype at = 0;
    for (const int column : shape.key) {
        Cell &cell = row[static_cast<std::size_t>(column)];
        cell.isNull = key[at] == '-';
        const qsizetype colon = key.indexOf(':', at);
        const qsizetype size = key.mid(at + 1, colon - at - 1).toLongLong();
        const QByteArray content = key.mid(colon + 1, size);
        at = colon + 1 + size;
        if (shape.columns[column].kind == ColumnKind::Integer)
            cell.number = content.toLongLong();
        else if (shape.columns[column].kind == ColumnKind::Bytes)
            cell.bytes = content;
        else
            cell.text = QString::fromUtf8(content);
    }
    return row;
}

QByteArray digestOf(const Row &row, const TableShape &shape)
{
    QByteArray content;
    for (int i = 0; i < shape.columns.size(); ++i)
        addTo(content, row[static_cast<std::size_t>(i)], shape.columns[i].kind);
    return QCryptographicHash::hash(content, QCryptographicHash::Blake2s_128);
}

// Where the rows go, when that has to be there first.
Result<void> makeRoom(Database &database, const TableShape &shape, const std::vector<Row> &rows)
{
    if (shape.name != "event_segment"_L1 || database.dialect() != Dialect::Postgresql)
        return {};
    const auto time = static_cast<std::size_t>(shape.columnNames().indexOf(u"last_time"_s));
    QList<std::int64_t> lastTimes;
    for (const Row &row : rows)
        lastTimes << row[time].number;
    return SegmentDays(database).make(lastTimes);
}

Result<void> insert(Database &database, const TableShape &shape, const std::vector<Row> &rows)
{
    if (auto ready = makeRoom(database, shape, rows); !ready)
        return ready;
    const std::int64_t most = powerBelow(placesAtOnce / shape.columns.size());
    const auto count = static_cast<std::int64_t>(rows.size());
    const QString places1 = u'(' + places(shape.columns.size()) + u')';
    for (std::int64_t from = 0; from < count;) {
        const std::int64_t step = std::min(most, powerBelow(count - from));
        Statement statement(database,
                            u"INSERT INTO %1 (%2) VALUES %3"_s.arg(shape.name, shape.columnNames().join(u", "_s),
                                                                   QStringList(step, places1).join(u", "_s)));
        for (std::int64_t i = from; i < from + step; ++i) {
            for (int column = 0; column < shape.columns.size(); ++column)
                bind(statement, rows[static_cast<std::size_t>(i)][static_cast<std::size_t>(column)],
                     shape.columns[column].kind);
        }
        if (auto ran = statement.run(); !ran)
            return ran;
        from += step;
    }
    return {};
}

} // namespace

Result<void> TableCopy::silenceTriggers(const QList<TableShape> &shapes)
{
    if (m_to.dialect() == Dialect::Postgresql) {
        for (const TableShape &shape : shapes) {
            if (auto done = m_to.execute(u"ALTER TABLE %1 DISABLE TRIGGER USER"_s.arg(shape.name)); !done)
                return done;
        }
        return {};
    }
    struct Trigger
    {
        QString name;
        QString sql;
    };
    Result<QList<Trigger>> triggers = QList<Trigger>();
    {
        Statement statement(m_to, u"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"_s);
        triggers = statement.rows([](const Statement &row) { return Trigger{row.text(0), row.text(1)}; });
    }
    if (!triggers)
        return triggers.error();
    for (const Trigger &trigger : *triggers) {
        if (auto done = m_to.execute(u"DROP TRIGGER "_s + trigger.name); !done)
            return done;
        m_silenced << trigger.sql;
    }
    return {};
}

Result<void> TableCopy::restoreTriggers(const QList<TableShape> &shapes)
{
    if (m_to.dialect() == Dialect::Postgresql) {
        for (const TableShape &shape : shapes) {
            if (auto done = m_to.execute(u"ALTER TABLE %1 ENABLE TRIGGER USER"_s.arg(shape.name)); !done)
                return done;
        }
        return {};
    }
    for (const QString &sql : std::exchange(m_silenced, {})) {
        Statement statement(m_to, sql);
        if (auto done = statement.run(); !done)
            return done;
    }
    return {};
}

Result<std::int64_t> TableCopy::copy(const TableShape &shape, const Progress &progress, CopiedRows *copiedRows)
{
    if (auto emptied = m_to.execute(u"DELETE FROM "_s + shape.name); !emptied)
        return emptied.error();
    Pages pages(m_from, shape);
    std::int64_t copied = 0;
    for (;;) {
        const auto rows = pages.next();
        if (!rows)
            return rows.error();
        if (rows->empty())
            return copied;
        if (auto inserted = insert(m_to, shape, *rows); !inserted)
            return inserted.error();
        copied += static_cast<std::int64_t>(rows->size());
        if (copiedRows) {
            for (const Row &row : *rows)
                copiedRows->insert(keyOf(row, shape), digestOf(row, shape));
        }
        progress(static_cast<std::int64_t>(rows->size()));
    }
}

Result<void> TableCopy::refresh(const TableShape &shape, CopiedRows copied, const Progress &progress)
{
    const QStringList keys = shape.keyNames();
    const QString byKey =
        u"DELETE FROM %1 WHERE (%2) = (%3)"_s.arg(shape.name, keys.join(u", "_s), places(keys.size()));
    const auto remove = [&](const Row &key) {
        Statement statement(m_to, byKey);
        for (const int column : shape.key)
            bind(statement, key[static_cast<std::size_t>(column)], shape.columns[column].kind);
        return statement.run();
    };
    Pages pages(m_from, shape);
    for (;;) {
        const auto rows = pages.next();
        if (!rows)
            return rows.error();
        if (rows->empty())
            break;
        std::vector<Row> others;
        for (const Row &row : *rows) {
            const auto known = copied.constFind(keyOf(row, shape));
            const bool isThere = known != copied.cend();
            if (isThere && *known == digestOf(row, shape)) {
                copied.erase(known);
                continue;
            }
            if (isThere) {
                if (auto removed = remove(row); !removed)
                    return removed;
                copied.erase(known);
            }
            others.push_back(row);
        }
        if (auto inserted = insert(m_to, shape, others); !inserted)
            return inserted;
        progress(static_cast<std::int64_t>(rows->size()));
    }
    // The rest is gone from the source.
    for (auto gone = copied.cbegin(); gone != copied.cend(); ++gone) {
        if (auto removed = remove(rowWith(gone.key(), shape)); !removed)
            return removed;
    }
    return {};
}

Result<void> TableCopy::continueNumbers(const TableShape &shape)
{
    if (shape.numbered.isEmpty())
        return {};
    const auto highestIn = [&shape](Database &database) {
        const QString sql = database.dialect() == Dialect::Sqlite
                                ? u"SELECT seq FROM sqlite_sequence WHERE name = '%1'"_s.arg(shape.name)
                                : u"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM %1_%2_seq"_s.arg(
                                      shape.name, shape.numbered);
        Statement statement(database, sql);
        return statement.row([](const Statement &row) { return row.integer(0); });
    };
    const auto highest = highestIn(m_from);
    if (!highest)
        return highest.error();
    const std::int64_t number = highest->value_or(0);
    if (number == 0)
        return {};
    if (m_to.dialect() == Dialect::Postgresql) {
        Statement statement(m_to, u"SELECT setval('%1_%2_seq', ?)"_s.arg(shape.name, shape.numbered));
        return statement.bind(number).run();
    }
    // The row is there once the table has had one.
    {
        Statement statement(m_to, u"DELETE FROM sqlite_sequence WHERE name = ?"_s);
        if (auto removed = statement.bind(shape.name).run(); !removed)
            return removed;
    }
    Statement statement(m_to, u"INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)"_s);
    return statement.bind(shape.name).bind(number).run();
}

Result<std::int64_t> TableCopy::count(Database &database, const TableShape &shape)
{
    Statement statement(database, u"SELECT count(*) FROM "_s + shape.rows());
    const auto rows = statement.row([](const Statement &row) { return row.integer(0); });
    if (!rows)
        return rows.error();
    return rows->value_or(0);
}

} // namespace unmta::store
