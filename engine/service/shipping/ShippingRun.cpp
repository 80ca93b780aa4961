#include "service/shipping/ShippingRun.h"

#include "base/Log.h"
#include "service/shipping/ShippingManifest.h"
#include "service/shipping/ShippingReader.h"

#include <algorithm>

namespace unmta {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Millis firstPause = 1s;
constexpr Millis longestPause = 15min;
constexpr Millis longestAsked = 1h; // for which somebody may tell us to wait

} // namespace

ShippingRun::ShippingRun(const ShippingDesk &desk, Shipping shipping)
    : d(desk)
    , m_shipping(std::move(shipping))
    , m_dueAt(d.clock.steady())
    , m_nextRound(m_dueAt)
{}

std::optional<TimePoint> ShippingRun::nextTryAt() const
{
    if (m_isBusy)
        return std::nullopt;
    return d.clock.now() + std::chrono::duration_cast<Millis>(m_dueAt - d.clock.steady());
}

void ShippingRun::setTarget(const ShippingTarget &target)
{
    m_shipping.target = target;
    m_failures = 0;
    m_error.reset();
    m_isRound = false;
    m_dueAt = d.clock.steady();
}

void ShippingRun::setProgress(const ShippingProgress &progress)
{
    m_shipping.progress = progress;
    ++m_epoch;
    m_dueAt = d.clock.steady();
}

template <typename T, typename Then>
std::function<void(const Result<T> &)> ShippingRun::guarded(Then then)
{
    return [weak = weak_from_this(), epoch = m_epoch, then = std::move(then)](const Result<T> &outcome) {
        const auto run = weak.lock();
        if (!run)
            return;
        if (run->m_epoch != epoch)
            run->end(run->d.clock.steady());
        else if (!outcome)
            run->fail(outcome.error());
        else
            then(*run, outcome);
    };
}

void ShippingRun::step()
{
    m_isBusy = true;
    if (!m_isRound) {
        m_isRound = true;
        m_nextRound = d.clock.steady() + m_shipping.target.interval;
    }
    if (const auto piece = m_shipping.progress.pending())
        pack(*piece);
    else
        plan();
}

void ShippingRun::plan()
{
    d.reader.ask<std::optional<ShippingPlan>>(
        [line = &d.line, cluster = m_shipping.clusterId, cursor = m_shipping.progress.cursor(),
         target = m_shipping.target](store::Database &database) {
            return ObjectPacker(database, *line).plan(cluster, cursor, target);
        },
        guarded<std::optional<ShippingPlan>>(
            [](ShippingRun &run, const Result<std::optional<ShippingPlan>> &plan) { run.planned(plan); }));
}

void ShippingRun::planned(const Result<std::optional<ShippingPlan>> &plan)
{
    if (!*plan)
        return writeManifest();
    const ShippingProgress progress = m_shipping.progress.planned((*plan)->last, (*plan)->parts);
    // Durable before anything of it is written.
    if (const auto stored = d.store.setProgress(m_shipping.clusterId, progress); !stored)
        return fail(stored.error());
    m_shipping.progress = progress;
    write((*plan)->parts.first().name, (*plan)->first);
}

void ShippingRun::pack(const ShippingPiece &piece)
{
    d.reader.ask<PackedObject>(
        [line = &d.line, cluster = m_shipping.clusterId, piece](store::Database &database) {
            return ObjectPacker(database, *line).pack(cluster, piece);
        },
        guarded<PackedObject>([name = piece.part.name](ShippingRun &run, const Result<PackedObject> &object) {
            run.write(name, *object);
        }));
}

void ShippingRun::write(const QString &name, const PackedObject &packed)
{
    const ShippedObject object{
        name, packed.firstSeq, packed.lastSeq, packed.events, packed.content.size(), packed.sha256, {}};
    d.objects.put(m_shipping.target, name, packed.content,
                  guarded<void>([object](ShippingRun &run, const Result<void> &) { run.written(object); }));
}

void ShippingRun::written(ShippedObject object)
{
    object.at = d.clock.now();
    const ShippingProgress progress = m_shipping.progress.written();
    // Where this fails the same object is written again.
    if (const auto stored = d.store.addObject(m_shipping.clusterId, progress, object); !stored)
        return fail(stored.error());
    m_shipping.progress = progress;
    ++m_shipping.objects;
    m_shipping.events += object.events;
    m_shipping.lastObject = object;
    end(d.clock.steady());
}

// Of one hour that is over; the others follow.
void ShippingRun::writeManifest()
{
    const auto unlisted = d.store.unlisted(m_shipping.clusterId, hourOf(d.clock.now()));
    if (!unlisted)
        return fail(unlisted.error());
    if (unlisted->objects.isEmpty())
        return rest();
    const QString name = manifestName(m_shipping.target.prefix, m_shipping.clusterId, unlisted->hour,
                                      unlisted->objects.first().firstSeq);
    d.objects.put(m_shipping.target, name, manifestText(m_shipping.clusterId, unlisted->hour, unlisted->objects),
                  guarded<void>([listed = *unlisted](ShippingRun &run, const Result<void> &) {
                      if (const auto stored = run.d.store.setListed(run.m_shipping.clusterId, listed); !stored)
                          return run.fail(stored.error());
                      run.end(run.d.clock.steady());
                  }));
}

// Until there may be something new, or until the hour is over whose objects want a manifest.
void ShippingRun::rest()
{
    m_isRound = false;
    Instant due = m_nextRound;
    const TimePoint now = d.clock.now();
    if (m_shipping.lastObject && hourOf(m_shipping.lastObject->at) == hourOf(now)) {
        const TimePoint hourEnd{std::chrono::hours(hourOf(now) + 1)};
        due = std::min(due, d.clock.steady() + (hourEnd - now));
    }
    end(due);
}

void ShippingRun::fail(const Error &error)
{
    if (!m_error || m_error->code != error.code) {
        qCWarning(lcEngine).noquote() << u"events are not shipped cluster=%1"_s.arg(m_shipping.clusterId)
                                      << describe(error);
    }
    ++m_failures;
    const Instant due = d.clock.steady() + pause(error);
    m_isRound = false;
    m_isBusy = false;
    m_dueAt = due;
    m_error = error;
    d.stepped();
}

void ShippingRun::end(Instant dueAt)
{
    if (m_error) {
        qCInfo(lcEngine).noquote() << u"events are shipped again cluster=%1"_s.arg(m_shipping.clusterId);
        m_error.reset();
    }
    m_failures = 0;
    m_isBusy = false;
    m_dueAt = dueAt;
    d.stepped();
}

// Grows, and differs by a quarter either way, so that many do not come at once.
Millis ShippingRun::pause(const Error &error) const
{
    Millis length = firstPause;
    for (int i = 1; i < m_failures && length < longestPause; ++i)
        length *= 3;
    length = std::min(length, longestPause);
    const Millis own = length * (750 + d.random.below(501)) / 1000;
    const Millis asked = std::chrono::seconds(error.context.value(u"seconds"_s).toInt());
    return std::max(own, std::min(asked, longestAsked));
}

} // namespace unmta
