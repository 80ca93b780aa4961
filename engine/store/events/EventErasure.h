// Deletes what is stored about one recipient, and what the file keeps of deleted things. In steps, each short enough
// for a thread that others wait for; used on the recorder's connection. The hourly sums stay: they name nobody.
#pragma once

#include "base/Result.h"

#include <QString>

namespace unmta::store {

class Database;

struct RecipientOfCluster
{
    QString clusterId;
    QString key; // recipientKey()
};

class EventErasure
{
public:
    struct Step
    {
        std::int64_t deleted = 0;
        std::int64_t reached = 0; // all events up to this number were looked at
    };

    explicit EventErasure(Database &database)
        : m_database(database)
    {}

    // The youngest batch that waits for its expansion, and the oldest one; 0: none waits.
    [[nodiscard]] Result<std::int64_t> lastBatch() const;
    [[nodiscard]] Result<std::int64_t> firstBatch() const;
    // The number of the youngest event.
    [[nodiscard]] Result<std::int64_t> lastEvent() const;

    // The file may hold remains of what was deleted; a new start finds that out, until clear() is true.
    [[nodiscard]] Result<void> noteRemains();
    [[nodiscard]] Result<bool> hasRemains() const;

    // Of the events behind the number `after`, up to `last`. One transaction, if any.
    [[nodiscard]] Result<Step> erase(const RecipientOfCluster &recipient, std::int64_t after, std::int64_t last);

    // Overwrites some of the pages that nothing uses: they keep what was deleted from them. True: that was all.
    [[nodiscard]] Result<bool> fill();
    // Gives some of the filled pages back. True: that was all.
    [[nodiscard]] Result<bool> clear();
    // As Database::emptyLog().
    [[nodiscard]] Result<bool> emptyLog();

    // How many events of that recipient there are, waiting ones included. At once, as long as it takes: for a
    // connection and a thread of its own.
    [[nodiscard]] Result<std::int64_t> count(const RecipientOfCluster &recipient);

private:
    Database &m_database;
};

} // namespace unmta::store
