// Follows the cluster's events into an EventListModel: reads on from where it is, page by page, whenever there may be
// more. At most one question is under way.
#pragma once

#include "base/Result.h"
#include "contract/Wire.h"

#include <QObject>
#include <QTimer>

namespace unmta::ui {

class EventListModel;
class Session;

class EventLoader final : public QObject
{
    Q_OBJECT

public:
    enum class State : std::uint8_t { Loading, Ready, Failed };

    EventLoader(Session &session, EventListModel &model, QObject *parent = nullptr);

    // Only while the page is on screen is anything asked for.
    void setActive(bool active);
    // Empty: opens and clicks; else "open" or "click".
    void setKind(const QString &kind);
    void reload();
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const Error &problem() const { return m_problem; }
    [[nodiscard]] const QString &kind() const { return m_kind; }

Q_SIGNALS:
    void stateChanged();

private:
    void readOn();
    void take(const Result<wire::Page<wire::Event>> &page);
    void setState(State state, const Error &problem = {});

    Session &m_session;
    EventListModel &m_model;
    State m_state = State::Loading;
    Error m_problem;
    QString m_kind;
    QString m_cursor;
    int m_generation = 0;
    bool m_active = false;
    bool m_asking = false;
    QTimer m_collect;
};

} // namespace unmta::ui
