#include "service/MonitorService.h"

#include "base/Log.h"
#include "service/VerificationService.h"
#include "store/EngineStore.h"

namespace unmta {

namespace {

// Nothing due for longer than this is looked for again all the same: the wall clock may have been set.
constexpr std::int64_t longestSleepMs = 30'000;
constexpr int stepMs = 200;

} // namespace

MonitorService::MonitorService(store::EngineStore &store, VerificationService &verification, const Clock &clock,
                               Limits limits)
    : m_store(store)
    , m_verification(verification)
    , m_clock(clock)
    , m_limits(limits)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &MonitorService::step);
}

void MonitorService::start()
{
    m_running = true;
    lookAgain();
}

void MonitorService::stop()
{
    m_running = false;
    m_timer.stop();
}

void MonitorService::lookAgain()
{
    if (!m_running)
        return;
    const auto next = m_store.domains.nextDue();
    if (!next) {
        qCWarning(lcMonitor).noquote() << "due times could not be read" << describe(next.error());
        m_timer.start(static_cast<int>(longestSleepMs));
        return;
    }
    const std::int64_t untilDue = *next ? toUnixMs(**next) - toUnixMs(m_clock.now()) : longestSleepMs;
    m_timer.start(static_cast<int>(std::clamp<std::int64_t>(untilDue, stepMs, longestSleepMs)));
}

void MonitorService::step()
{
    const int perStep = std::max(1, m_limits.startsPerSecond * stepMs / 1000);
    const auto free = m_limits.atOnce - static_cast<int>(m_verification.running());
    // Domains that are being checked stay due until their check is recorded, so more are read than are started.
    const auto due = m_store.domains.due(m_clock.now(), m_limits.atOnce + perStep);
    if (!due) {
        qCWarning(lcMonitor).noquote() << "due domains could not be read" << describe(due.error());
    } else {
        int started = 0;
        for (const TrackingDomain &domain : *due) {
            if (started >= std::min(perStep, free))
                break;
            if (m_verification.isChecking(domain.fields().id))
                continue;
            ++started;
            m_verification.verify(domain, false, [this](const auto &) { lookAgain(); });
        }
    }
    lookAgain();
}

} // namespace unmta
