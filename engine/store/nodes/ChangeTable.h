// What has changed in a store that several nodes share, as triggers number it, whoever changes it and how.
//
// Numbers are given out before what gets them is committed, so a lower one may appear after a higher one. A reader
// therefore goes on from a number below which everything is settled, and keeps in mind what it has seen behind it: all
// who had got a number by the time of a look had begun by then (`begun`), and have ended when no younger transaction
// than that is the oldest one (`ended`).
#pragma once

#include "base/Clock.h"
#include "base/Result.h"

#include <QList>
#include <QSet>
#include <QString>

namespace unmta::store {

class Database;

struct NodeChange
{
    std::int64_t number = 0;
    QString node; // that made it; empty: no engine
    QString kind;
    QString clusterId;
    QString subject;
};

class ChangeTable
{
public:
    explicit ChangeTable(Database &database)
        : m_database(database)
    {}

    struct Look
    {
        QList<NodeChange> changes;
        std::int64_t gone = 0;  // up to this number they are not kept any more
        std::int64_t begun = 0; // transactions
        std::int64_t ended = 0;
    };
    // Those behind a number, in order.
    [[nodiscard]] Result<Look> behind(std::int64_t number) const;
    // To be listened to: somebody changes something.
    [[nodiscard]] Result<QString> channel() const;
    // Those that are older.
    [[nodiscard]] Result<void> forget(Millis older);

private:
    Database &m_database;
};

// How far one node has read.
class ChangeReader
{
public:
    struct News
    {
        QList<NodeChange> changes; // each once
        bool isReset = false;      // some are lost: everything is to be read anew
    };
    explicit ChangeReader(Database &database)
        : m_table(database)
    {}

    // From here on. What is read from the store after that is at least as new.
    [[nodiscard]] Result<void> begin();
    // What is new. After an error, or when done() is not called, it comes again.
    [[nodiscard]] Result<News> look();
    void done();
    [[nodiscard]] const ChangeTable &table() const { return m_table; }
    [[nodiscard]] ChangeTable &table() { return m_table; }
    // Up to this number everything was seen.
    [[nodiscard]] std::int64_t position() const { return m_settled; }

private:
    void note(const ChangeTable::Look &look);

    ChangeTable m_table;
    std::int64_t m_settled = 0;
    std::int64_t m_candidate = 0; // settled, once all have ended who had begun by m_begun
    std::int64_t m_begun = 0;
    QSet<std::int64_t> m_seen; // behind m_settled
    ChangeTable::Look m_look;  // that is not done yet
};

} // namespace unmta::store
