#include "service/monitor/DanglingWatch.h"

#include "base/Log.h"
#include "domain/Hostname.h"
#include "service/changes/ChangeFeed.h"
#include "service/notices/NotificationService.h"
#include "service/settings/SettingsService.h"
#include "store/EngineStore.h"

namespace unmta {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Millis betweenLooks = 24h;
constexpr Millis idlePause = 10min;

} // namespace

DanglingWatch::DanglingWatch(const Dependencies &dependencies, Millis pause)
    : d(dependencies)
    , m_pause(pause)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &DanglingWatch::step);
}

void DanglingWatch::start()
{
    m_running = true;
    lookAgain();
}

void DanglingWatch::stop()
{
    m_running = false;
    m_timer.stop();
}

void DanglingWatch::lookAgain()
{
    if (m_running && !m_looking)
        m_timer.start(m_pause);
}

Result<Page<DanglingRecord>> DanglingWatch::dangling(const QString &clusterId, const QString &after, int limit) const
{
    const auto targets = d.store.targets.dangling(clusterId, d.clock.now() - watchedFor, after, limit);
    if (!targets)
        return targets.error();
    Page<DanglingRecord> page;
    page.next = targets->next;
    for (const store::IssuedTarget &target : targets->items) {
        page.items.append(
            {target.host, target.target, target.deletedAt.value_or(TimePoint()), target.seenAt.value_or(TimePoint())});
    }
    return page;
}

void DanglingWatch::step()
{
    const TimePoint now = d.clock.now();
    const auto suspect = d.store.targets.suspect(now - watchedFor, now - betweenLooks);
    if (!suspect)
        qCWarning(lcMonitor).noquote() << "burnt targets could not be read" << describe(suspect.error());
    if (!suspect || !*suspect) {
        m_timer.start(idlePause);
        return;
    }
    const store::IssuedTarget &target = **suspect;
    RecordQuestion question;
    question.host = target.host;
    question.target = target.target;
    question.targetZone = d.settings.current().targetZone();
    if (const auto host = Hostname::parse(target.host))
        question.registrableDomain = host->registrableDomain();
    question.thorough = false;
    m_looking = true;
    d.checker.check(
        question, [](const QString &) { return QString(); },
        [this, target](const Check &check) {
            m_looking = false;
            looked(target, check);
            lookAgain();
        });
}

void DanglingWatch::looked(const store::IssuedTarget &target, const Check &check)
{
    // Added again, the domain has a target of its own, and its checks tell about the old one.
    const auto again = d.store.domains.byName(target.clusterId, target.host);
    const bool isBack = again && *again;
    const bool dangles = !isBack && check.outcome == CheckOutcome::Match;
    const bool isGone = isBack || check.outcome == CheckOutcome::Changed;
    const auto seenAt = dangles ? std::optional(d.clock.now()) : isGone ? std::nullopt : target.seenAt;
    if (auto kept = d.store.targets.looked(target.target, d.clock.now(), seenAt); !kept) {
        qCWarning(lcMonitor).noquote() << u"look not kept host="_s + target.host << describe(kept.error());
        return;
    }
    if (seenAt.has_value() == target.seenAt.has_value())
        return;
    if (dangles) {
        d.notifications.tellOfHost(
            u"domain.dangling"_s, target.clusterId, 0, target.host,
            {{u"target"_s, target.target}, {u"deleted_at"_s, toIso8601(target.deletedAt.value_or(TimePoint()))}});
    }
    d.feed.add(ChangeKind::Dangling, target.clusterId, target.host,
               dangles ? ChangeAction::Added : ChangeAction::Removed);
}

} // namespace unmta
