#include "domains/DomainLoader.h"

#include "domains/DomainListModel.h"
#include "events/Activity.h"
#include "session/Session.h"

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int domainsCollectMs = 60;

} // namespace

DomainLoader::DomainLoader(Session &session, DomainListModel &model, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_model(model)
{
    m_collect.setSingleShot(true);
    m_collect.setInterval(domainsCollectMs);
    connect(&m_collect, &QTimer::timeout, this, &DomainLoader::refreshDirty);
    connect(&session, &Session::clusterChosen, this, [this] {
        m_model.clear();
        setState(State::Loading);
        reload();
    });
    connect(&session, &Session::reset, this, &DomainLoader::reload);
    connect(&session, &Session::changed, this, &DomainLoader::takeChange);
    connect(&session, &Session::domainSeen, &model, &DomainListModel::put);
    connect(&session, &Session::domainRemoved, &model, &DomainListModel::remove);
    connect(&session, &Session::onlineChanged, this, [this](bool online) {
        if (!online && m_state == State::Loading)
            setState(State::Failed, m_session.problem());
    });
}

void DomainLoader::reload()
{
    if (m_session.clusterId().isEmpty())
        return;
    ++m_generation;
    m_dirty.clear();
    m_sparksAsked.clear();
    if (m_state == State::Failed)
        setState(State::Loading);
    loadPage({}, {});
}

void DomainLoader::loadPage(const QString &after, QList<wire::TrackingDomain> soFar)
{
    m_session.client().domains(m_session.clusterId(), after, this,
                               [this, generation = m_generation, soFar = std::move(soFar)](
                                   const Result<wire::Page<wire::TrackingDomain>> &page) mutable {
                                   if (generation != m_generation)
                                       return;
                                   if (!page) {
                                       // What is on screen stays on screen; the banner tells that the engine does not
                                       // answer.
                                       if (m_model.domains().isEmpty())
                                           setState(State::Failed, page.error());
                                       return;
                                   }
                                   soFar += page->items;
                                   if (page->next && !page->items.isEmpty())
                                       return loadPage(*page->next, std::move(soFar));
                                   m_model.replaceAll(soFar);
                                   setState(State::Ready);
                               });
}

void DomainLoader::takeChange(const wire::Change &change)
{
    if (change.clusterId != m_session.clusterId() || change.action == wire::ChangeAction::Removed)
        return;
    if (change.kind == ChangeKind::Domain || change.kind == ChangeKind::Activity) {
        m_dirty.insert(change.subject);
        if (change.kind == ChangeKind::Activity)
            m_sparksAsked.remove(change.subject);
        if (!m_collect.isActive())
            m_collect.start();
    }
}

void DomainLoader::refreshDirty()
{
    for (const QString &name : std::exchange(m_dirty, {})) {
        m_session.client().domain(m_session.clusterId(), name, this,
                                  [this, generation = m_generation](const Result<wire::TrackingDomain> &domain) {
                                      if (generation == m_generation && domain)
                                          m_session.noteDomain(*domain);
                                  });
        if (m_model.hasSpark(name))
            wantSparks({name});
    }
}

void DomainLoader::wantSparks(const QStringList &names)
{
    for (const QString &name : names) {
        if (m_sparksAsked.contains(name))
            continue;
        m_sparksAsked.insert(name);
        const DaySpan span = lastDays(m_session.now(), 7);
        m_session.client().activity(m_session.clusterId(), name, span.from, span.to, u"day"_s, this,
                                    [this, name, span](const Result<QList<wire::ActivityBucket>> &buckets) {
                                        if (!buckets)
                                            return;
                                        QList<qint64> perDay;
                                        for (const auto &bucket : fillDays(*buckets, span))
                                            perDay.append(bucket.opens + bucket.clicks);
                                        m_model.setSpark(name, perDay);
                                    });
    }
}

void DomainLoader::setState(State state, const Error &problem)
{
    m_state = state;
    m_problem = problem;
    Q_EMIT stateChanged();
}

} // namespace unmta::ui
