#include "service/MonitorService.h"

#include "base/Log.h"
#include "service/ChangeFeed.h"
#include "service/DomainService.h"
#include "service/MonitorClock.h"
#include "service/NotificationService.h"
#include "service/SettingsService.h"
#include "store/EngineStore.h"

namespace unmta {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Nothing due for longer than this is looked for again all the same: the wall clock may have been set.
constexpr std::int64_t longestSleepMs = 30'000;
constexpr int stepMs = 200;
constexpr int pendingPerStep = 5;
constexpr qsizetype shownNames = 100;
const QString incidentKey = u"incident"_s;
const QString canariesSeenKey = u"canaries_seen"_s;

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
    m_timer.start(msUntilNextStep());
}

int MonitorService::msUntilNextStep() const
{
    // Callbacks drive these two phases on.
    if (m_phase == Phase::Probing || m_phase == Phase::Confirming || m_phase == Phase::Checking)
        return stepMs;
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
    return static_cast<int>(std::clamp<std::int64_t>(wait, stepMs, longestSleepMs));
}

void MonitorService::step()
{
    tryPending();
    switch (m_phase) {
    case Phase::Idle:
        if (const auto due = d.store.domains.due(DomainStatus::Active, d.clock.now(), 1); due && !due->isEmpty())
            beginRound();
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
        d.verification.verify(domain, true, [this](const auto &) { lookAgain(); });
    }
}

// Rounds ----------------------------------------------------------------------------------------------------------

void MonitorService::beginRound()
{
    m_phase = Phase::Probing;
    m_round = Round();
    m_round.began = d.clock.steady();
    const auto counts = d.store.domains.counts();
    const double intervalSeconds = static_cast<double>(d.domains.monitorPolicy().interval.count()) / 1000.0;
    const double needed = counts ? 1.25 * static_cast<double>(counts->active) / intervalSeconds : 0;
    m_ratePerSecond = std::max(m_limits.startsPerSecond, static_cast<int>(std::ceil(std::min(needed, 1e6))));
    probe([this](const QString &trouble) {
        if (!trouble.isEmpty())
            return hold(HoldReason::Canaries, trouble);
        m_phase = Phase::Checking;
        startChecks();
    });
}

int MonitorService::perStep() const
{
    return std::max(1, m_ratePerSecond * stepMs / 1000);
}

void MonitorService::startChecks()
{
    const auto policy = d.domains.monitorPolicy();
    const Millis longest = std::min<Millis>(m_limits.longestRound, std::max<Millis>(policy.interval, 2s));
    if (d.clock.steady() - m_round.began >= longest)
        m_round.closing = true;
    // Domains that would be struck stay due until the round is over; they must not hide the others.
    const auto known = static_cast<int>(m_round.running + m_round.struck.size());
    const int atOnce = std::max(m_limits.atOnce, 2 * m_ratePerSecond);
    const int wanted = std::min(perStep(), atOnce - static_cast<int>(m_round.running));
    if (!m_round.closing && wanted > 0) {
        const auto due = d.store.domains.due(DomainStatus::Active, d.clock.now(), known + wanted);
        int started = 0;
        for (const TrackingDomain &domain : due ? *due : QList<TrackingDomain>()) {
            if (started == wanted)
                break;
            if (m_round.started.contains(domain.fields().id))
                continue;
            ++started;
            m_round.started.insert(domain.fields().id);
            ++m_round.running;
            d.verification.sweep(domain, [this](const auto &outcome) { checked(outcome); });
        }
        m_round.closing = started == 0;
    }
    if (m_round.closing && m_round.running == 0)
        endRound();
}

void MonitorService::checked(const VerificationService::SweepOutcome &outcome)
{
    --m_round.running;
    if (outcome.wouldStrike)
        m_round.struck.append({outcome.domainId, outcome.name, outcome.check});
    if (m_phase == Phase::Checking && m_round.closing && m_round.running == 0)
        endRound();
}

void MonitorService::endRound()
{
    if (m_round.struck.isEmpty())
        return conclude();
    m_phase = Phase::Confirming;
    probe([this](const QString &trouble) {
        if (!trouble.isEmpty())
            return hold(HoldReason::Canaries, trouble);
        if (tripsBreaker()) {
            return hold(HoldReason::Breaker,
                        u"%1 of %2 checked domains changed at once, which is more likely a fault on the way than what "
                        "their owners did."_s.arg(m_round.struck.size()).arg(m_round.started.size()));
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
    endIncident();
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
    beginIncident(reason, explanation);
    d.feed.add(u"monitor"_s, {}, nameOf(reason), ChangeAction::Changed);
    lookAgain();
}

void MonitorService::beginIncident(HoldReason reason, const QString &explanation)
{
    // One mail per incident, also when the engine is restarted meanwhile.
    const auto known = d.store.monitorState.value(incidentKey);
    if (!known || *known)
        return;
    auto transaction = store::Transaction::begin(d.store.database());
    if (!transaction || !d.store.monitorState.set(incidentKey, nameOf(reason))
        || !d.notifications.storeForOperator(u"monitor.held"_s, {{u"reason"_s, nameOf(reason)},
                                                                 {u"explanation"_s, explanation}})
        || !transaction->commit()) {
        qCWarning(lcMonitor).noquote() << "the operator could not be told";
        return;
    }
    d.notifications.announceToOperator(u"monitor.held"_s);
}

void MonitorService::endIncident()
{
    m_reason = HoldReason::None;
    m_explanation.clear();
    const bool wasHeld = m_heldSince.has_value();
    m_heldSince.reset();
    const auto known = d.store.monitorState.value(incidentKey);
    if (known && *known) {
        if (d.store.monitorState.remove(incidentKey) && d.notifications.storeForOperator(u"monitor.resumed"_s, {}))
            d.notifications.announceToOperator(u"monitor.resumed"_s);
    }
    if (wasHeld)
        d.feed.add(u"monitor"_s, {}, {}, ChangeAction::Changed);
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
    status.explanation = m_explanation;
    return status;
}

Result<void> MonitorService::release()
{
    if (m_phase != Phase::Held)
        return Error(u"monitor.not_held"_s);
    qCInfo(lcMonitor).noquote() << "released by the operator strikes=" << m_round.struck.size();
    strike();
    // The operator answered for these; they must not count against the next round.
    m_recent.clear();
    conclude();
    return {};
}

// Canaries --------------------------------------------------------------------------------------------------------

void MonitorService::probe(std::function<void(QString trouble)> then)
{
    QStringList names = d.settings.current().list("dns.canaries");
    if (names.isEmpty())
        names << d.settings.current().targetZone();
    d.canaries.probe(names, [this, names, then = std::move(then)](const CanaryReport &report) {
        if (m_running)
            then(troubleIn(names, report));
    });
}

QString MonitorService::troubleIn(const QStringList &names, const CanaryReport &report)
{
    if (report.inventsAnswers)
        return u"The resolver answers for names that cannot exist, so none of its answers can be believed."_s;
    // What the operator named must be there. The default, our own zone, is a sign only after it has been seen once:
    // an installation may work without a record at the zone's own name.
    const bool chosen = !d.settings.current().list("dns.canaries").isEmpty();
    QStringList seen = d.store.monitorState.value(canariesSeenKey).value().value_or(QString()).split(u' ', Qt::SkipEmptyParts);
    QString trouble;
    for (qsizetype i = 0; i < names.size(); ++i) {
        if (report.names[i] == Canary::Alive) {
            if (!seen.contains(names[i])) {
                seen << names[i];
                if (auto kept = d.store.monitorState.set(canariesSeenKey, seen.join(u' ')); !kept)
                    qCWarning(lcMonitor).noquote() << "canary not kept" << describe(kept.error());
            }
        } else if (chosen || seen.contains(names[i])) {
            trouble = report.names[i] == Canary::Missing
                ? u"%1, which must exist, does not exist for the resolver."_s.arg(names[i])
                : u"Nobody could be asked about %1, which must exist."_s.arg(names[i]);
        }
    }
    return trouble;
}

} // namespace unmta
