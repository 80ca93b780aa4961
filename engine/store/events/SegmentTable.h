// Merged events: one row per segment (segments/SegmentCodec.h). Internal to this folder and to whoever merges.
#pragma once

#include "base/Result.h"
#include "store/events/segments/SegmentCodec.h"

#include <QList>

#include <functional>
#include <vector>

namespace unmta::store {

class Database;

// A segment without its body.
struct SegmentHead
{
    std::int64_t lastSeq = 0;
    std::int64_t firstSeq = 0;
    QString clusterId;
    std::int64_t events = 0;
    std::int64_t firstTime = 0;
    std::int64_t lastTime = 0;
    QByteArray filter; // where it was asked for
};

class SegmentTable
{
public:
    enum class Filters : std::uint8_t
    {
        Leave,
        Read,
    };

    explicit SegmentTable(Database &database)
        : m_database(database)
    {}

    // In the same transaction before they are inserted.
    [[nodiscard]] Result<void> makeRoom(const std::vector<Segment> &segments);
    [[nodiscard]] Result<void> insert(const Segment &segment);
    // Gives how many there were.
    [[nodiscard]] Result<std::int64_t> remove(std::int64_t lastSeq);
    // Whether there is any whose events are all older; on a server where segments are kept by days, any such day.
    [[nodiscard]] Result<bool> hasBefore(TimePoint time) const;
    // Up to `limit` of those, or a day of them; gives how many events went.
    [[nodiscard]] Result<std::int64_t> removeBefore(TimePoint time, int limit);
    [[nodiscard]] Result<std::int64_t> lastSeq() const; // 0: there is none

    // Those of the cluster with an event in (after, before), until `visit` says false.
    [[nodiscard]] Result<void> visit(const QString &clusterId, std::int64_t after, std::int64_t before, ReadOrder order,
                                     Filters filters, const std::function<bool(const SegmentHead &head)> &visit) const;
    // All clusters' with an event in (after, before), decoded, until `visit` says false. No order.
    [[nodiscard]] Result<void> readOverlapping(std::int64_t after, std::int64_t before,
                                               const std::function<bool(EventRun run)> &visit) const;
    // Errors besides the store's: store.not_found, store.corrupt.
    [[nodiscard]] Result<EventRun> read(const SegmentHead &head) const;

private:
    Database &m_database;
};

} // namespace unmta::store
