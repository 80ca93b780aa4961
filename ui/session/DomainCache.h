// The tracking domains of the chosen cluster, once for the whole window: the list, the page of one domain and whoever
// else shows one read them here. Loads them all, then follows the changes; a change is one question to the engine,
// however many show the domain. Lives in the GUI thread; the session drives it.
#pragma once

#include "base/Error.h"
#include "contract/wire/Wire.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <optional>

namespace unmta {
class ApiClient;
}

namespace unmta::ui {

class DomainCache final : public QObject
{
    Q_OBJECT

public:
    enum class State : std::uint8_t
    {
        Loading,
        Ready,
        Failed
    };

    explicit DomainCache(ApiClient &client);

    [[nodiscard]] State state() const { return m_state; }
    // Why, when the state is Failed.
    [[nodiscard]] const Error &problem() const { return m_problem; }
    [[nodiscard]] const QList<wire::TrackingDomain> &all() const { return m_all; }
    [[nodiscard]] std::optional<wire::TrackingDomain> find(const QString &name) const;

    // Forgets everything and loads the domains of another cluster. Each page is there as soon as it has arrived; Ready
    // are all of them.
    void choose(const QString &clusterId);
    void reload();
    // Asks for one domain anew, at once.
    void refresh(const QString &name);
    // A reply brought a newer state of a domain along: everybody who shows it takes it over at once.
    void note(const QList<wire::TrackingDomain> &domains);
    void noteRemoved(const QString &clusterId, const QStringList &names);
    void takeChange(const wire::Change &change);
    // The engine does not answer: what is on screen stays, what was waited for has failed.
    void goOffline(const Error &problem);
    // It answers again: what could not be asked for is.
    void comeBack();

Q_SIGNALS:
    void stateChanged();
    // Another cluster was chosen; nothing of it is known yet.
    void emptied();
    // These are new, or others than before; at least one.
    void seen(const QList<unmta::wire::TrackingDomain> &domains);
    void removed(const QStringList &names);
    // All were asked for; those that no page named are removed, or are about to be.
    void listed();
    // One domain could not be asked for.
    void missed(const QString &name, const unmta::Error &error);
    // all() is another list: after emptied(), seen() and removed().
    void changed();
    // The same for whoever looks at all of them: once for all that changed within a moment, since of ten thousand
    // domains each may change within seconds.
    void settled();

private:
    // `unnamed`: those known before that no page has named so far.
    void loadPage(const QString &after, QSet<QString> unnamed);
    void takePage(const wire::Page<wire::TrackingDomain> &page, QSet<QString> unnamed);
    void breakOff(const Error &problem);
    void refreshDirty();
    void take(const QList<wire::TrackingDomain> &domains);
    // Some of those that are gone, since a list of thousands is long at that; the others when the window has had its
    // turn.
    void removeSome();
    void remove(const QStringList &names);
    void setState(State state, const Error &problem = {});

    ApiClient &m_client;
    QString m_clusterId;
    QList<wire::TrackingDomain> m_all;
    QHash<QString, qsizetype> m_rowByName; // a name that is added again takes its former place
    State m_state = State::Loading;
    Error m_problem;
    int m_generation = 0; // pages of an earlier question are ignored
    int m_removals = 0;   // so far
    bool m_isOffline = false;
    bool m_isListing = false;
    bool m_isIncomplete = false; // something could not be asked for
    QSet<QString> m_newer;       // while listing: of these a newer state is known than pages may still tell
    QSet<QString> m_dirty;
    QSet<QString> m_gone; // that wait for being removed
    QTimer m_settle;
    QTimer m_collect; // many changes of one domain within a moment are one question
    QTimer m_leave;
    QTimer m_again; // after a page that did not come
    int m_pauseMs = 0;
};

} // namespace unmta::ui
