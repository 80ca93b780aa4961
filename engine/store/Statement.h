// One prepared statement in use: bind in order, run, read. Internal to this floor. Prepared statements are kept by the
// database and used again.
#pragma once

#include "base/Clock.h"
#include "base/Page.h"
#include "base/Result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QVariant>

#include <memory>
#include <optional>

class QSqlQuery;

namespace unmta::store {

class Database;

// "?, ?, ?", for lists of any length up to a page. They come in powers of two, the last value fills up: so a few texts
// serve all lengths, and stay prepared.
[[nodiscard]] QString placesFor(qsizetype count);
[[nodiscard]] qsizetype paddedCount(qsizetype count);

class Statement
{
public:
    Statement(Database &database, const QString &sql);
    ~Statement();
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;

    // Empty texts and byte arrays are stored as empty, not as NULL.
    Statement &bind(const QString &value);
    Statement &bind(const QByteArray &value);
    Statement &bind(std::int64_t value);
    Statement &bind(int value) { return bind(std::int64_t{value}); }
    Statement &bind(bool value) { return bind(std::int64_t{value ? 1 : 0}); }
    Statement &bind(TimePoint value) { return bind(std::int64_t{toUnixMs(value)}); }
    Statement &bind(const std::optional<TimePoint> &value);
    Statement &bind(const std::optional<Millis> &value);
    Statement &bind(const std::optional<QString> &value);
    // All of a list, for the places that placesFor(values.size()) made. The list is not empty.
    template <typename T>
    Statement &bindEach(const QList<T> &values)
    {
        for (qsizetype i = 0; i < paddedCount(values.size()); ++i)
            bind(values[std::min(i, values.size() - 1)]);
        return *this;
    }

    [[nodiscard]] Result<void> run();
    // Moves to the next row. False at the end and on failure; outcome() tells which. To have lost the connection to a
    // server meanwhile, and got another, is one.
    [[nodiscard]] bool next();
    [[nodiscard]] Result<void> outcome() const;

    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] QByteArray bytes(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] bool flag(int column) const { return integer(column) != 0; }
    [[nodiscard]] TimePoint time(int column) const { return fromUnixMs(integer(column)); }
    [[nodiscard]] std::optional<TimePoint> optionalTime(int column) const;
    [[nodiscard]] std::optional<QString> optionalText(int column) const;

    // Of an INSERT that ends with returningId().
    [[nodiscard]] std::int64_t insertedId();
    [[nodiscard]] int changedRows() const;

    // run(), then `read(*this)` for every row. `Read` gives T.
    template <typename Read, typename T = std::invoke_result_t<Read, const Statement &>>
    [[nodiscard]] Result<QList<T>> rows(Read read)
    {
        if (const auto ran = run(); !ran)
            return ran.error();
        QList<T> items;
        while (next())
            items.append(read(*this));
        if (const auto end = outcome(); !end)
            return end.error();
        return items;
    }

    template <typename Read, typename T = std::invoke_result_t<Read, const Statement &>>
    [[nodiscard]] Result<std::optional<T>> row(Read read)
    {
        if (const auto ran = run(); !ran)
            return ran.error();
        if (next())
            return std::optional<T>(read(*this));
        if (const auto end = outcome(); !end)
            return end.error();
        return std::optional<T>();
    }

    // run(), and store.not_found when no row was changed.
    [[nodiscard]] Result<void> runOnExisting();

private:
    [[nodiscard]] bool isReading() const;
    [[nodiscard]] bool isChange() const;
    [[nodiscard]] Result<void> runOnce();
    void prepareAgain();
    [[nodiscard]] bool isOfThisConnection() const;
    [[nodiscard]] QVariant value(int column) const;

    Database &m_database;
    QString m_sql;
    std::optional<Error> m_prepareError; // before the query, which sets it
    std::unique_ptr<QSqlQuery> m_query;
    quint64 m_connection; // that it is prepared on
    int m_bound = 0;
};

// Cursors are row numbers in text form.
[[nodiscard]] Result<std::int64_t> parseCursor(const QString &cursor, std::int64_t whenEmpty);

[[nodiscard]] inline int clampLimit(int limit)
{
    return std::clamp(limit, 1, maxPageSize);
}

// A list with its row number beside each item.
template <typename T>
struct Numbered
{
    std::int64_t row = 0;
    T item;
};

// `rows` was asked for with limit + 1: the one too many says that there is more.
template <typename T>
[[nodiscard]] Page<T> pageOf(const QList<Numbered<T>> &rows, int limit)
{
    Page<T> page;
    for (const auto &entry : rows.first(std::min<qsizetype>(rows.size(), limit)))
        page.items.append(entry.item);
    if (rows.size() > limit)
        page.next = QString::number(rows[limit - 1].row);
    return page;
}

} // namespace unmta::store
