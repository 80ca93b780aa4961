// Keeps an EventListModel on the cluster's newest events, and reads older ones on demand. At most one question of each
// kind is under way.
#pragma once

#include "base/Result.h"
#include "contract/wire/Wire.h"
#include "events/EventQuery.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace unmta::ui {

class EventListModel;
class Session;

class EventLoader final : public QObject
{
    Q_OBJECT

public:
    enum class State : std::uint8_t
    {
        Loading,
        Ready,
        Failed
    };

    EventLoader(Session &session, EventListModel &model, QObject *parent = nullptr);

    // Only while the page is on screen is anything asked for.
    void setActive(bool active);
    void setQuery(const EventQuery &query);
    // While it is held, what comes anew is not shown; counted from the next answer on.
    void setHeld(bool held);
    // Something has come since it was held, whether the query finds it or not.
    [[nodiscard]] bool hasNews() const { return m_hasNews; }
    void reload();
    // The list's next page: of older ones, or of newer ones when the oldest stand first.
    void wantMore();
    // All that the query finds is in the model, so that it can be sorted by anything.
    [[nodiscard]] bool hasAll() const;
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const Error &problem() const { return m_problem; }
    [[nodiscard]] const EventQuery &query() const { return m_query; }

Q_SIGNALS:
    void stateChanged();
    void newsChanged();

private:
    void ask(const QString &before, const std::function<void(const Result<wire::Page<wire::Event>> &)> &done);
    void readNewest();
    void takeNewest(const wire::Page<wire::Event> &page);
    void takeOldest(const wire::Page<wire::Event> &page);
    void fillUp();
    void setState(State state, const Error &problem = {});
    void setNews(bool hasNews);

    Session &m_session;
    EventListModel &m_model;
    State m_state = State::Loading;
    Error m_problem;
    EventQuery m_query;
    QueryItems m_items;       // of the query, as of the moment when it was set
    QString m_cursor;         // of the next page
    bool m_isEnd = false;     // there is none at present
    qsizetype m_lastPage = 0; // events of it
    int m_generation = 0;
    bool m_active = false;
    bool m_held = false;
    bool m_hasNews = false;
    bool m_asking = false;
    bool m_askingMore = false;
    QTimer m_collect;
};

} // namespace unmta::ui
