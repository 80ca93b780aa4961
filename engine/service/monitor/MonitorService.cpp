#include "service/monitor/MonitorService.h"

#include "base/Log.h"
#include "service/changes/ChangeFeed.h"
#include "service/domains/DomainService.h"
#include "service/domains/MonitorClock.h"
#include "service/settings/SettingsService.h"
#include "store/EngineStore.h"

namespace unmta {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int longestStepMs = 200;
constexpr int shortestStepMs = 10;
constexpr int pendingPerStep = 5;
constexpr qsizetype shownNames = 100;
// Counting a million domains takes a moment.
constexpr auto countingPause = 10min;
// Room for what is due meanwhile and for rounds that wait for slow answers.
constexpr double reserve = 1.25;

} // namespace

QString nameOf(MonitorService::HoldReason reason)
{
    switch (reason) {
    case MonitorService::HoldReason::None:
        return {};
    case MonitorService::HoldReason::Canaries:
        return u"canaries"_s;
    case MonitorService::HoldReason::Breaker:
        return u"breaker"_s;
    }
    return {};
}

MonitorService::MonitorService(const Dependencies &dependencies, Limits limits)
    : d(dependencies)
    , m_limits(limits)
    , m_canaries(d.canaries, d.store, d.settings, limits.canaryPause)
    , m_incident(d.store, d.notifications, d.clock)
    , m_ratePerSecond(limits.startsPerSecond)
    , m_savedAt(d.clock.steady())
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &MonitorService::step);
}

Result<void> MonitorService::start()
{
    if (auto loaded = d.time.load(); !loaded)
        return loaded;
    m_running = true;
    m_phase = Phase::Idle; // a round that another stop has interrupted begins anew
    m_round = Round();
    // The clock may have been set while no engine was there to notice.
    d.domains.distrustDueTimes();
    lookAgain();
    return {};
}

void MonitorService::stop()
{
    if (m_running) {
        if (auto saved = d.time.save(); !saved)
            qCWarning(lcMonitor).noquote() << "uptime not saved" << describe(saved.error());
    }
    m_running = false;
    m_timer.stop();
}

void MonitorService::lookAgain()
{
    if (!m_running)
        return;
    keepTime();
    // Whoever calls may call often; a step that is near is not put off.
    const int wait = msUntilNextStep();
    if (!m_timer.isActive() || wait < m_timer.remainingTime())
        m_timer.start(wait);
}

int MonitorService::stepMs() const
{
    return std::clamp(20'000 / std::max(1, m_ratePerSecond), shortestStepMs, longestStepMs);
}

int MonitorService::msUntilNextStep() const
{
    // Callbacks drive these two phases on.
    if (m_phase == Phase::Probing || m_phase == Phase::Confirming || m_phase == Phase::Checking)
        return stepMs();
    std::int64_t wait = longestSleepMs;
    const auto consider = [&](const Result<std::optional<TimePoint>> &due) {
        if (!due)
            qCWarning(lcMonitor).noquote() << "due times could not be read" << describe(due.error());
        else if (*due)
            wait = std::min(wait, toUnixMs(**due) - toUnixMs(d.clock.now()));
    };
    consider(d.store.domains.nextDue(DomainStatus::Pending));
    if (m_phase == Phase::Held)
        wait = std::min<std::int64_t>(wait, std::chrono::duration_cast<Millis>(m_nextTry - d.clock.steady()).count());
    else
        consider(d.store.domains.nextDue(DomainStatus::Active));
    return static_cast<int>(std::clamp<std::int64_t>(wait, stepMs(), longestSleepMs));
}

void MonitorService::step()
{
    keepTime();
    tryPending();
    switch (m_phase) {
    case Phase::Idle:
        if (const auto due = d.store.domains.due(DomainStatus::Active, d.clock.now(), 1); due && !due->isEmpty())
            beginRound();
        else
            m_incident.wellAgain();
        break;
    case Phase::Held:
        if (d.clock.steady() >= m_nextTry)
            beginRound();
        break;
    case Phase::Checking:
        startChecks();
        break;
    case Phase::Probing:
    case Phase::Confirming:
        break;
    }
    lookAgain();
}

void MonitorService::keepTime()
{
    if (const auto jump = d.time.takeJump()) {
        qCWarning(lcMonitor).noquote() << "the wall clock was set by seconds=" << jump->count() / 1000;
        if (auto shifted = d.store.domains.shiftDueTimes(*jump); !shifted)
            qCWarning(lcMonitor).noquote() << "due times not shifted" << describe(shifted.error());
        d.domains.distrustDueTimes();
        m_round.behind.reset();
        Q_EMIT clockSet(*jump);
    }
    if (d.clock.steady() - m_savedAt >= 1min) {
        m_savedAt = d.clock.steady();
        if (auto saved = d.time.save(); !saved)
            qCWarning(lcMonitor).noquote() << "uptime not saved" << describe(saved.error());
    }
}

void MonitorService::tryPending()
{
    // What is being checked stays due until its check is recorded, so more are read than are started.
    const auto due = d.store.domains.due(DomainStatus::Pending, d.clock.now(), m_limits.atOnce + pendingPerStep);
    if (!due)
        return;
    int started = 0;
    for (const TrackingDomain &domain : *due) {
        if (started == pendingPerStep || d.verification.running() >= m_limits.atOnce)
            return;
        if (d.verification.isChecking(domain.fields().id))
            continue;
        ++started;
        d.verification.verifyForMonitor(domain, [this](const auto &) { lookAgain(); });
    }
}

// Rounds ----------------------------------------------------------------------------------------------------------

void MonitorService::setRate()
{
    const auto now = d.clock.steady();
    if (!m_countedAt || now - *m_countedAt >= countingPause) {
        if (const auto counted = d.store.domains.counts()) {
            m_watched = counted->active;
            m_countedAt = now;
        }
    }
    const double intervalSeconds = static_cast<double>(d.domains.monitorPolicy().interval.count()) / 1000.0;
    const double needed = reserve * static_cast<double>(m_watched) / intervalSeconds;
    m_ratePerSecond = std::max(m_limits.startsPerSecond, static_cast<int>(std::ceil(std::min(needed, 1e6))));
}

void MonitorService::beginRound()
{
    m_phase = Phase::Probing;
    m_round = Round();
    m_round.number = ++m_rounds;
    m_round.began = d.clock.steady();
    setRate();
    probe([this](const QString &trouble) {
        if (!trouble.isEmpty())
            return hold(HoldReason::Canaries, trouble);
        m_phase = Phase::Checking;
        startChecks();
    });
}

void MonitorService::startChecks()
{
    const auto policy = d.domains.monitorPolicy();
    const Millis longest = std::min<Millis>(m_limits.longestRound, std::max<Millis>(policy.interval, 2s));
    if (d.clock.steady() - m_round.began >= longest)
        m_round.closing = true;
    const double perStep = m_ratePerSecond * stepMs() / 1000.0;
    m_round.credit = std::min(m_round.credit + perStep, perStep + 1);
    const int atOnce = std::max(m_limits.atOnce, 2 * m_ratePerSecond);
    const int wanted =
        std::min(static_cast<int>(std::max(1.0, m_round.credit)), atOnce - static_cast<int>(m_round.running));
    // The first check of a round does not wait for its credit.
    if (!m_round.closing && wanted > 0 && (m_round.credit >= 1 || m_round.started.isEmpty())) {
        const auto due = d.store.domains.due(DomainStatus::Active, d.clock.now(), wanted, m_round.behind);
        for (const TrackingDomain &domain : due ? *due : QList<TrackingDomain>()) {
            const auto &fields = domain.fields();
            m_round.behind = {fields.nextCheckAt.value_or(TimePoint()), fields.id};
            if (m_round.started.contains(fields.id))
                continue;
            m_round.started.insert(fields.id);
            m_round.credit -= 1;
            ++m_round.running;
            d.verification.sweep(domain,
                                 [this, round = m_round.number](const auto &outcome) { checked(round, outcome); });
        }
        m_round.closing = !due || due->isEmpty();
    }
    if (m_round.closing && m_round.running == 0)
        endRound();
}

void MonitorService::checked(quint64 round, const VerificationService::SweepOutcome &outcome)
{
    if (round != m_round.number || !m_running)
        return; // of one that was interrupted
    --m_round.running;
    if (outcome.wouldStrike)
        m_round.struck.append({outcome.domainId, outcome.name, outcome.check});
    if (m_phase == Phase::Checking && m_round.closing && m_round.running == 0)
        endRound();
}

void MonitorService::endRound()
{
    if (m_round.released)
        strike();
    if (m_round.struck.isEmpty())
        return conclude();
    m_phase = Phase::Confirming;
    probe([this](const QString &trouble) {
        if (!trouble.isEmpty())
            return hold(HoldReason::Canaries, trouble);
        if (tripsBreaker()) {
            return hold(HoldReason::Breaker,
                        u"%1 of %2 checked domains changed at once, which is more likely a fault on the way than what "
                        "their owners did."_s.arg(m_round.struck.size())
                            .arg(m_round.started.size()));
        }
        strike();
        conclude();
    });
}

bool MonitorService::tripsBreaker()
{
    const auto now = d.clock.steady();
    while (!m_recent.empty() && now - m_recent.front().at > 1h)
        m_recent.pop_front();
    // Rounds of the last hour count together, or a slow disaster would slip through in small portions. Those that were
    // already judged weigh as what they were, so one hold does not last longer than its cause.
    qsizetype checkedCount = m_round.started.size();
    qsizetype struckCount = m_round.struck.size();
    for (const Tally &tally : m_recent) {
        checkedCount += tally.checked;
        struckCount += tally.struck;
    }
    const double share = d.settings.current().breakerShare() * static_cast<double>(checkedCount);
    return static_cast<double>(struckCount) > std::max<double>(m_limits.fewStrikes, share);
}

void MonitorService::strike()
{
    m_recent.push_back({d.clock.steady(), m_round.started.size(), m_round.struck.size()});
    for (const Struck &struck : std::exchange(m_round.struck, {})) {
        if (auto recorded = d.domains.recordCheck(struck.domainId, struck.check); !recorded)
            qCWarning(lcMonitor).noquote() << u"not recorded domain="_s + struck.name << describe(recorded.error());
        else
            qCInfo(lcMonitor).noquote() << u"struck domain="_s + struck.name << u"code="_s + struck.check.code;
    }
}

void MonitorService::conclude()
{
    m_phase = Phase::Idle;
    m_holds = 0;
    m_round.behind.reset();
    recover();
    m_incident.wellAgain();
    lookAgain();
}

// Holding ---------------------------------------------------------------------------------------------------------

Millis MonitorService::pauseWhileHeld() const
{
    return std::min(unknownPause(std::min(m_holds, 3)), std::max<Millis>(d.domains.monitorPolicy().interval, 1s));
}

void MonitorService::hold(HoldReason reason, const QString &explanation)
{
    ++m_holds;
    m_phase = Phase::Held;
    m_nextTry = d.clock.steady() + pauseWhileHeld();
    m_reason = reason;
    m_explanation = explanation;
    if (!m_heldSince)
        m_heldSince = d.clock.now();
    qCWarning(lcMonitor).noquote() << u"round held reason="_s + nameOf(reason) << explanation;
    m_incident.trouble(nameOf(reason), explanation);
    d.feed.add(ChangeKind::Monitor, {}, nameOf(reason), ChangeAction::Changed);
    lookAgain();
}

void MonitorService::recover()
{
    if (m_reason == HoldReason::None)
        return;
    m_reason = HoldReason::None;
    m_explanation.clear();
    m_heldSince.reset();
    d.feed.add(ChangeKind::Monitor, {}, {}, ChangeAction::Changed);
}

MonitorService::Status MonitorService::status() const
{
    Status status;
    status.held = m_reason;
    status.heldSince = m_heldSince;
    if (m_phase == Phase::Held)
        status.nextTry = d.clock.now() + std::chrono::duration_cast<Millis>(m_nextTry - d.clock.steady());
    for (const Struck &struck : m_round.struck.first(std::min(shownNames, m_round.struck.size())))
        status.wouldStrike << struck.name;
    status.wouldStrikeCount = m_round.struck.size();
    status.checkedInRound = m_round.started.size();
    status.running = m_round.running;
    status.checksPerSecond = m_ratePerSecond;
    status.explanation = m_explanation;
    return status;
}

Result<void> MonitorService::release()
{
    if (m_reason == HoldReason::None)
        return Error(u"monitor.not_held"_s);
    qCInfo(lcMonitor).noquote() << u"released by the operator reason="_s + nameOf(m_reason)
                                << "strikes=" << m_round.struck.size();
    const bool distrusted = m_reason == HoldReason::Canaries;
    if (distrusted) {
        if (auto forgotten = m_canaries.forget(); !forgotten)
            return forgotten;
    }
    if (m_phase != Phase::Held) {
        m_round.released = true;
        return {};
    }
    strike();
    // The operator answered for these; they must not count against the next round.
    m_recent.clear();
    if (distrusted) {
        beginRound();
        lookAgain();
    } else {
        m_incident.decided();
        conclude();
    }
    return {};
}

void MonitorService::probe(std::function<void(const QString &trouble)> then)
{
    m_canaries.ask([this, then = std::move(then)](const QString &trouble) {
        if (m_running)
            then(trouble);
    });
}

} // namespace unmta
