// What one step of merging comes to: prepared on a thread of its own from what can be read, then made in one short
// transaction by whoever writes (EventLog::apply).
#pragma once

#include "store/events/ActivityMove.h"
#include "store/events/segments/SegmentCodec.h"

#include <QStringList>

#include <vector>

namespace unmta::store {

struct SegmentChange
{
    // What goes, and how much of it there must be: otherwise somebody was quicker, and nothing is changed.
    std::int64_t batchesUpTo = 0; // that end at or before this number
    std::int64_t batches = 0;
    std::int64_t rowsUpTo = 0;
    std::int64_t rows = 0;
    std::vector<std::int64_t> segments; // by their last numbers

    std::vector<Segment> added;

    std::int64_t taken = 0;          // events of batches and rows
    std::int64_t deleted = 0;        // events that are not among the added any more
    QStringList clusters;            // whose segments changed
    std::int64_t judged = 0;         // events that have another verdict, where that was asked for
    std::vector<ActivityMove> moves; // what new verdicts do to the sums

    [[nodiscard]] bool isEmpty() const { return batches == 0 && rows == 0 && segments.empty(); }
};

} // namespace unmta::store
