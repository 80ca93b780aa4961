#include "events/EventLoader.h"

#include "events/EventListModel.h"
#include "session/Session.h"

#include <utility>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int pageSize = 200;
constexpr int eventsCollectMs = 250;
constexpr int searchCollectMs = 2'000; // a search may have to read much for what is new

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
        if (change.kind != ChangeKind::Activity || change.clusterId != m_session.clusterId())
            return;
        if (m_held)
            setNews(true);
        if (!m_collect.isActive())
            m_collect.start();
    });
}

void EventLoader::setActive(bool active)
{
    m_active = active;
    if (active)
        readNewest();
}

void EventLoader::setQuery(const EventQuery &query)
{
    if (query == m_query)
        return;
    m_query = query;
    m_collect.setInterval(query.isFiltering() ? searchCollectMs : eventsCollectMs);
    reload();
}

void EventLoader::setHeld(bool held)
{
    m_held = held;
    setNews(false);
    if (!held)
        readNewest();
}

void EventLoader::setNews(bool hasNews)
{
    m_hasNews = hasNews;
    Q_EMIT newsChanged();
}

void EventLoader::reload()
{
    setNews(false);
    ++m_generation;
    m_asking = false;
    m_askingMore = false;
    m_cursor.clear();
    m_isEnd = false;
    m_lastPage = 0;
    m_model.clear();
    // Pages of one list belong to one moment.
    m_items = m_query.items(m_session.now());
    setState(State::Loading);
    readNewest();
}

void EventLoader::ask(const QString &before, const std::function<void(const Result<wire::Page<wire::Event>> &)> &done)
{
    QueryItems items = m_items;
    items << std::pair(u"order"_s, m_query.isOldestFirst ? u"asc"_s : u"desc"_s)
          << std::pair(u"limit"_s, QString::number(pageSize));
    if (!before.isEmpty())
        items << std::pair(u"after"_s, before);
    m_session.client().call(api::listEvents, {m_session.clusterId()}, items, this,
                            [this, done, generation = m_generation](const Result<wire::Page<wire::Event>> &page) {
                                if (generation == m_generation)
                                    done(page);
                            });
}

void EventLoader::readNewest()
{
    const bool isHeld = m_held && m_state == State::Ready;
    if (!m_active || m_asking || isHeld || m_session.clusterId().isEmpty())
        return;
    if (m_query.isOldestFirst) {
        // What is new stands behind the last one, which may be far away.
        if (std::exchange(m_isEnd, false) || m_model.rowCount() == 0)
            wantMore();
        return;
    }
    m_asking = true;
    ask({}, [this](const Result<wire::Page<wire::Event>> &page) {
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
        m_cursor = page.next.value_or(QString());
        m_isEnd = m_cursor.isEmpty();
    }
    m_model.addNewer(page.items.mid(0, known - page.items.begin()));
    fillUp();
}

// There always is a place to go on from. That it is the same as before says that there is nothing behind it.
void EventLoader::takeOldest(const wire::Page<wire::Event> &page)
{
    const QString next = page.next.value_or(m_cursor);
    m_isEnd = page.items.isEmpty() && next == m_cursor;
    m_cursor = next;
    m_lastPage = page.items.size();
}

// The engine reads for a bounded time: a short page, even an empty one, may be the first of a long search. What has
// been found is shown meanwhile. Oldest first, only another question tells whether a page that was not full is the end.
void EventLoader::fillUp()
{
    const bool isShort = m_model.rowCount() < pageSize || (m_query.isOldestFirst && m_lastPage < pageSize);
    const bool isSearching = isShort && !m_isEnd;
    if (m_model.rowCount() > 0 || !isSearching)
        setState(State::Ready);
    if (isSearching)
        wantMore();
}

bool EventLoader::hasAll() const
{
    return m_state == State::Ready && m_isEnd && m_model.rowCount() < EventListModel::maxRows;
}

void EventLoader::wantMore()
{
    if (m_isEnd || m_askingMore || m_model.rowCount() >= EventListModel::maxRows)
        return;
    m_askingMore = true;
    ask(m_cursor, [this](const Result<wire::Page<wire::Event>> &page) {
        m_askingMore = false;
        if (!page) {
            if (m_model.rowCount() == 0)
                setState(State::Failed, page.error());
            return;
        }
        m_model.addOlder(page->items);
        if (m_query.isOldestFirst) {
            takeOldest(*page);
        } else {
            m_cursor = page->next.value_or(QString());
            m_isEnd = m_cursor.isEmpty();
        }
        fillUp();
    });
}

void EventLoader::setState(State state, const Error &problem)
{
    m_state = state;
    m_problem = problem;
    Q_EMIT stateChanged();
}

} // namespace unmta::ui
