#include "store/Statement.h"

#include "store/Database.h"
#include "store/server/ServerWatch.h"

#include <QSqlError>
#include <QSqlQuery>

#include <bit>

namespace unmta::store {

using namespace Qt::StringLiterals;

Statement::Statement(Database &database, const QString &sql)
    : m_database(database)
    , m_sql(sql)
    , m_query(database.takeQuery(sql, m_prepareError))
    , m_connection(database.m_connection)
{}

Statement::~Statement()
{
    // A failed one is not used again: the driver resets it first, and the reset would report the old failure once more.
    if (!m_prepareError && !m_query->lastError().isValid() && isOfThisConnection())
        m_database.giveBack(m_sql, std::move(m_query));
    else
        m_database.putAside(std::move(m_query));
}

Statement &Statement::bind(const QString &value)
{
    // The driver would store a null QString as NULL, and PostgreSQL has no texts with a zero in them.
    if (m_database.dialect() == Dialect::Postgresql && value.contains(QChar(0)))
        return bind(QString(value).remove(QChar(0)));
    m_query->bindValue(m_bound++, value.isNull() ? u""_s : value);
    return *this;
}

Statement &Statement::bind(const QByteArray &value)
{
    m_query->bindValue(m_bound++, value.isNull() ? QByteArray("") : value);
    return *this;
}

Statement &Statement::bind(std::int64_t value)
{
    m_query->bindValue(m_bound++, static_cast<qlonglong>(value));
    return *this;
}

Statement &Statement::bind(const std::optional<TimePoint> &value)
{
    if (value)
        return bind(*value);
    m_query->bindValue(m_bound++, QVariant(QMetaType::fromType<qlonglong>()));
    return *this;
}

Statement &Statement::bind(const std::optional<Millis> &value)
{
    if (value)
        return bind(std::int64_t{value->count()});
    m_query->bindValue(m_bound++, QVariant(QMetaType::fromType<qlonglong>()));
    return *this;
}

Statement &Statement::bind(const std::optional<QString> &value)
{
    if (value)
        return bind(*value);
    m_query->bindValue(m_bound++, QVariant(QMetaType::fromType<QString>()));
    return *this;
}

QString placesFor(qsizetype count)
{
    return QStringList(paddedCount(count), u"?"_s).join(u", "_s);
}

qsizetype paddedCount(qsizetype count)
{
    return static_cast<qsizetype>(std::bit_ceil(static_cast<std::size_t>(count)));
}

Result<void> Statement::run()
{
    m_bound = 0;
    // What is written by itself depends on the lease as whole transactions do.
    if (m_database.isFenced() && !m_database.inTransaction() && !isReading()) {
        auto transaction = Transaction::begin(m_database);
        if (!transaction)
            return transaction.error();
        if (auto outcome = runOnce(); !outcome)
            return outcome;
        return transaction->commit();
    }
    auto outcome = runOnce();
    if (outcome || !m_database.mayReadAgain() || !isReading())
        return outcome;
    prepareAgain(); // the connection was lost since it was last used
    return runOnce();
}

// What had been bound is bound again.
void Statement::prepareAgain()
{
    const QVariantList values = m_query->boundValues();
    m_query = m_database.takeQuery(m_sql, m_prepareError);
    m_connection = m_database.m_connection;
    for (int i = 0; i < values.size(); ++i)
        m_query->bindValue(i, values[i]);
}

bool Statement::isOfThisConnection() const
{
    return m_connection == m_database.m_connection;
}

bool Statement::isReading() const
{
    return m_sql.startsWith("SELECT"_L1);
}

bool Statement::isChange() const
{
    return m_sql.startsWith("INSERT"_L1) || m_sql.startsWith("UPDATE"_L1) || m_sql.startsWith("DELETE"_L1);
}

Result<void> Statement::runOnce()
{
    ++m_database.m_statementsRun;
    if (m_database.m_refusal && !m_database.inTransaction() && isChange())
        return *m_database.m_refusal;
    // Another was had meanwhile, by the beginning of its own transaction or by another statement. Qt's driver for the
    // one of before is gone with it, and a query that has none ends the program.
    if (!m_prepareError && !isOfThisConnection())
        prepareAgain();
    const bool ran = [this] {
        const ServerWatch::Turn waiting(m_database.watch());
        return !m_prepareError && m_query->exec();
    }();
    auto outcome = ran              ? Result<void>()
                   : m_prepareError ? Result<void>(*m_prepareError)
                                    : Result<void>(m_database.errorFrom(m_query->lastError()));
    // What was only begun has not been written yet.
    const bool isWritten = ran && !m_query->isSelect() && !m_database.inTransaction() && !m_sql.startsWith("BEGIN"_L1);
    if (isWritten)
        ++m_database.m_commits;
    if (!ran || isWritten)
        m_database.noteWrite(outcome);
    return outcome;
}

bool Statement::next()
{
    return isOfThisConnection() && m_query->next();
}

Result<void> Statement::outcome() const
{
    if (!isOfThisConnection())
        return Error(u"store.unreachable"_s, {}, {{u"path"_s, m_database.path()}}, u"lost while reading"_s);
    if (m_query->lastError().isValid())
        return m_database.errorFrom(m_query->lastError());
    return {};
}

// The driver reads what it has with the help of its connection.
QVariant Statement::value(int column) const
{
    return isOfThisConnection() ? m_query->value(column) : QVariant();
}

bool Statement::isNull(int column) const
{
    return !isOfThisConnection() || m_query->isNull(column);
}

QString Statement::text(int column) const
{
    return value(column).toString();
}

QByteArray Statement::bytes(int column) const
{
    return value(column).toByteArray();
}

std::int64_t Statement::integer(int column) const
{
    return value(column).toLongLong();
}

std::optional<TimePoint> Statement::optionalTime(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(time(column));
}

std::optional<QString> Statement::optionalText(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(text(column));
}

std::int64_t Statement::insertedId()
{
    if (m_database.dialect() == Dialect::Postgresql)
        return next() ? integer(0) : 0;
    return m_query->lastInsertId().toLongLong();
}

int Statement::changedRows() const
{
    return m_query->numRowsAffected();
}

Result<void> Statement::runOnExisting()
{
    if (auto ran = run(); !ran)
        return ran;
    if (changedRows() == 0)
        return Error(u"store.not_found"_s);
    return {};
}

Result<std::int64_t> parseCursor(const QString &cursor, std::int64_t whenEmpty)
{
    if (cursor.isEmpty())
        return whenEmpty;
    bool number = false;
    const std::int64_t row = cursor.toLongLong(&number);
    if (!number || row < 0)
        return Error(u"store.bad_cursor"_s, u"after"_s, {{u"value"_s, cursor}});
    return row;
}

} // namespace unmta::store
