// Prepares what merging comes to: reads, encodes, and changes nothing. On a connection and a thread of its own, since
// it takes some milliseconds at a time.
#pragma once

#include "base/Result.h"
#include "store/events/SegmentChange.h"

#include <optional>

namespace unmta::store {

class Database;

struct RecipientOfCluster
{
    QString clusterId;
    QString key; // recipientKey()
};

class SegmentPlanner
{
public:
    // Segments of this size and larger stay as they are.
    static constexpr std::int64_t fullSegment = 4096;
    // What one step takes: small enough for a transaction that commits may have to wait for.
    static constexpr std::int64_t eventsAtOnce = 8192;
    static constexpr int rowsAtOnce = 1024;
    static constexpr int segmentsAtOnce = 32;

    struct Progress
    {
        SegmentChange change;
        std::int64_t reached = 0;
    };

    explicit SegmentPlanner(Database &database)
        : m_database(database)
    {}

    // The oldest batches that hold about `maxEvents` events, one at least, as segments: one per cluster and day.
    // Without the events of `erased`.
    [[nodiscard]] Result<SegmentChange> mergeBatches(std::int64_t maxEvents,
                                                     const std::optional<RecipientOfCluster> &erased = {}) const;
    // The same for rows of an earlier release.
    [[nodiscard]] Result<SegmentChange> mergeRows(int maxRows) const;
    // The cluster's youngest segments as one, where there are several small ones: empty when that is not due. Sizes
    // grow by a factor of four, so that an event is written about four times more at worst, whatever the number of
    // clusters.
    [[nodiscard]] Result<SegmentChange> compact(const QString &clusterId) const;
    // The cluster's first segment behind that number that may hold events of the recipient, without them. Empty when
    // there is none; `reached` says up to where it looked.
    [[nodiscard]] Result<Progress> erase(const RecipientOfCluster &erased, std::int64_t after, std::int64_t last) const;
    // The cluster's first segment behind that number whose events get other verdicts by the compiled-in rules and by
    // their behaviour, with these; `reached` as above, after some segments also without a change.
    [[nodiscard]] Result<Progress> judge(const QString &clusterId, std::int64_t after, std::int64_t last) const;

private:
    Database &m_database;
};

} // namespace unmta::store
