#include "store/server/ServerLink.h"

#include "base/Log.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

namespace unmta::store {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds firstPause = 500ms;
constexpr std::chrono::milliseconds longestPause = 10s;
constexpr std::chrono::seconds grace = 1s; // a server that is well gives up first

// As libpq wants values in its connection strings.
QString quoted(QString value)
{
    return u'\'' + value.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s) + u'\'';
}

QString optionsFor(const ServerAddress &address, std::chrono::seconds patience)
{
    // Without an answer from the other computer, a statement would wait for as long as TCP tries: a quarter of an hour.
    QStringList options{u"connect_timeout=%1"_s.arg(patience.count()),
                        u"tcp_user_timeout=%1"_s.arg(std::chrono::milliseconds(patience).count()),
                        u"keepalives_idle=5"_s,
                        u"keepalives_interval=2"_s,
                        u"keepalives_count=3"_s,
                        u"application_name='unMTA Tracking'"_s};
    for (auto it = address.options.begin(); it != address.options.end(); ++it)
        options << it.key() + u'=' + quoted(it.value());
    return options.join(u';');
}

} // namespace

ServerLink::ServerLink(std::shared_ptr<const ServerAddress> address, const Rules &rules)
    : m_address(std::move(address))
    , m_rules(rules)
    , m_watch(m_rules.patience + grace)
{}

Result<QString> ServerLink::open()
{
    if (!m_opening)
        m_opening = std::make_unique<ServerOpening>(
            [address = m_address](QSqlDatabase &handle) { return connect(handle, *address); });
    const auto opened = m_opening->wait(patience + grace);
    if (!opened)
        return Error(u"store.unreachable"_s, {}, {{u"path"_s, m_address->name()}}, u"no answer"_s);
    m_opening.reset();
    if (*opened)
        m_watch.take(QSqlDatabase::database(**opened, false));
    return *opened;
}

Result<void> ServerLink::connect(QSqlDatabase &handle, const ServerAddress &address)
{
    handle.setHostName(address.host);
    handle.setPort(address.port > 0 ? address.port : -1);
    handle.setDatabaseName(address.database);
    handle.setUserName(address.user);
    handle.setPassword(address.password);
    handle.setConnectOptions(optionsFor(address, patience));
    if (!handle.open())
        return serverErrorOf(handle.lastError(), address.name());
    QStringList settings{
        // What a computer that vanished had locked is free again after this time.
        u"SET tcp_keepalives_idle = 10"_s,
        u"SET tcp_keepalives_interval = 5"_s,
        u"SET tcp_keepalives_count = 3"_s,
        u"SET client_min_messages = warning"_s,
        u"SET default_transaction_isolation = 'read committed'"_s,
        // Statements here take less than compiling one does, which the server believes to be worth it of some whose
        // tables it has not counted yet.
        u"SET jit = off"_s,
    };
    if (!address.schema.isEmpty()) {
        settings << u"CREATE SCHEMA IF NOT EXISTS %1"_s.arg(address.schema);
        settings << u"SET search_path = %1"_s.arg(address.schema);
    }
    for (const QString &sql : settings) {
        QSqlQuery query(handle);
        if (query.exec(sql))
            continue;
        const Error error = serverErrorOf(query.lastError(), address.name());
        if (!sql.startsWith("CREATE SCHEMA"_L1) || error.code != "store.duplicate"_L1) // somebody else was quicker
            return error;
    }
    return {};
}

// The server may not have noticed yet that nobody is at its other end, and keep the locks of that session.
void ServerLink::endFormer(QSqlDatabase &handle)
{
    QSqlQuery query(handle);
    if (!m_session.isEmpty()) {
        const QString end = u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid || ' ' || "
                            "backend_start = '%1'"_s;
        if (!query.exec(end.arg(m_session)))
            qCWarning(lcStore).noquote() << "the connection of before stays as long as the server wants"
                                         << query.lastError().databaseText().simplified();
    }
    const bool isKnown = query.exec(u"SELECT pid || ' ' || backend_start FROM pg_stat_activity WHERE pid = "
                                    "pg_backend_pid()"_s) &&
                         query.next();
    m_session = isKnown ? query.value(0).toString() : QString();
}

Result<void> ServerLink::settle(QSqlDatabase &handle)
{
    const std::chrono::milliseconds bound = m_rules.patience;
    QStringList settings{u"SET lock_timeout = %1"_s.arg(std::chrono::milliseconds(patience).count())};
    if (m_rules.readOnly)
        settings << u"SET default_transaction_read_only = on"_s;
    // They wait for a moment: an engine that was killed has its connection for as long as the server needs to notice.
    const QString all = u"SELECT pg_advisory_lock%1(%2, hashtext(current_schema()))"_s;
    const QString same = u"SELECT pg_advisory_lock(%1, hashtext(current_schema() || '.%2'))"_s;
    if (m_rules.keepsOthersOut)
        settings << all.arg(QString(), QString::number(engineLock));
    if (!m_rules.node.isEmpty()) {
        settings << all.arg(u"_shared"_s, QString::number(engineLock));
        settings << same.arg(QString::number(engineLock), m_rules.node);
        settings << u"SET unmta.node = '%1'"_s.arg(m_rules.node);
    }
    // Who was stopped in the midst of a transaction has the locks of all: it is rolled back then.
    settings << u"SET idle_in_transaction_session_timeout = %1"_s.arg((bound + grace).count());
    settings << u"SET statement_timeout = %1"_s.arg(bound.count());
    m_watch.take(handle);
    const ServerWatch::Turn waiting(&m_watch);
    if (!m_rules.node.isEmpty())
        endFormer(handle);
    for (const QString &sql : settings) {
        QSqlQuery query(handle);
        if (query.exec(sql))
            continue;
        Error error = serverErrorOf(query.lastError(), m_address->name());
        if (error.code == "store.busy"_L1)
            error.code =
                sql.contains(m_rules.node) && !m_rules.node.isEmpty() ? u"store.same_node"_s : u"store.other_engine"_s;
        return error;
    }
    return {};
}

void ServerLink::noteFailedTry()
{
    m_isLost = true;
    m_pause = std::clamp(m_pause * 2, firstPause, longestPause);
    m_nextTry = std::chrono::steady_clock::now() + m_pause;
}

void ServerLink::noteFound()
{
    m_isLost = false;
    m_pause = 0ms;
    broken.reset();
}

bool ServerLink::mayTry() const
{
    return m_pause == 0ms || std::chrono::steady_clock::now() >= m_nextTry;
}

QString writersLockCall(const QString &part, bool isShared)
{
    return u"pg_advisory_xact_lock%1(%2, hashtext(current_schema() || '.%3'))"_s.arg(
        isShared ? u"_shared"_s : QString(), QString::number(writersLock), part);
}

Error serverErrorOf(const QSqlError &error, const QString &name)
{
    // https://www.postgresql.org/docs/15/errcodes-appendix.html
    const QString native = error.nativeErrorCode();
    const auto code = [&native]() -> QString {
        const QStringView area = QStringView(native).left(2);
        if (native == "23505"_L1)
            return u"store.duplicate"_s;
        if (area == "23"_L1)
            return u"store.constraint"_s;
        if (native == "25006"_L1 || native == "42501"_L1) // read only; no privilege
            return u"store.not_writable"_s;
        if (native == "53100"_L1)
            return u"store.full"_s;
        if (native == "55P03"_L1 || area == "40"_L1) // no lock in time; deadlock
            return u"store.busy"_s;
        // None: the connection is gone. Refused or lost; out of resources; the statement took too long, or the server
        // is going down; who asks is not known, or the database is not.
        if (native.isEmpty() || area == "08"_L1 || area == "53"_L1 || area == "57"_L1 || area == "28"_L1 ||
            area == "3D"_L1)
            return u"store.unreachable"_s;
        if (area == "XX"_L1)
            return u"store.corrupt"_s;
        return u"store.failed"_s;
    };
    return Error(code(), {}, {{u"path"_s, name}},
                 u"%1 (PostgreSQL %2)"_s.arg(error.databaseText().simplified(), native.isEmpty() ? u"-"_s : native));
}

} // namespace unmta::store
