// Answers to challenges of certificate authorities (RFC 8555 section 8.3), for the nodes that have not ordered: an
// authority asks whichever it is led to.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace unmta::store {

class Database;

class ChallengeTable
{
public:
    struct Challenge
    {
        QString host;
        QString token;
        QByteArray answer;
    };

    explicit ChallengeTable(Database &database)
        : m_database(database)
    {}

    // What somebody left behind who could not take it away is forgotten after that time.
    [[nodiscard]] Result<void> publish(const Challenge &challenge, Millis length);
    [[nodiscard]] Result<void> withdraw(const QString &host, const QString &token);
    [[nodiscard]] Result<QList<Challenge>> all() const;
    [[nodiscard]] Result<QByteArray> answer(const QString &host, const QString &token) const; // empty: there is none

private:
    Database &m_database;
};

} // namespace unmta::store
