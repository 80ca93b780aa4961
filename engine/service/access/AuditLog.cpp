#include "service/access/AuditLog.h"

#include "base/Log.h"
#include "store/EngineStore.h"

namespace unmta {

using namespace Qt::StringLiterals;

void AuditLog::write(AuditEntry entry)
{
    entry.at = m_clock.now();
    if (auto done = m_store.audit.insert(entry); !done)
        qCWarning(lcApi).noquote() << u"not audited action="_s + entry.action << describe(done.error());
}

Result<Page<AuditEntry>> AuditLog::list(const QString &after, int limit) const
{
    return m_store.audit.list({}, after, limit);
}

} // namespace unmta
