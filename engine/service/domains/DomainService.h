// Tracking domains: adding, finding, default, deleting, and what a check does to them. Engine thread. Every change is
// committed, then the snapshot, then the change feed, then the reply.
#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "base/Result.h"
#include "domain/TrackingDomain.h"

#include <QObject>

namespace unmta {

namespace store {
class EngineStore;
}
class ChangeFeed;
class MonitorClock;
class NotificationService;
class SettingsService;
class SnapshotPublisher;
class Settings;

class DomainService final : public QObject
{
    Q_OBJECT

public:
    struct Dependencies
    {
        store::EngineStore &store;
        SnapshotPublisher &publisher;
        ChangeFeed &feed;
        SettingsService &settings;
        NotificationService &notifications;
        const MonitorClock &time;
        const Clock &clock;
        Random &random;
    };

    explicit DomainService(const Dependencies &d)
        : d(d)
    {}

    // Errors (field "name"): those of parseTrackingHostname(), domain.duplicate.
    [[nodiscard]] Result<TrackingDomain> add(const QString &clusterId, const QString &name, bool wantsDefault);
    // By any spelling of the name. Errors: request.not_found.
    [[nodiscard]] Result<TrackingDomain> find(const QString &clusterId, const QString &name) const;
    // Immediate and irreversible. Errors: request.not_found.
    [[nodiscard]] Result<void> remove(const QString &clusterId, const QString &name);
    // Errors: request.not_found, domain.pending.
    [[nodiscard]] Result<TrackingDomain> setDefault(const QString &clusterId, const QString &name);
    [[nodiscard]] Result<TrackingDomain> unsetDefault(const QString &clusterId, const QString &name);

    // A check of the domain came back: keeps it and does what the state machine says. Errors: request.not_found when
    // the domain was deleted meanwhile.
    [[nodiscard]] Result<TrackingDomain> recordCheck(std::int64_t domainId, const Check &check);
    // Many at once, in one transaction. One that cannot be recorded does not hinder the others.
    struct CheckedDomain
    {
        std::int64_t id = 0;
        Check check;
    };
    [[nodiscard]] QList<Result<TrackingDomain>> recordChecks(const QList<CheckedDomain> &checks);
    // The monitor's settings changed: due times follow.
    [[nodiscard]] Result<void> reschedule();
    // Due times farther away than any interval puts them were written under another clock, and are brought forward.
    void distrustDueTimes();
    [[nodiscard]] MonitorPolicy monitorPolicy() const;

    // What checks came to since the start.
    struct CheckCounts
    {
        quint64 match = 0;
        quint64 changed = 0;
        quint64 unknown = 0;
        quint64 strikes = 0;
        quint64 downgrades = 0; // the second strike, or claimed by another cluster
    };
    [[nodiscard]] const CheckCounts &checkCounts() const { return m_checkCounts; }

Q_SIGNALS:
    void added(const unmta::TrackingDomain &domain);
    // After the snapshot; all that one transaction activated.
    void activated(const QStringList &hosts);
    void deactivated(const QString &host);
    void removed(const QString &host);
    void scheduleChanged();

private:
    [[nodiscard]] Result<QString> claimTarget(const QString &clusterId, const QString &host);
    [[nodiscard]] Result<TrackingDomain> setFlag(const TrackingDomain &changed);
    // What a check came to, before anybody is told.
    struct Recorded
    {
        TrackingDomain::Transition transition;
        bool wasActive = false;
        std::optional<TrackingDomain::Transition> displaced; // the same host in another cluster
        std::optional<TrackingDomain> previousDefault;       // lost the flag to this one
    };
    // Within a transaction: keeps the check and writes what follows from it.
    [[nodiscard]] Result<Recorded> record(std::int64_t domainId, Check check);
    [[nodiscard]] Result<void> write(const TrackingDomain::Transition &transition, const Check &check);
    // As the store has it: what new mail of the cluster will use after the commit.
    [[nodiscard]] Result<QString> hostInForce(const QString &clusterId) const;
    // After the commit: snapshot, feed, signals, but for activated().
    void tell(const Recorded &recorded);
    void tell(const TrackingDomain::Transition &transition, bool wasActive);
    void count(const TrackingDomain::Transition &transition);

    Dependencies d;
    CheckCounts m_checkCounts;
};

} // namespace unmta
