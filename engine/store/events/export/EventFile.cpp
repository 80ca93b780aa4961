#include "store/events/export/EventFile.h"

#include "store/SqlError.h"

#include <QFile>
#include <QJsonDocument>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

const QStringList layout{
    // The file is thrown away when it is not finished, so there is nothing to go back to.
    u"PRAGMA journal_mode = OFF"_s,
    u"PRAGMA synchronous = FULL"_s,
    u"PRAGMA user_version = 1"_s,
    u"CREATE TABLE event (cursor INTEGER PRIMARY KEY, event_id TEXT NOT NULL, type TEXT NOT NULL, timestamp TEXT NOT "
    "NULL, cluster_id TEXT NOT NULL, tracking_host TEXT NOT NULL, message_id TEXT NOT NULL, recipient TEXT NOT NULL, "
    "url TEXT NOT NULL, link_index INTEGER NOT NULL, link_name TEXT NOT NULL, ip TEXT NOT NULL, user_agent TEXT NOT "
    "NULL, bot TEXT NOT NULL, meta TEXT NOT NULL)"_s,
    u"BEGIN"_s,
};

const QStringList closing{
    u"CREATE INDEX event_timestamp ON event (timestamp)"_s,
    u"CREATE INDEX event_recipient ON event (recipient)"_s,
    u"CREATE INDEX event_message ON event (message_id)"_s,
    u"CREATE INDEX event_host ON event (tracking_host, timestamp)"_s,
    u"COMMIT"_s,
};

const QStringList texts{u"event_id"_s,  u"type"_s, u"timestamp"_s, u"cluster_id"_s, u"tracking_host"_s, u"message_id"_s,
                        u"recipient"_s, u"url"_s,  u"link_name"_s, u"ip"_s,         u"user_agent"_s,    u"bot"_s};

} // namespace

struct EventFile::Insert
{
    explicit Insert(const QSqlDatabase &database)
        : query(database)
    {}
    QSqlQuery query;
};

Result<std::unique_ptr<EventFile>> EventFile::create(const QString &path)
{
    const QString name = u"export "_s + path;
    std::unique_ptr<EventFile> made(new EventFile(name));
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        database.setDatabaseName(path);
        if (!database.open())
            return Error(u"store.not_writable"_s, {}, {{u"path"_s, path}}, database.lastError().text());
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    }
    for (const QString &sql : layout) {
        if (auto done = made->execute(sql); !done)
            return done.error();
    }
    made->m_insert = std::make_unique<Insert>(QSqlDatabase::database(name));
    QStringList columns = texts;
    columns << u"cursor"_s << u"link_index"_s << u"meta"_s;
    const bool prepared = made->m_insert->query.prepare(u"INSERT INTO event (%1) VALUES (%2)"_s.arg(
        columns.join(u", "_s), QStringList(columns.size(), u"?"_s).join(u", "_s)));
    if (!prepared)
        return errorOf(made->m_insert->query.lastError(), path);
    return made;
}

EventFile::EventFile(QString name)
    : m_name(std::move(name))
{}

EventFile::~EventFile()
{
    m_insert.reset();
    QSqlDatabase::removeDatabase(m_name);
}

Result<void> EventFile::execute(const QString &sql) const
{
    QSqlQuery query(QSqlDatabase::database(m_name));
    if (!query.exec(sql))
        return errorOf(query.lastError(), QSqlDatabase::database(m_name).databaseName());
    return {};
}

Result<void> EventFile::add(const QJsonObject &event)
{
    QSqlQuery &query = m_insert->query;
    int at = 0;
    for (const QString &name : texts) {
        const QString text = event.value(name).toString();
        query.bindValue(at++, text.isNull() ? QString(u""_s) : text);
    }
    query.bindValue(at++, event.value(u"cursor"_s).toString().toLongLong());
    query.bindValue(at++, event.value(u"link_index"_s).toInteger());
    query.bindValue(at,
                    QString::fromUtf8(QJsonDocument(event.value(u"meta"_s).toObject()).toJson(QJsonDocument::Compact)));
    if (!query.exec())
        return errorOf(query.lastError(), QSqlDatabase::database(m_name).databaseName());
    return {};
}

Result<void> EventFile::finish()
{
    m_insert.reset();
    for (const QString &sql : closing) {
        if (auto done = execute(sql); !done)
            return done;
    }
    QSqlDatabase::database(m_name).close();
    return {};
}

} // namespace unmta::store
