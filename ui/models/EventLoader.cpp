#include "models/EventLoader.h"

#include "models/EventListModel.h"
#include "session/Session.h"

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int pageSize = 200;
constexpr int collectMs = 250;

} // namespace

EventLoader::EventLoader(Session &session, EventListModel &model, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_model(model)
{
    m_collect.setSingleShot(true);
    m_collect.setInterval(collectMs);
    connect(&m_collect, &QTimer::timeout, this, &EventLoader::readOn);
    connect(&session, &Session::clusterChosen, this, &EventLoader::reload);
    connect(&session, &Session::reset, this, &EventLoader::reload);
    connect(&session, &Session::changed, this, [this](const wire::Change &change) {
        if (change.kind == u"activity" && change.clusterId == m_session.clusterId() && !m_collect.isActive())
            m_collect.start();
    });
}

void EventLoader::setActive(bool active)
{
    m_active = active;
    if (active)
        readOn();
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
    m_cursor.clear();
    m_model.clear();
    setState(State::Loading);
    readOn();
}

void EventLoader::readOn()
{
    if (!m_active || m_asking || m_session.clusterId().isEmpty())
        return;
    m_asking = true;
    m_session.client().events(m_session.clusterId(), {}, m_kind, m_cursor, pageSize, this,
                              [this, generation = m_generation](const Result<wire::Page<wire::Event>> &page) {
                                  if (generation != m_generation)
                                      return;
                                  m_asking = false;
                                  take(page);
                              });
}

void EventLoader::take(const Result<wire::Page<wire::Event>> &page)
{
    if (!page) {
        if (m_model.rowCount() == 0)
            setState(State::Failed, page.error());
        return;
    }
    m_model.addNewer(page->items);
    // The cursor of a page that had events leads to those that come later.
    const bool moreMayFollow = page->next && !page->items.isEmpty() && *page->next != m_cursor;
    if (page->next && !page->next->isEmpty())
        m_cursor = *page->next;
    if (moreMayFollow)
        readOn();
    else
        setState(State::Ready);
}

void EventLoader::setState(State state, const Error &problem)
{
    m_state = state;
    m_problem = problem;
    Q_EMIT stateChanged();
}

} // namespace unmta::ui
