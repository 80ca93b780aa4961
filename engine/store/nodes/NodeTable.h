// The engines that share a PostgreSQL, and what each tells of itself. Times are the server's.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"

#include <QList>
#include <QString>

namespace unmta::store {

class Database;

struct Node
{
    QString id;
    QString name; // of its computer
    QString version;
    TimePoint startedAt{};
    TimePoint seenAt{};
    Millis silentFor{0}; // since then
    bool isDraining = false;
    QByteArray facts; // JSON, as service/nodes/NodeFacts.h has it
};

class NodeTable
{
public:
    explicit NodeTable(Database &database)
        : m_database(database)
    {}

    // It has started: as new, whatever it was before.
    [[nodiscard]] Result<void> arrive(const Node &node);
    // It lives. Gives what others want of it; none: it was removed.
    [[nodiscard]] Result<std::optional<bool>> sign(const QString &id, const QByteArray &facts);
    [[nodiscard]] Result<QList<Node>> all() const; // by their start
    [[nodiscard]] Result<std::optional<Node>> byId(const QString &id) const;
    // Errors: store.not_found.
    [[nodiscard]] Result<void> setDraining(const QString &id, bool isDraining);
    // Unless it has given a sign of life within that time. False: it has, or is not there.
    [[nodiscard]] Result<bool> removeSilent(const QString &id, Millis silent);

private:
    Database &m_database;
};

} // namespace unmta::store
