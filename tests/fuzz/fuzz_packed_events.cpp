// libFuzzer target: whatever can be read of any bytes, as a batch, the spool or a worker hands them in, can be packed
// again and is the same then.
#include "domain/events/PackedEvents.h"

#include <cstdint>
#include <cstdlib>

using namespace unmta;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    PackedEvents reader(QByteArrayView(data, static_cast<qsizetype>(size)));
    for (EventView event; reader.next(event);) {
        QByteArray packed;
        packEvent(packed, event);
        PackedEvents again(packed);
        EventView same;
        const bool isSame = again.next(same) && same.id == event.id && same.kind == event.kind &&
                            same.timestamp == event.timestamp && same.domainId == event.domainId &&
                            same.linkIndex == event.linkIndex && same.texts == event.texts;
        if (!isSame || again.next(same) || !again.isWhole())
            std::abort();
        static_cast<void>(toEvent(event));
    }
    return 0;
}
