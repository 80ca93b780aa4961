#include "service/upkeep/HistoryPruner.h"

#include "base/Log.h"
#include "service/settings/SettingsService.h"
#include "store/EngineStore.h"

namespace unmta {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto restBetweenSteps = 20ms;
constexpr auto restWhenDone = 10min;

// Whether there may be more of them.
template <typename Table>
bool dropSome(Table &table, const Settings &settings, SettingName retention, TimePoint now)
{
    const auto kept = settings.retention(retention);
    if (!kept)
        return false;
    const auto pruned = table.prune(now - *kept, HistoryPruner::rowsPerStep);
    if (!pruned) {
        qCWarning(lcStore).noquote() << u"not pruned setting=%1 "_s.arg(QLatin1StringView(retention.row().name))
                                     << describe(pruned.error());
        return false;
    }
    return *pruned == HistoryPruner::rowsPerStep;
}

} // namespace

HistoryPruner::HistoryPruner(store::EngineStore &store, const SettingsService &settings, const Clock &clock)
    : m_store(store)
    , m_settings(settings)
    , m_clock(clock)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &HistoryPruner::step);
    connect(&settings, &SettingsService::changed, this, &HistoryPruner::lookAgain);
}

void HistoryPruner::start()
{
    m_running = true;
    lookAgain();
}

void HistoryPruner::stop()
{
    m_running = false;
    m_timer.stop();
}

void HistoryPruner::lookAgain()
{
    if (m_running)
        m_timer.start(0);
}

void HistoryPruner::step()
{
    const Settings &settings = m_settings.current();
    const TimePoint now = m_clock.now();
    const bool more = dropSome(m_store.notifications, settings, "notifications.retention", now);
    const bool moreAudit = dropSome(m_store.audit, settings, "audit.retention", now);
    const auto notices = m_store.webhookNotices.prune(now - store::WebhookNoticeTable::kept, rowsPerStep);
    const bool moreNotices = notices && *notices == rowsPerStep;
    m_timer.start(more || moreAudit || moreNotices ? Millis(restBetweenSteps) : Millis(restWhenDone));
}

} // namespace unmta
