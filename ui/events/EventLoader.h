// Keeps an EventListModel on the cluster's newest events, and reads older ones on demand. At most one question of each
// kind is under way.
#pragma once

#include "base/Result.h"
#include "contract/wire/Wire.h"

#include <QObject>
#include <QTimer>

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
    // Empty: opens and clicks; else "open" or "click".
    void setKind(const QString &kind);
    void reload();
    void wantOlder();
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const Error &problem() const { return m_problem; }
    [[nodiscard]] const QString &kind() const { return m_kind; }

Q_SIGNALS:
    void stateChanged();

private:
    void readNewest();
    void takeNewest(const wire::Page<wire::Event> &page);
    void setState(State state, const Error &problem = {});

    Session &m_session;
    EventListModel &m_model;
    State m_state = State::Loading;
    Error m_problem;
    QString m_kind;
    QString m_olderCursor; // empty: there are none
    int m_generation = 0;
    bool m_active = false;
    bool m_asking = false;
    bool m_askingOlder = false;
    QTimer m_collect;
};

} // namespace unmta::ui
