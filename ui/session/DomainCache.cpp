#include "session/DomainCache.h"

#include "contract/ApiClient.h"

#include <algorithm>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int domainsCollectMs = 60;
constexpr int domainsSettleMs = 100;

bool isMissing(const Error &error)
{
    return error.context.value(u"status"_s) == u"404";
}

} // namespace

DomainCache::DomainCache(ApiClient &client)
    : m_client(client)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(domainsSettleMs);
    connect(&m_settle, &QTimer::timeout, this, &DomainCache::settled);
    connect(this, &DomainCache::changed, this, [this] {
        if (!m_settle.isActive())
            m_settle.start();
    });
    m_collect.setSingleShot(true);
    m_collect.setInterval(domainsCollectMs);
    connect(&m_collect, &QTimer::timeout, this, [this] {
        for (const QString &name : std::exchange(m_dirty, {}))
            refresh(name);
    });
}

std::optional<wire::TrackingDomain> DomainCache::find(const QString &name) const
{
    const auto known = std::find_if(m_all.begin(), m_all.end(),
                                    [&name](const wire::TrackingDomain &domain) { return domain.name == name; });
    return known == m_all.end() ? std::nullopt : std::optional(*known);
}

void DomainCache::choose(const QString &clusterId)
{
    m_clusterId = clusterId;
    setState(State::Loading);
    m_all.clear();
    m_rowById.clear();
    Q_EMIT emptied();
    Q_EMIT changed();
    reload();
}

void DomainCache::reload()
{
    if (m_clusterId.isEmpty())
        return;
    ++m_generation;
    m_dirty.clear();
    if (m_state == State::Failed)
        setState(State::Loading);
    loadPage({}, {m_rowById.keyBegin(), m_rowById.keyEnd()});
}

void DomainCache::loadPage(const QString &after, QSet<qint64> unnamed)
{
    m_client.domains(m_clusterId, after, this,
                     [this, generation = m_generation,
                      unnamed = std::move(unnamed)](const Result<wire::Page<wire::TrackingDomain>> &page) mutable {
                         if (generation != m_generation)
                             return;
                         if (!page) {
                             // What is on screen stays on screen; the banner tells that the engine does not answer.
                             if (m_state == State::Loading)
                                 setState(State::Failed, page.error());
                             return;
                         }
                         for (const wire::TrackingDomain &named : page->items)
                             unnamed.remove(named.id);
                         take(page->items);
                         if (page->next && !page->items.isEmpty())
                             return loadPage(*page->next, std::move(unnamed));
                         forget(unnamed);
                         Q_EMIT listed();
                         setState(State::Ready);
                     });
}

void DomainCache::refresh(const QString &name)
{
    m_dirty.remove(name);
    m_client.domain(m_clusterId, name, this,
                    [this, name, cluster = m_clusterId](const Result<wire::TrackingDomain> &domain) {
                        if (cluster != m_clusterId)
                            return;
                        if (domain)
                            note(*domain);
                        else if (isMissing(domain.error()))
                            remove(name);
                        else
                            Q_EMIT missed(name, domain.error());
                    });
}

void DomainCache::note(const wire::TrackingDomain &domain)
{
    if (domain.clusterId == m_clusterId)
        take({domain});
}

void DomainCache::take(const QList<wire::TrackingDomain> &domains)
{
    QList<wire::TrackingDomain> news;
    for (const wire::TrackingDomain &domain : domains) {
        const auto known = m_rowById.constFind(domain.id);
        if (known == m_rowById.cend()) {
            m_rowById.insert(domain.id, m_all.size());
            m_all.append(domain);
        } else if (m_all.at(*known) != domain) {
            m_all[*known] = domain;
        } else {
            continue;
        }
        news.append(domain);
    }
    if (news.isEmpty())
        return;
    Q_EMIT seen(news);
    Q_EMIT changed();
}

void DomainCache::noteRemoved(const QString &clusterId, const QString &name)
{
    if (clusterId == m_clusterId)
        remove(name);
}

void DomainCache::takeChange(const wire::Change &change)
{
    if (change.clusterId != m_clusterId)
        return;
    const bool isDomain = change.kind == ChangeKind::Domain;
    if (isDomain && change.action == wire::ChangeAction::Removed) {
        m_dirty.remove(change.subject);
        remove(change.subject);
    } else if (isDomain || change.kind == ChangeKind::Activity) {
        m_dirty.insert(change.subject);
        if (!m_collect.isActive())
            m_collect.start();
    }
}

void DomainCache::goOffline(const Error &problem)
{
    if (m_state == State::Loading)
        setState(State::Failed, problem);
}

// Told even of a domain that is not in the list: its page may be open and wait for it.
void DomainCache::remove(const QString &name)
{
    const auto gone = std::find_if(m_all.cbegin(), m_all.cend(),
                                   [&name](const wire::TrackingDomain &each) { return each.name == name; });
    if (gone != m_all.cend()) {
        m_rowById.remove(gone->id);
        for (auto behind = m_all.erase(gone); behind != m_all.end(); ++behind)
            --m_rowById[behind->id];
    }
    Q_EMIT removed(name);
    Q_EMIT changed();
}

void DomainCache::forget(const QSet<qint64> &ids)
{
    for (const qint64 id : ids) {
        if (const auto row = m_rowById.constFind(id); row != m_rowById.cend())
            remove(QString(m_all.at(*row).name));
    }
}

void DomainCache::setState(State state, const Error &problem)
{
    m_state = state;
    m_problem = problem;
    Q_EMIT stateChanged();
}

} // namespace unmta::ui
