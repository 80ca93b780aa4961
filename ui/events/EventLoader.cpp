#include "events/EventLoader.h"

#include "events/EventListModel.h"
#include "session/Session.h"

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int pageSize = 200;
constexpr int eventsCollectMs = 250;

} // namespace

EventLoader::EventLoader(Session &session, EventListModel &model, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_model(model)
{
    m_collect.setSingleShot(true);
    m_collect.setInterval(eventsCollectMs);
    connect(&m_collect, &QTimer::timeout, this, &EventLoader::readNewest);
    connect(&session, &Session::clusterChosen, this, &EventLoader::reload);
    connect(&session, &Session::reset, this, &EventLoader::reload);
    connect(&session, &Session::changed, this, [this](const wire::Change &change) {
        if (change.kind == ChangeKind::Events && change.clusterId == m_session.clusterId())
            return reload(); // which ones went is not told
        if (change.kind == ChangeKind::Activity && change.clusterId == m_session.clusterId() && !m_collect.isActive())
            m_collect.start();
    });
}

void EventLoader::setActive(bool active)
{
    m_active = active;
    if (active)
        readNewest();
}

void EventLoader::setKind(const QString &kind)
{
    m_kind = kind;
    reload();
}

void EventLoader::reload()
{
    ++m_generation;
    m_asking = false;
    m_askingOlder = false;
    m_olderCursor.clear();
    m_model.clear();
    setState(State::Loading);
    readNewest();
}

void EventLoader::readNewest()
{
    if (!m_active || m_asking || m_session.clusterId().isEmpty())
        return;
    m_asking = true;
    m_session.client().recentEvents(m_session.clusterId(), {}, m_kind, {}, pageSize, this,
                                    [this, generation = m_generation](const Result<wire::Page<wire::Event>> &page) {
                                        if (generation != m_generation)
                                            return;
                                        m_asking = false;
                                        if (page)
                                            takeNewest(*page);
                                        else if (m_model.rowCount() == 0)
                                            setState(State::Failed, page.error());
                                    });
}

void EventLoader::takeNewest(const wire::Page<wire::Event> &page)
{
    const QString newest = m_model.newestId();
    const auto known = std::find_if(page.items.begin(), page.items.end(),
                                    [&newest](const wire::Event &event) { return event.eventId == newest; });
    if (known == page.items.end()) {
        // The first page, or so much has happened that the pages do not touch: begin anew.
        m_model.clear();
        m_olderCursor = page.next.value_or(QString());
    }
    m_model.addNewer(page.items.mid(0, known - page.items.begin()));
    setState(State::Ready);
    if (page.items.isEmpty())
        wantOlder();
}

void EventLoader::wantOlder()
{
    if (m_olderCursor.isEmpty() || m_askingOlder || m_model.rowCount() >= EventListModel::maxRows)
        return;
    m_askingOlder = true;
    m_session.client().recentEvents(m_session.clusterId(), {}, m_kind, m_olderCursor, pageSize, this,
                                    [this, generation = m_generation](const Result<wire::Page<wire::Event>> &page) {
                                        if (generation != m_generation)
                                            return;
                                        m_askingOlder = false;
                                        if (!page)
                                            return;
                                        m_model.addOlder(page->items);
                                        m_olderCursor = page->next.value_or(QString());
                                        if (page->items.isEmpty()) // so many of the other kind
                                            wantOlder();
                                    });
}

void EventLoader::setState(State state, const Error &problem)
{
    m_state = state;
    m_problem = problem;
    Q_EMIT stateChanged();
}

} // namespace unmta::ui
