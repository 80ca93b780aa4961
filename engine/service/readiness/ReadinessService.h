// What is still missing until a recipient can be tracked: gathers the facts, asks the network again from time to time,
// when a setting changes that an answer depends on and when somebody wants to know, and tells of what has changed.
// Engine thread.
#pragma once

#include "base/Random.h"
#include "domain/Snapshot.h"
#include "service/readiness/CertifiedHosts.h"
#include "service/readiness/Readiness.h"
#include "service/readiness/ReadinessFacts.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace unmta {

namespace mail {
struct SmtpOutcome;
}
namespace store {
class EngineStore;
}
class CertificateService;
class ChangeFeed;
class OutboxService;
class Settings;
class SettingsService;

class ReadinessService final : public QObject
{
    Q_OBJECT

public:
    static constexpr Millis probeEvery = std::chrono::minutes(15);
    static constexpr Millis lookEvery = std::chrono::seconds(30); // at what needs no probe

    // All outlive the service.
    struct Dependencies
    {
        store::EngineStore &store;
        SettingsService &settings;
        const SnapshotHolder &snapshots;
        const CertificateService &certificates;
        OutboxService &outbox;
        ChangeFeed &feed;
        const Clock &clock;
        Random &random;
        ReadinessProbes &probes;
        std::function<LocalSeen()> local;
        std::function<void(std::function<void(DataDirSeen)>)> dataDir; // as a function of ReadinessProbes
        std::function<QString(int port)> portHolder; // the other program that listens there on this computer, or empty
        std::function<bool()> hasEvent;
        std::function<QString(const Error &)> wording;
    };

    explicit ReadinessService(Dependencies d);
    ~ReadinessService() override;

    // Begins to look by itself.
    void start();
    void stop();

    // By what was last asked, and what is known now.
    [[nodiscard]] QList<ReadinessCheck> checks() const;
    // Asks everybody now; `done` runs within probeLimit and a moment, at once with what is known when the service
    // stops. Who comes while it is being asked gets the answers of a run that begins afterwards.
    void probe(std::function<void(QList<ReadinessCheck>)> done);
    // A mail host asked for its rules or had mail rewritten; `what` is for people: "a milter".
    void mailHostSeen(const QString &what);

private:
    struct Run;

    void begin();
    void askReach(const std::shared_ptr<Run> &run);
    void arrived(const std::shared_ptr<Run> &run);
    void finish(const std::shared_ptr<Run> &run);
    void look();
    void mailHandedIn(const mail::SmtpOutcome &outcome);
    void onSettings(const Settings &settings);
    [[nodiscard]] QString anyDomain() const;
    [[nodiscard]] UseSeen use() const;
    [[nodiscard]] ReadinessFacts facts() const;

    Dependencies d;
    QTimer m_probeTimer;
    QTimer m_lookTimer;
    std::optional<ProbesSeen> m_seen;
    std::shared_ptr<Run> m_run;                                  // under way
    QList<std::function<void(QList<ReadinessCheck>)>> m_waiting; // for the next run
    bool m_wantsAnother = false;
    bool m_running = false;
    QStringList m_probedSettings; // that the last run was made with
    QHash<QString, ReadinessState> m_told;
    mutable CertifiedHosts m_hosts;
    mutable bool m_hasEvent = false;
    std::optional<TimePoint> m_mailHostAt;
    QString m_mailHost;
    std::optional<TimePoint> m_lastMailAt;
    QString m_lastMailError;
};

} // namespace unmta
