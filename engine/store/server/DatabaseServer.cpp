// What a connection to a PostgreSQL does in its own way.
#include "store/Database.h"

#include "base/Log.h"
#include "store/DatabaseCache.h"
#include "store/Migrator.h"
#include "store/Statement.h"
#include "store/server/ServerLink.h"

#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>

namespace unmta::store {

using namespace Qt::StringLiterals;

Result<void> Database::openServer(const DatabaseFile &file)
{
    m_path = file.place.name();
    m_part = file.schema;
    const std::chrono::seconds patience = file.isBounded   ? ServerLink::patience
                                          : file.isPatient ? ServerLink::longPatience
                                                           : ServerLink::usualPatience;
    m_link = std::make_unique<ServerLink>(file.place.server,
                                          ServerLink::Rules{file.readOnly, patience, file.keepsOthersOut, file.node});
    if (!QSqlDatabase::isDriverAvailable(u"QPSQL"_s))
        return Error(u"store.no_driver"_s);
    if (auto opened = m_link->open(); !opened)
        return opened.error();
    else
        m_name = *opened;
    const Migrator migrator(compiledMigrations(u"postgresql/"_s + file.schema));
    const auto version = migrator.versionOf(*this);
    if (!version)
        return version.error();
    const bool stays = file.place.server->keepsSchema && *version > 0;
    if (!stays && *version != migrator.newest()) {
        m_link->wait(); // a large store takes its time
        if (auto migrated = migrator.migrate(*this); !migrated)
            return migrated;
    }
    m_schemaVersion = stays ? *version : migrator.newest();
    QSqlDatabase handle = connection();
    if (auto settled = m_link->settle(handle); !settled)
        return settled;
    m_isBounded = file.isBounded;
    return {};
}

ServerWatch *Database::watch() const
{
    return m_link ? &m_link->watch() : nullptr;
}

// Outside of a transaction. Errors: store.unreachable and store.other_engine, without waiting when the last try was but
// a moment ago.
Result<void> Database::reconnect()
{
    if (!m_link->mayTry())
        return Error(u"store.unreachable"_s, {}, {{u"path"_s, m_path}}, u"tried a moment ago"_s);
    forgetConnection();
    Result<void> done;
    if (auto opened = m_link->open(); opened) {
        m_name = *opened;
        QSqlDatabase handle = connection();
        done = m_link->settle(handle);
    } else {
        done = opened.error();
    }
    if (!done) {
        m_link->noteFailedTry();
        qCWarning(lcStore).noquote() << "no connection to the store" << describe(done.error());
        return done;
    }
    m_link->noteFound();
    qCInfo(lcStore).noquote() << m_path << "is connected again";
    return m_heard ? subscribe() : Result<void>();
}

// The driver goes first: statements that outlive it do not try to tell a server that is gone that they end.
void Database::forgetConnection()
{
    m_link->close();
    ++m_connection;
    QSqlDatabase::removeDatabase(m_name);
    m_cache->idle.clear();
    m_cache->aside.clear();
}

Result<void> Database::connected()
{
    if (!m_link->isLost())
        return {};
    if (m_depth > 0)
        return m_link->broken.value_or(Error(u"store.unreachable"_s, {}, {{u"path"_s, m_path}}));
    return reconnect();
}

Result<void> Database::control(const QString &sql)
{
    if (!m_link) {
        Statement statement(*this, sql);
        return statement.run();
    }
    // To PostgreSQL the end of a broken transaction is no error, whatever was to be kept.
    const bool keeps = sql.startsWith("COMMIT"_L1) || sql.startsWith("RELEASE"_L1) || sql.startsWith("SAVEPOINT"_L1);
    if (keeps && m_link->broken)
        return *m_link->broken;
    if (sql == "ROLLBACK"_L1 || sql.startsWith("ROLLBACK TO"_L1))
        m_link->broken.reset();
    if (m_link->isLost()) // then the server has rolled back
        return Error(u"store.unreachable"_s, {}, {{u"path"_s, m_path}});
    ++m_statementsRun;
    QSqlQuery query(connection());
    const ServerWatch::Turn waiting(watch());
    if (!query.exec(sql)) {
        const Error error = errorFrom(query.lastError());
        noteWrite(error);
        return error;
    }
    return {};
}

Result<void> Database::beginReading()
{
    if (!m_link)
        return execute(u"BEGIN"_s);
    auto begun = connected();
    if (begun)
        begun = control(u"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"_s);
    if (!begun && mayReadAgain()) {
        begun = connected();
        if (begun)
            begun = control(u"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"_s);
    }
    if (begun)
        ++m_depth; // a connection that is lost within is not had again within
    return begun;
}

Result<void> Database::endReading()
{
    if (!m_link)
        return execute(u"COMMIT"_s);
    --m_depth;
    const auto broken = std::exchange(m_link->broken, {});
    const auto ended = control(u"ROLLBACK"_s);
    return broken ? Result<void>(*broken) : ended;
}

// Behind the lock that whoever takes the lease over takes, too.
Result<void> Database::checkFence()
{
    const Error lost(u"store.not_the_holder"_s, {}, {{u"lease"_s, m_fence->lease}});
    if (m_fence->token == 0)
        return lost;
    Statement statement(*this, u"SELECT 1 FROM node_lease WHERE name = ? AND node = ? AND token = ?"_s);
    statement.bind(m_fence->lease).bind(m_fence->node).bind(m_fence->token);
    const auto held = statement.row([](const Statement &) { return true; });
    if (!held)
        return held.error();
    return *held ? Result<void>() : Result<void>(lost);
}

Result<void> Database::listen(const QString &channel, std::function<void()> heard)
{
    if (!m_link)
        return {};
    m_channel = channel;
    m_heard = std::move(heard);
    return subscribe();
}

Result<void> Database::subscribe()
{
    QSqlDriver *driver = connection().driver();
    const ServerWatch::Turn waiting(watch());
    if (!driver->subscribedToNotifications().contains(m_channel) && !driver->subscribeToNotification(m_channel))
        return errorFrom(driver->lastError());
    QObject::connect(driver, &QSqlDriver::notification, driver, [this] { m_heard(); });
    QMetaObject::invokeMethod(
        driver, [this] { m_heard(); }, Qt::QueuedConnection);
    return {};
}

// Both steps lose nothing when they are made a second time, so a connection that has gone since is had again.
Result<void> Database::beginWriting()
{
    if (!m_link)
        return control(u"BEGIN IMMEDIATE"_s);
    Result<void> begun;
    for (int tries = 0; tries < 2; ++tries) {
        begun = connected();
        if (begun)
            begun = control(u"BEGIN"_s);
        if (begun || !m_link->isLost())
            break;
    }
    if (begun) {
        begun = control("SELECT "_L1 + writersLockCall(m_part, false));
        if (begun && isFenced()) {
            ++m_depth; // it is within by now
            begun = checkFence();
            --m_depth;
            if (!begun) {
                static_cast<void>(control(u"ROLLBACK"_s));
                return begun;
            }
        }
        if (!begun)
            static_cast<void>(control(u"ROLLBACK"_s));
    }
    if (!begun)
        noteWrite(begun);
    return begun;
}

} // namespace unmta::store
