// Checks domains when they are due, and decides what their checks may do.
//
// Pending domains are tried one by one. Active ones are checked in rounds: canaries first, then checks at a bounded rate,
// and only when the round is over, and DNS is still believable, the strikes that it would bring. A round whose canaries
// fail, or that would strike more than the breaker allows, is held: nobody is struck, the operator is told once, and the
// round is tried again until the world looks sane or the operator releases it. Due times are stored, so a restart changes
// nothing; after a standstill the rate prevents a burst. Engine thread.
#pragma once

#include "base/Clock.h"
#include "domain/TrackingDomain.h"
#include "service/CanaryProbe.h"
#include "service/VerificationService.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <deque>

namespace unmta {

namespace store {
class EngineStore;
}
class ChangeFeed;
class DomainService;
class MonitorClock;
class NotificationService;
class SettingsService;

class MonitorService final : public QObject
{
    Q_OBJECT

public:
    struct Limits
    {
        int startsPerSecond = 5; // raised by itself when that many domains would not get their turn within an interval
        int atOnce = 64;
        int fewStrikes = 10;     // a round may always strike that many
        Millis longestRound{60'000};
    };

    struct Dependencies
    {
        store::EngineStore &store;
        VerificationService &verification;
        DomainService &domains;
        CanaryProbe &canaries;
        NotificationService &notifications;
        SettingsService &settings;
        ChangeFeed &feed;
        MonitorClock &time;
        const Clock &clock;
    };

    enum class HoldReason : std::uint8_t
    {
        None,
        Canaries, // DNS cannot be believed
        Breaker,  // too many changes at once
    };

    struct Status
    {
        HoldReason held = HoldReason::None;
        std::optional<TimePoint> heldSince;
        std::optional<TimePoint> nextTry;  // while held
        QStringList wouldStrike;           // names of the domains, at most 100
        qsizetype wouldStrikeCount = 0;
        qsizetype checkedInRound = 0;      // of the round under way or held
        qsizetype running = 0;
        QString explanation;               // one sentence for people; empty while all is well
    };

    MonitorService(const Dependencies &d, Limits limits);

    [[nodiscard]] Result<void> start();
    void stop();
    // A due time or the clock changed.
    void lookAgain();

    [[nodiscard]] Status status() const;
    // The operator knows that the changes are real: strikes what was held. Errors: monitor.not_held.
    [[nodiscard]] Result<void> release();

private:
    enum class Phase : std::uint8_t
    {
        Idle,
        Probing,    // canaries before the round
        Checking,
        Confirming, // canaries once more, because something would be struck
        Held,
    };
    struct Struck
    {
        std::int64_t domainId;
        QString name;
        Check check;
    };
    struct Round
    {
        std::chrono::steady_clock::time_point began;
        QSet<std::int64_t> started;
        qsizetype running = 0;
        bool closing = false; // no further checks are started
        QList<Struck> struck;
    };
    struct Tally
    {
        std::chrono::steady_clock::time_point at;
        qsizetype checked;
        qsizetype struck;
    };

    void step();
    void keepTime();
    void tryPending();
    void beginRound();
    void startChecks();
    void checked(const VerificationService::SweepOutcome &outcome);
    void endRound();
    void strike();
    void conclude();
    void hold(HoldReason reason, const QString &explanation);
    void beginIncident(HoldReason reason, const QString &explanation);
    void endIncident();
    void probe(std::function<void(QString trouble)> then);
    [[nodiscard]] QString troubleIn(const QStringList &names, const CanaryReport &report);
    [[nodiscard]] bool tripsBreaker();
    [[nodiscard]] int perStep() const;
    [[nodiscard]] int msUntilNextStep() const;
    [[nodiscard]] Millis pauseWhileHeld() const;

    Dependencies d;
    Limits m_limits;
    QTimer m_timer;
    bool m_running = false;
    Phase m_phase = Phase::Idle;
    Round m_round;
    int m_ratePerSecond = 0;
    std::deque<Tally> m_recent; // rounds of the last hour
    HoldReason m_reason = HoldReason::None;
    QString m_explanation;
    std::optional<TimePoint> m_heldSince;
    std::chrono::steady_clock::time_point m_nextTry;
    int m_holds = 0; // in a row
    std::chrono::steady_clock::time_point m_savedAt;
};

[[nodiscard]] QString nameOf(MonitorService::HoldReason reason); // "", "canaries", "breaker"

} // namespace unmta
