// Runs checks of tracking domains: one at a time for each, and whoever asks meanwhile gets the same answer. Engine
// thread.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "domain/TrackingDomain.h"
#include "service/domains/RecordChecker.h"

#include <QHash>
#include <QObject>

namespace unmta {

namespace store {
class EngineStore;
}
class ChangeFeed;
class DomainService;
class MonitorClock;
class SettingsService;

class VerificationService final : public QObject
{
    Q_OBJECT

public:
    struct Verification
    {
        TrackingDomain domain; // after the check
        Check check;
    };
    using Done = std::function<void(const Result<Verification> &)>;

    // What the monitor's look at an active domain came to.
    struct SweepOutcome
    {
        std::int64_t domainId = 0;
        QString name;
        Check check;
        bool wouldStrike = false; // then nothing has been recorded yet: the monitor decides
    };
    using SweepDone = std::function<void(const SweepOutcome &)>;

    struct Dependencies
    {
        RecordChecker &checker;
        DomainService &domains;
        store::EngineStore &store;
        ChangeFeed &feed;
        SettingsService &settings;
        MonitorClock &time;
        const Clock &clock;
    };

    explicit VerificationService(const Dependencies &d)
        : d(d)
    {}

    // `done` runs later, never before verify() returns. Errors: request.not_found when the domain is deleted meanwhile.
    void verify(const TrackingDomain &domain, bool thorough, Done done);
    // The same for the monitor, which only one of several nodes is.
    void verifyForMonitor(const TrackingDomain &domain, Done done);
    // The quick look: does everything that verify() does, except that a strike is left to the caller, unless somebody
    // who called verify() waits for the same check.
    void sweep(const TrackingDomain &domain, SweepDone done);
    // Asks whose DNS the zone is, so that a record that was just added comes with the right instructions.
    void learnProvider(const TrackingDomain &domain);
    [[nodiscard]] bool isChecking(std::int64_t domainId) const { return m_running.contains(domainId); }
    [[nodiscard]] qsizetype running() const { return m_running.size(); }

private:
    struct Waiting
    {
        QList<Done> verifying;
        QList<SweepDone> sweeping;
        bool isAsked = false; // by somebody
    };
    struct Finished
    {
        std::int64_t id;
        QString name;
        Check check;
    };
    void run(const TrackingDomain &domain, bool thorough);
    void finish(const TrackingDomain &asked, Check check);
    void record(const QList<Finished> &finished);
    void keepProvider(const TrackingDomain &domain, const QString &provider);
    [[nodiscard]] bool wouldStrike(std::int64_t domainId, const Check &check) const;
    [[nodiscard]] QString ownerOf(const QString &target, const QString &clusterId) const;

    Dependencies d;
    QHash<std::int64_t, Waiting> m_running;
    QList<Finished> m_finished; // of the sweep, to be recorded together
};

} // namespace unmta
