// Checks domains when they are due, and decides what their checks may do.
//
// Pending domains are tried one by one. Active ones are checked in rounds: canaries first, then checks at a bounded
// rate, and only when the round is over, and DNS is still believable, the strikes that it would bring. A round whose
// canaries fail, or that would strike more than the breaker allows, is held: nobody is struck, the operator is told
// once, and the round is tried again until the world looks sane or the operator releases it. Due times are stored, so a
// restart changes nothing; after a standstill the rate prevents a burst, and it rises by itself when there are more
// domains than it would get through. Engine thread.
#pragma once

#include "base/Clock.h"
#include "domain/TrackingDomain.h"
#include "service/domains/VerificationService.h"
#include "service/monitor/MonitorCanaries.h"
#include "service/monitor/MonitorIncident.h"
#include "store/tables/DomainTable.h"

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
        int fewStrikes = 10; // a round may always strike that many
        Millis longestRound{60'000};
        Millis canaryPause{2'000}; // before a canary that did not answer is asked again
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
        std::optional<TimePoint> nextTry; // while held
        QStringList wouldStrike;          // names of the domains, at most 100
        qsizetype wouldStrikeCount = 0;
        qsizetype checkedInRound = 0; // of the round under way or held
        qsizetype running = 0;
        int checksPerSecond = 0; // at most, in this round
        QString explanation;     // one sentence for people; empty while all is well
    };

    MonitorService(const Dependencies &d, Limits limits);

    [[nodiscard]] Result<void> start();
    void stop();
    // A due time or the clock changed.
    void lookAgain();

    [[nodiscard]] Status status() const;
    // The operator knows better: what is held, or would be when the round that is tried again ends, is struck. Canaries
    // that have failed only since are asked again; the default one no longer counts until it is seen. Nothing makes
    // answers believable that are made up. Errors: monitor.not_held.
    [[nodiscard]] Result<void> release();

Q_SIGNALS:
    // The wall clock was set, by so much.
    void clockSet(unmta::Millis by);

private:
    enum class Phase : std::uint8_t
    {
        Idle,
        Probing, // canaries before the round
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
        std::optional<store::DomainTable::DuePosition> behind; // where the next ones are taken from
        double credit = 0;                                     // checks that may be started now
        qsizetype running = 0;
        quint64 number = 0;    // of this process
        bool closing = false;  // no further checks are started
        bool released = false; // the operator answers for what it finds
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
    void checked(quint64 round, const VerificationService::SweepOutcome &outcome);
    void endRound();
    void strike();
    void conclude();
    void hold(HoldReason reason, const QString &explanation);
    void recover();
    void setRate();
    void probe(std::function<void(const QString &trouble)> then);
    [[nodiscard]] bool tripsBreaker();
    [[nodiscard]] int stepMs() const;
    [[nodiscard]] int msUntilNextStep() const;
    [[nodiscard]] Millis pauseWhileHeld() const;

    Dependencies d;
    Limits m_limits;
    MonitorCanaries m_canaries;
    MonitorIncident m_incident;
    QTimer m_timer;
    bool m_running = false;
    Phase m_phase = Phase::Idle;
    Round m_round;
    quint64 m_rounds = 0;
    int m_ratePerSecond = 0;
    std::int64_t m_watched = 0; // active domains, when they were last counted
    std::optional<std::chrono::steady_clock::time_point> m_countedAt;
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
