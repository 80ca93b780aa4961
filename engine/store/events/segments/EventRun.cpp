#include "store/events/segments/EventRun.h"

#include "domain/events/PackedEvents.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t usualSize = 200; // of a packed event

} // namespace

Error damagedEvents(const QString &what, std::int64_t seq)
{
    return Error(u"store.corrupt"_s, {}, {{u"path"_s, u"events.db"_s}}, u"%1 %2 is damaged"_s.arg(what).arg(seq));
}

Result<EventRun> decodeBatch(const QByteArray &packed, std::int64_t firstSeq)
{
    EventRun run;
    run.bytes = packed;
    PackedEvents events(run.bytes);
    run.items.reserve(static_cast<std::size_t>(run.bytes.size()) / usualSize + 1);
    for (std::int64_t seq = firstSeq; events.next(run.items.emplace_back().event); ++seq)
        run.items.back().seq = seq;
    run.items.pop_back();
    if (!events.isWhole())
        return damagedEvents(u"batch"_s, firstSeq);
    return run;
}

} // namespace unmta::store
