// Keeps a DomainListModel equal to the chosen cluster's tracking domains: loads the pages, then follows the changes one
// domain at a time.
#pragma once

#include "base/Error.h"
#include "contract/wire/Wire.h"

#include <QObject>
#include <QSet>
#include <QTimer>

namespace unmta::ui {

class DomainListModel;
class Session;

class DomainLoader final : public QObject
{
    Q_OBJECT

public:
    enum class State : std::uint8_t
    {
        Loading,
        Ready,
        Failed
    };

    DomainLoader(Session &session, DomainListModel &model, QObject *parent = nullptr);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const Error &problem() const { return m_problem; }
    void reload();
    // Asks for the seven days' activity of domains that are on screen and not known yet.
    void wantSparks(const QStringList &names);

Q_SIGNALS:
    void stateChanged();

private:
    void loadPage(const QString &after, QList<wire::TrackingDomain> soFar);
    void takeChange(const wire::Change &change);
    void refreshDirty();
    void setState(State state, const Error &problem = {});

    Session &m_session;
    DomainListModel &m_model;
    State m_state = State::Loading;
    Error m_problem;
    int m_generation = 0; // replies to questions about an earlier cluster are ignored
    QSet<QString> m_dirty;
    QSet<QString> m_sparksAsked;
    QTimer m_collect; // many changes of one domain within a moment are one question
};

} // namespace unmta::ui
