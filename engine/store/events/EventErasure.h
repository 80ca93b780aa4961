// What the file keeps of deleted things, and how it is overwritten: in steps, each short enough for a thread that
// others wait for; used on the recorder's connection.
#pragma once

#include "base/Result.h"

#include <QString>

namespace unmta::store {

class Database;

class EventErasure
{
public:
    // What is not in segments yet, up to some event.
    struct Unmerged
    {
        bool batches = false;
        bool rows = false; // of an earlier release
        [[nodiscard]] bool isNothing() const { return !batches && !rows; }
    };

    explicit EventErasure(Database &database)
        : m_database(database)
    {}

    [[nodiscard]] Result<Unmerged> unmerged(std::int64_t lastSeq) const;

    // The file may hold remains of what was deleted; a new start finds that out, until clear() is true.
    [[nodiscard]] Result<void> noteRemains();
    [[nodiscard]] Result<bool> hasRemains() const;

    // Overwrites some of the pages that nothing uses: they keep what was deleted from them. True: that was all.
    [[nodiscard]] Result<bool> fill();
    // Gives some of the filled pages back. True: that was all.
    [[nodiscard]] Result<bool> clear();
    // As Database::emptyLog().
    [[nodiscard]] Result<bool> emptyLog();

private:
    [[nodiscard]] bool isOnServer() const;

    Database &m_database;
};

} // namespace unmta::store
