#include "service/access/AuditLog.h"

#include "base/Log.h"
#include "service/changes/ChangeFeed.h"
#include "store/Database.h"
#include "store/EngineStore.h"
#include "store/tables/access/AuditTable.h"

namespace unmta {

using namespace Qt::StringLiterals;

void AuditLog::write(AuditEntry entry)
{
    const store::Database::Unfenced asked(m_store.database()); // whatever it is, somebody did it here
    entry.at = m_clock.now();
    entry.node = m_store.nodeName();
    if (auto done = m_store.audit.insert(entry); !done)
        qCWarning(lcApi).noquote() << u"not audited action="_s + entry.action << describe(done.error());
    else
        m_feed.add(ChangeKind::Audit, entry.clusterId.value_or(QString()), entry.action, ChangeAction::Added);
}

Result<Page<AuditEntry>> AuditLog::list(const AuditQuery &query, const QString &after, int limit) const
{
    const auto database = store::Database::open({m_store.place(), u"engine"_s, true});
    if (!database)
        return database.error();
    return store::AuditTable(**database)
        .list({query.clusterId, query.subject, query.actor, query.action, query.since, query.until}, after, limit);
}

} // namespace unmta
