// What a connection to a PostgreSQL needs besides what every connection has: how it is opened, and what happens once
// it is lost. Internal to this floor.
#pragma once

#include "base/Result.h"
#include "store/server/ServerAddress.h"
#include "store/server/ServerOpening.h"
#include "store/server/ServerWatch.h"

#include <chrono>
#include <memory>
#include <optional>

class QSqlDatabase;
class QSqlError;

namespace unmta::store {

class ServerLink
{
public:
    // What a thread that others wait for may wait for the server.
    static constexpr std::chrono::seconds patience{3};
    // Others: somebody waits for the answer, or for the thread's end.
    static constexpr std::chrono::seconds usualPatience{15};
    // For what reads or writes a whole store.
    static constexpr std::chrono::minutes longPatience{2};

    struct Rules
    {
        bool readOnly = false;
        std::chrono::seconds patience = usualPatience; // with a statement
        bool keepsOthersOut = false; // as long as it lives nobody else who says so or has a name is let in
        QString node = {};           // as long as it lives no other connection of that name to this store is let in
    };
    ServerLink(std::shared_ptr<const ServerAddress> address, const Rules &rules);

    [[nodiscard]] const ServerAddress &address() const { return *m_address; }

    // A connection, again too; under this name Qt has it. `patience` is the bound, whatever the server does and whoever
    // is asked for its name; after that it is waited for by whoever comes next. Errors: store.unreachable.
    [[nodiscard]] Result<QString> open();
    // From here on statements may take as long as they like, until settle().
    void wait() { m_watch.let(); }
    // The bounds of each statement, who this is, and the lock that keeps a second one of that name out. Errors:
    // store.other_engine, store.same_node.
    [[nodiscard]] Result<void> settle(QSqlDatabase &handle);

    // Before the driver closes the connection.
    void close() { m_watch.let(); }
    // Around whatever waits for the server.
    [[nodiscard]] ServerWatch &watch() { return m_watch; }

    // The connection is gone; or it could not be had again, so that nobody tries for a while.
    void noteLost() { m_isLost = true; }
    void noteFailedTry();
    void noteFound();
    [[nodiscard]] bool isLost() const { return m_isLost; }
    [[nodiscard]] bool mayTry() const;

    // A transaction in which something has failed is of no use any more, and PostgreSQL calls its end no error.
    std::optional<Error> broken;

private:
    [[nodiscard]] static Result<void> connect(QSqlDatabase &handle, const ServerAddress &address);
    void endFormer(QSqlDatabase &handle);

    std::shared_ptr<const ServerAddress> m_address;
    const Rules m_rules;
    bool m_isLost = false;
    QString m_session; // the server's process for the connection, and since when it is that
    std::chrono::steady_clock::time_point m_nextTry;
    std::chrono::milliseconds m_pause{0};
    std::unique_ptr<ServerOpening> m_opening; // under way
    ServerWatch m_watch;
};

// From PostgreSQL's codes to ours. An error without a code is the driver's own: the connection is gone.
[[nodiscard]] Error serverErrorOf(const QSqlError &error, const QString &name);

// Numbers of the advisory locks, beside the schema's hash.
inline constexpr int writersLock = 0x756e6d74;     // whoever changes something, for the length of a transaction
inline constexpr int engineLock = writersLock + 1; // an engine, beside the schema's and its own name's hash

// The call that takes it, for the engine's tables or for those of events: who changes settings does not wait for
// events. Shared: waits for those who change something, and for nobody else.
[[nodiscard]] QString writersLockCall(const QString &part, bool isShared);

} // namespace unmta::store
