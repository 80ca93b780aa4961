#include "audit/AuditLoader.h"

#include "session/Session.h"

#include <algorithm>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int auditPage = 100;
constexpr int auditCollectMs = 200; // what is done at once to many is one question

} // namespace

AuditLoader::AuditLoader(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    m_collect.setSingleShot(true);
    m_collect.setInterval(auditCollectMs);
    connect(&m_collect, &QTimer::timeout, this, &AuditLoader::takeNews);
    connect(&session, &Session::changed, this, [this](const wire::Change &change) {
        if (change.kind != ChangeKind::Audit)
            return;
        if (m_isHeld)
            m_isOld = true;
        else if (!m_collect.isActive())
            m_collect.start();
    });
}

void AuditLoader::setFilter(const AuditFilter &filter)
{
    m_filter = filter;
    reload();
}

void AuditLoader::setHeld(bool isHeld)
{
    m_isHeld = isHeld;
    if (!isHeld && std::exchange(m_isOld, false))
        takeNews();
}

QList<std::pair<QString, QString>> AuditLoader::query(const QString &after, int limit) const
{
    QList<std::pair<QString, QString>> query{{u"after"_s, after},
                                             {u"limit"_s, QString::number(limit)},
                                             {u"actor"_s, m_filter.actor},
                                             {u"action"_s, m_filter.action},
                                             {u"subject"_s, m_filter.subject}};
    if (m_filter.isOfCluster)
        query.append({u"cluster"_s, m_session.clusterId()});
    if (m_filter.days > 0)
        query.append({u"since"_s, toIso8601(m_session.now() - std::chrono::hours(24 * m_filter.days))});
    return query;
}

void AuditLoader::reload()
{
    const int generation = ++m_generation;
    m_isAsking = true;
    m_session.client().call(api::listAudit, {}, query({}, auditPage), this,
                            [this, generation](const Result<wire::Page<wire::AuditEntry>> &page) {
                                if (generation != m_generation)
                                    return;
                                m_isAsking = false;
                                m_state = page ? State::Ready : State::Failed;
                                if (page) {
                                    m_entries = page->items;
                                    m_next = page->next;
                                    Q_EMIT loaded();
                                } else {
                                    m_problem = page.error();
                                }
                                Q_EMIT stateChanged();
                            });
}

void AuditLoader::more()
{
    if (!m_next || m_isAsking)
        return;
    m_isAsking = true;
    m_session.client().call(api::listAudit, {}, query(*m_next, auditPage), this,
                            [this, generation = m_generation](const Result<wire::Page<wire::AuditEntry>> &page) {
                                if (generation != m_generation)
                                    return;
                                m_isAsking = false;
                                if (!page)
                                    return;
                                m_entries += page->items;
                                m_next = page->next;
                                Q_EMIT appended(int(page->items.size()));
                            });
}

// What is above the newest that is known. Where that is more than a page, the list begins anew.
void AuditLoader::takeNews()
{
    if (m_state != State::Ready || m_entries.isEmpty())
        return reload();
    m_session.client().call(api::listAudit, {}, query({}, auditPage), this,
                            [this, generation = m_generation](const Result<wire::Page<wire::AuditEntry>> &page) {
                                if (generation != m_generation || !page || page->items.isEmpty())
                                    return;
                                const qint64 newest = m_entries.isEmpty() ? 0 : m_entries.front().id;
                                const auto &items = page->items;
                                const auto known =
                                    std::find_if(items.begin(), items.end(),
                                                 [newest](const auto &entry) { return entry.id <= newest; });
                                if (known == items.end())
                                    return reload();
                                const auto fresh = int(known - items.begin());
                                if (fresh == 0)
                                    return;
                                m_entries = items.first(fresh) + m_entries;
                                Q_EMIT arrived(fresh);
                            });
}

} // namespace unmta::ui
