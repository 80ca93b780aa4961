// Who did what: one entry per operator action. Engine thread.
#pragma once

#include "base/Clock.h"
#include "base/Page.h"
#include "base/Result.h"
#include "domain/access/AuditEntry.h"

namespace unmta {

namespace store {
class EngineStore;
}

class AuditLog
{
public:
    AuditLog(store::EngineStore &store, const Clock &clock)
        : m_store(store)
        , m_clock(clock)
    {}

    // After it was done. `entry` as of now; one that cannot be written is logged and hinders nobody.
    void write(AuditEntry entry);
    // Newest first. Errors: store.bad_cursor.
    [[nodiscard]] Result<Page<AuditEntry>> list(const QString &after, int limit) const;

private:
    store::EngineStore &m_store;
    const Clock &m_clock;
};

} // namespace unmta
