#include "service/shipping/ShippingService.h"

#include "base/Log.h"
#include "service/changes/ChangeFeed.h"
#include "store/EngineStore.h"
#include "store/events/EventReader.h"

#include <algorithm>
#include <vector>

namespace unmta {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Counts for overview() are not older than that when somebody asks regularly.
constexpr Millis countPause = 5s;

Result<std::int64_t> newestSeq(store::Database &database, const QString &clusterId)
{
    std::int64_t newest = 0;
    const auto visited =
        store::EventReader(database).visit({.clusterId = clusterId}, 0, store::endOfEvents, store::ReadOrder::Newest,
                                           [&newest](std::int64_t seq, const EventView &) {
                                               newest = seq;
                                               return false;
                                           });
    if (!visited)
        return visited.error();
    return newest;
}

} // namespace

ShippingService::ShippingService(const Dependencies &dependencies)
    : d(dependencies)
    , m_reader(d.events)
    , m_desk{d.store.shipping, d.clock, d.random, d.objects, m_reader, d.line, [this] { schedule(); }}
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ShippingService::step);
}

ShippingService::~ShippingService() = default;

Result<void> ShippingService::load()
{
    const auto all = d.store.shipping.all();
    if (!all)
        return all.error();
    m_runs.clear();
    for (const Shipping &shipping : *all)
        m_runs.emplace(shipping.clusterId, std::make_shared<ShippingRun>(m_desk, shipping));
    return {};
}

Result<void> ShippingService::start()
{
    if (auto done = load(); !done)
        return done;
    m_isRunning = true;
    schedule();
    return {};
}

Result<void> ShippingService::changedElsewhere(const QString &clusterId)
{
    const auto shipping = d.store.shipping.of(clusterId);
    if (!shipping)
        return shipping.error();
    forget(clusterId);
    if (*shipping)
        m_runs.emplace(clusterId, std::make_shared<ShippingRun>(m_desk, **shipping));
    d.feed.add(ChangeKind::Cluster, clusterId, clusterId, ChangeAction::Changed);
    schedule();
    return {};
}

void ShippingService::stop()
{
    m_isRunning = false;
    m_timer.stop();
}

void ShippingService::lookAgain()
{
    schedule();
}

void ShippingService::set(const QString &clusterId, ShippingTarget target, std::optional<ShippingStart> start,
                          Done done)
{
    const auto present = m_runs.find(clusterId);
    if (target.kind == ShippingKind::S3 && target.secretKey.isEmpty() && present != m_runs.end()) {
        const ShippingTarget &known = present->second->shipping().target;
        if (known.kind == ShippingKind::S3 && known.accessKey == target.accessKey)
            target.secretKey = known.secretKey;
    }
    const auto checked = checkedTarget(std::move(target));
    if (!checked)
        return done(checked.error());
    d.objects.probe(*checked, [this, clusterId, target = *checked, start, done](const Result<void> &probed) {
        if (!probed)
            return done(probed);
        if (!start)
            return apply(clusterId, target, {}, done);
        if (*start == ShippingStart::Oldest)
            return apply(clusterId, target, ShippingProgress(), done);
        m_reader.ask<std::int64_t>([clusterId](store::Database &database) { return newestSeq(database, clusterId); },
                                   [this, clusterId, target, done](const Result<std::int64_t> &newest) {
                                       if (!newest)
                                           return done(newest.error());
                                       apply(clusterId, target, ShippingProgress::from(*newest), done);
                                   });
    });
}

void ShippingService::apply(const QString &clusterId, const ShippingTarget &target,
                            const std::optional<ShippingProgress> &anew, const Done &done)
{
    const store::Database::Unfenced asked(d.store.database()); // somebody waits for it
    const auto stored = d.store.shipping.progress(clusterId);
    if (!stored)
        return done(stored.error());
    const ShippingProgress progress = anew ? *anew : stored->value_or(ShippingProgress());
    if (const auto saved = d.store.shipping.set(clusterId, target, progress); !saved)
        return done(saved);
    auto &run = m_runs[clusterId];
    if (!run) {
        const auto shipping = d.store.shipping.of(clusterId);
        if (!shipping || !*shipping) {
            m_runs.erase(clusterId);
            return done(shipping ? notFound() : shipping.error());
        }
        run = std::make_shared<ShippingRun>(m_desk, **shipping);
    } else {
        run->setTarget(target);
        if (anew)
            run->setProgress(progress);
    }
    d.feed.add(ChangeKind::Cluster, clusterId, clusterId, ChangeAction::Changed);
    schedule();
    done({});
}

std::optional<ShippingTarget> ShippingService::targetOf(const QString &clusterId) const
{
    const auto run = m_runs.find(clusterId);
    return run == m_runs.end() ? std::nullopt : std::optional(run->second->shipping().target);
}

Result<void> ShippingService::switchOff(const QString &clusterId)
{
    if (!m_runs.contains(clusterId))
        return notFound();
    if (auto done = d.store.shipping.switchOff(clusterId); !done)
        return done;
    forget(clusterId);
    d.feed.add(ChangeKind::Cluster, clusterId, clusterId, ChangeAction::Changed);
    return {};
}

void ShippingService::forget(const QString &clusterId)
{
    m_runs.erase(clusterId);
    m_backlogs.remove(clusterId);
}

ShippingState ShippingService::stateOf(const ShippingRun &run) const
{
    ShippingState state;
    state.shipping = run.shipping();
    state.phase = run.error()    ? ShippingState::Phase::Failing
                  : run.isBusy() ? ShippingState::Phase::Working
                                 : ShippingState::Phase::Waiting;
    state.error = run.error();
    state.failures = run.failures();
    state.nextTryAt = run.nextTryAt();
    state.backlog = m_backlogs.value(run.shipping().clusterId);
    return state;
}

void ShippingService::countBacklog(const QString &clusterId,
                                   std::function<void(const Result<store::EventBacklog> &)> done) const
{
    const std::int64_t cursor = m_runs.at(clusterId)->shipping().progress.cursor();
    m_desk.reader.ask<store::EventBacklog>(
        [clusterId, cursor](store::Database &database) { return store::backlogBehind(database, clusterId, cursor); },
        std::move(done));
}

void ShippingService::describe(const QString &clusterId, std::function<void(const Result<ShippingState> &)> done)
{
    if (!m_runs.contains(clusterId))
        return done(notFound());
    countBacklog(clusterId, [this, clusterId, done = std::move(done)](const Result<store::EventBacklog> &backlog) {
        const auto run = m_runs.find(clusterId);
        if (run == m_runs.end())
            return done(notFound());
        if (!backlog)
            return done(backlog.error());
        ShippingState state = stateOf(*run->second);
        state.backlog = *backlog;
        done(state);
    });
}

QList<ShippingState> ShippingService::overview() const
{
    QList<ShippingState> states;
    for (const auto &[clusterId, run] : m_runs)
        states.append(stateOf(*run));
    if (m_isRunning && m_counting == 0 && d.clock.steady() - m_countedAt >= countPause) {
        m_countedAt = d.clock.steady();
        for (const auto &[clusterId, run] : m_runs) {
            ++m_counting;
            countBacklog(clusterId, [this, clusterId = clusterId](const Result<store::EventBacklog> &backlog) {
                --m_counting;
                if (backlog && m_runs.contains(clusterId))
                    m_backlogs.insert(clusterId, *backlog);
            });
        }
    }
    return states;
}

void ShippingService::schedule()
{
    if (!m_isRunning)
        return;
    std::optional<ShippingRun::Instant> due;
    for (const auto &[clusterId, run] : m_runs) {
        if (!run->isBusy())
            due = due ? std::min(*due, run->dueAt()) : run->dueAt();
    }
    if (!due)
        return m_timer.stop();
    const auto wait = std::chrono::ceil<Millis>(*due - d.clock.steady());
    m_timer.start(std::clamp(wait, Millis(0), Millis(longestSleepMs)));
}

// Those that have waited longest go first.
void ShippingService::step()
{
    const auto now = d.clock.steady();
    std::vector<std::shared_ptr<ShippingRun>> due;
    int busy = 0;
    for (const auto &[clusterId, run] : m_runs) {
        if (run->isBusy())
            ++busy;
        else if (run->dueAt() <= now)
            due.push_back(run);
    }
    std::sort(due.begin(), due.end(), [](const auto &a, const auto &b) { return a->dueAt() < b->dueAt(); });
    for (const auto &run : due) {
        if (busy++ >= mostAtOnce)
            return; // whoever gets free asks again
        run->step();
    }
    schedule();
}

} // namespace unmta
