#include "session/DomainCache.h"

#include "contract/ApiClient.h"

#include <algorithm>
#include <utility>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int domainsCollectMs = 60;
constexpr int domainsSettleMs = 100;
constexpr qsizetype mostByThemselves = 200;
constexpr qsizetype goneAtOnce = 100;
constexpr int firstPauseMs = 1000;
constexpr int longestPauseMs = 60'000;

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
    connect(&m_collect, &QTimer::timeout, this, &DomainCache::refreshDirty);
    m_leave.setSingleShot(true);
    m_leave.setInterval(0);
    connect(&m_leave, &QTimer::timeout, this, &DomainCache::removeSome);
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &DomainCache::reload);
}

std::optional<wire::TrackingDomain> DomainCache::find(const QString &name) const
{
    const auto row = m_rowByName.constFind(name);
    return row == m_rowByName.cend() ? std::nullopt : std::optional(m_all.at(*row));
}

void DomainCache::choose(const QString &clusterId)
{
    m_clusterId = clusterId;
    setState(State::Loading);
    m_all.clear();
    m_rowByName.clear();
    m_gone.clear();
    m_pauseMs = 0;
    Q_EMIT emptied();
    Q_EMIT changed();
    reload();
}

void DomainCache::reload()
{
    ++m_generation;
    m_again.stop();
    m_dirty.clear();
    m_newer.clear();
    if (m_clusterId.isEmpty())
        return;
    m_isListing = true;
    m_isIncomplete = false;
    if (m_state == State::Failed)
        setState(State::Loading);
    loadPage({}, {m_rowByName.keyBegin(), m_rowByName.keyEnd()});
}

void DomainCache::loadPage(const QString &after, QSet<QString> unnamed)
{
    m_client.domains(m_clusterId, after, this,
                     [this, generation = m_generation,
                      unnamed = std::move(unnamed)](const Result<wire::Page<wire::TrackingDomain>> &page) mutable {
                         if (generation != m_generation)
                             return;
                         page ? takePage(*page, std::move(unnamed)) : breakOff(page.error());
                     });
}

void DomainCache::takePage(const wire::Page<wire::TrackingDomain> &page, QSet<QString> unnamed)
{
    QList<wire::TrackingDomain> named;
    for (const wire::TrackingDomain &domain : page.items) {
        unnamed.remove(domain.name);
        if (m_newer.contains(domain.name))
            continue;
        m_gone.remove(domain.name);
        named << domain;
    }
    take(named);
    if (page.next && !page.items.isEmpty())
        return loadPage(*page.next, std::move(unnamed));
    m_isListing = false;
    m_pauseMs = 0;
    m_gone += unnamed;
    removeSome();
    Q_EMIT listed();
    setState(State::Ready);
}

// What is on screen stays on screen, and the rest is asked for again after a while: an engine that does not answer at
// all tells when it is back, one that answers other questions does not.
void DomainCache::breakOff(const Error &problem)
{
    m_isListing = false;
    m_isIncomplete = true;
    if (!m_all.isEmpty() && !m_isOffline) {
        m_pauseMs = std::clamp(2 * m_pauseMs, firstPauseMs, longestPauseMs);
        m_again.start(m_pauseMs);
    }
    if (m_state == State::Loading)
        setState(State::Failed, problem);
}

void DomainCache::refreshDirty()
{
    // Of so many a list is asked for more quickly than each by itself; while there is one under way it is waited for.
    if (m_dirty.size() > mostByThemselves) {
        if (m_isListing)
            m_collect.start();
        else
            reload();
        return;
    }
    for (const QString &name : std::exchange(m_dirty, {}))
        refresh(name);
}

void DomainCache::refresh(const QString &name)
{
    m_dirty.remove(name);
    m_client.domain(
        m_clusterId, name, this,
        [this, name, cluster = m_clusterId, removals = m_removals](const Result<wire::TrackingDomain> &domain) {
            if (cluster != m_clusterId)
                return;
            if (domain && removals != m_removals && !m_rowByName.contains(name)) {
                refresh(name); // perhaps this reply is of before, and it is among those that were removed
            } else if (domain) {
                note({*domain});
            } else if (isMissing(domain.error())) {
                noteRemoved(cluster, {name});
            } else {
                m_isIncomplete = true;
                Q_EMIT missed(name, domain.error());
            }
        });
}

void DomainCache::note(const QList<wire::TrackingDomain> &domains)
{
    QList<wire::TrackingDomain> ours;
    for (const wire::TrackingDomain &domain : domains) {
        if (domain.clusterId != m_clusterId)
            continue;
        ours << domain;
        m_gone.remove(domain.name); // and is there again
        if (m_isListing)
            m_newer.insert(domain.name);
    }
    take(ours);
}

void DomainCache::take(const QList<wire::TrackingDomain> &domains)
{
    QList<wire::TrackingDomain> news;
    for (const wire::TrackingDomain &domain : domains) {
        const auto known = m_rowByName.constFind(domain.name);
        if (known == m_rowByName.cend()) {
            m_rowByName.insert(domain.name, m_all.size());
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

void DomainCache::noteRemoved(const QString &clusterId, const QStringList &names)
{
    if (clusterId != m_clusterId)
        return;
    for (const QString &name : names) {
        m_dirty.remove(name);
        m_gone.insert(name);
        if (m_isListing)
            m_newer.insert(name);
    }
    removeSome();
}

void DomainCache::takeChange(const wire::Change &change)
{
    if (change.clusterId != m_clusterId)
        return;
    const bool isDomain = change.kind == ChangeKind::Domain;
    if (!isDomain && change.kind != ChangeKind::Activity)
        return;
    if (isDomain && change.action == wire::ChangeAction::Removed) {
        if (m_isListing)
            m_newer.insert(change.subject);
        m_dirty.remove(change.subject);
        m_gone.insert(change.subject);
        m_leave.start();
    } else {
        m_dirty.insert(change.subject);
        if (!m_collect.isActive())
            m_collect.start();
    }
}

void DomainCache::goOffline(const Error &problem)
{
    m_isOffline = true;
    m_again.stop();
    if (m_state == State::Loading)
        setState(State::Failed, problem);
}

void DomainCache::comeBack()
{
    m_isOffline = false;
    if (m_isIncomplete && !m_isListing)
        reload();
}

void DomainCache::removeSome()
{
    QStringList names;
    for (auto each = m_gone.begin(); each != m_gone.end() && names.size() < goneAtOnce;) {
        names << *each;
        each = m_gone.erase(each);
    }
    if (!m_gone.isEmpty())
        m_leave.start();
    if (!names.isEmpty())
        remove(names);
}

// Told even of domains that are not in the list: the page of one may be open and wait for it.
void DomainCache::remove(const QStringList &names)
{
    ++m_removals;
    qsizetype first = m_all.size();
    for (const QString &name : names) {
        if (const auto row = m_rowByName.constFind(name); row != m_rowByName.cend()) {
            first = std::min(first, *row);
            m_rowByName.erase(row);
        }
    }
    const auto isGone = [this](const wire::TrackingDomain &each) { return !m_rowByName.contains(each.name); };
    m_all.erase(std::remove_if(m_all.begin() + first, m_all.end(), isGone), m_all.end());
    for (qsizetype row = first; row < m_all.size(); ++row)
        m_rowByName[m_all.at(row).name] = row;
    Q_EMIT removed(names);
    Q_EMIT changed();
}

void DomainCache::setState(State state, const Error &problem)
{
    m_state = state;
    m_problem = problem;
    Q_EMIT stateChanged();
}

} // namespace unmta::ui
