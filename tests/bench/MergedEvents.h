// So many events of ordinary mail in a store that nobody uses, in segments, as they lie some time after they came.
#pragma once

#include "store/Database.h"
#include "store/OrdinaryEvents.h"
#include "store/events/EventLog.h"
#include "store/events/SegmentPlanner.h"

namespace unmta::test {

// Errors: those of the store.
[[nodiscard]] inline Result<void> storeMerged(const QString &path, quint64 count)
{
    const auto writer = store::Database::open({path, QStringLiteral("events")});
    if (!writer)
        return writer.error();
    const auto reader = store::Database::open({path, QStringLiteral("events"), true});
    if (!reader)
        return reader.error();
    store::EventLog log(**writer);
    if (auto opened = log.open(); !opened)
        return opened;
    OrdinaryEvents events(1);
    for (quint64 made = 0; made < count;) {
        QByteArray packed;
        for (int i = 0; i < 4096 && made < count; ++i, ++made)
            events.pack(packed);
        if (const auto appended = log.append(packed); !appended)
            return appended.error();
        const auto change = store::SegmentPlanner(**reader).mergeBatches(store::SegmentPlanner::eventsAtOnce);
        if (!change)
            return change.error();
        if (const auto applied = log.apply(*change); !applied)
            return applied.error();
    }
    return {};
}

} // namespace unmta::test
