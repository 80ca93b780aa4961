// What is still missing until a recipient can be tracked: follows the engine's list of checks, has it look again when
// somebody wants to know, and says whether there is anything to set up at all.
#pragma once

#include "base/Error.h"
#include "base/Result.h"
#include "contract/wire/Server.h"
#include "support/Words.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace unmta::wire {
struct Change;
}

namespace unmta::ui {

class Session;

class ReadinessWatch final : public QObject
{
    Q_OBJECT

public:
    explicit ReadinessWatch(Session &session, QObject *parent = nullptr);

    // None: not told yet.
    [[nodiscard]] const std::optional<wire::Readiness> &readiness() const { return m_readiness; }
    // Why there is none, or why the engine would not look again.
    [[nodiscard]] const std::optional<Error> &problem() const { return m_problem; }
    // A real installation that has told how it is. The sandbox has nothing to set up.
    [[nodiscard]] bool isWanted() const;
    [[nodiscard]] const wire::ReadinessCheck *find(const QString &id) const;
    [[nodiscard]] int readyCount() const;
    [[nodiscard]] int leftCount() const; // to do or failed
    // What has failed, the worst first.
    [[nodiscard]] QList<wire::ReadinessCheck> failures() const;
    // None where nothing is to be set up, or nothing is known yet.
    [[nodiscard]] Obstacles obstacles() const;
    // When others were last asked; none: not since the engine started.
    [[nodiscard]] std::optional<TimePoint> checkedAt() const;

    void load();
    // Has the engine ask everybody now. Ends within the operation's bound, whatever the way to the engine does.
    void probe();
    [[nodiscard]] bool isProbing() const { return m_probe != 0; }

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] int countOf(wire::ReadinessState state) const;
    void takeChange(const wire::Change &change);
    void take(const Result<wire::Readiness> &readiness);
    void endProbe(const Result<wire::Readiness> &readiness);

    Session &m_session;
    std::optional<wire::Readiness> m_readiness;
    std::optional<Error> m_problem;
    QTimer m_collect; // several changes within a moment are one question
    QTimer m_bound;
    int m_probe = 0; // the number of the one under way, or 0
    int m_lastProbe = 0;
};

} // namespace unmta::ui
