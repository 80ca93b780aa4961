// Events as commits brought them, until they are merged, or carried to a server (EventCarrier).
#pragma once

#include "base/Result.h"
#include "store/events/segments/EventRun.h"

#include <functional>

namespace unmta::store {

class Database;

class BatchTable
{
public:
    struct Totals
    {
        std::int64_t batches = 0;
        std::int64_t events = 0;
        std::int64_t lastSeq = 0; // 0: there is none
    };

    explicit BatchTable(Database &database)
        : m_database(database)
    {}

    [[nodiscard]] Result<void> insert(std::int64_t firstSeq, std::int64_t events, const QByteArray &packed);
    [[nodiscard]] Result<Totals> totals() const;

    // Those with an event in (after, before), until `visit` says false. Errors besides the store's: store.corrupt.
    [[nodiscard]] Result<void> visit(std::int64_t after, std::int64_t before, ReadOrder order,
                                     const std::function<bool(EventRun run)> &visit) const;

    struct Raw
    {
        std::int64_t lastSeq = 0;
        std::int64_t events = 0;
        QByteArray packed;
    };
    // As they came, the oldest first: those that begin behind that number, about so many events, one at least.
    [[nodiscard]] Result<QList<Raw>> behind(std::int64_t seq, std::int64_t events) const;

    // All that end at or before that number. Gives how many.
    [[nodiscard]] Result<std::int64_t> removeUpTo(std::int64_t lastSeq);

private:
    Database &m_database;
};

} // namespace unmta::store
