#include "service/events/EventCarrier.h"

#include "base/Log.h"
#include "base/threads/ThisThread.h"
#include "service/events/EventRecorder.h"
#include "store/Database.h"
#include "store/events/EventLog.h"

#include <future>
#include <limits>

namespace unmta {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// In one transaction there.
constexpr std::int64_t carriedAtOnce = 4096;
// What has arrived is deleted here in larger pieces, since that waits for the disk that the recorder needs.
constexpr std::int64_t carriedLetGoAtOnce = 20'000;
constexpr auto carrierFailedPause = 1s;
constexpr auto carrierIdlePause = 1s;

} // namespace

EventCarrier::EventCarrier(QString file, EventRecorder &from, store::DatabasePlace place, EventRecorder &to)
    : m_file(std::move(file))
    , m_place(std::move(place))
    , m_from(from)
    , m_to(to)
{}

EventCarrier::~EventCarrier()
{
    stop();
}

Result<void> EventCarrier::start(Random &random)
{
    auto file = store::Database::open({m_file, u"events"_s});
    if (!file)
        return file.error();
    const auto there = store::Database::open({.place = m_place, .schema = u"events"_s, .isBounded = true});
    if (!there)
        return there.error();
    // Behind a transaction of an earlier run that the server has not ended yet.
    auto moment = store::Transaction::begin(**there);
    if (!moment)
        return moment.error();
    store::EventLog log(**file);
    if (auto opened = log.open(); !opened)
        return opened;
    auto source = log.source(random);
    if (!source)
        return source.error();
    auto carried = store::EventLog::deliveredOf(**there, *source);
    if (!carried)
        return carried.error();
    if (*carried > log.lastSeq()) {
        // The file is an older copy of itself: what it holds is there already, and it gives out numbers a second time.
        qCWarning(lcStore).noquote() << m_file << "is older than what was taken over from it";
        for (bool isAll = false; !isAll;) {
            const auto gone = log.letGo(log.lastSeq());
            if (!gone)
                return gone.error();
            isAll = *gone;
        }
        source = log.source(random, true);
        if (!source)
            return source.error();
        carried = 0;
    }
    m_source = *source;
    m_carried = *carried;
    m_letGo = 0; // what arrived and was not let go is let go with the next
    m_isEnding = false;
    m_thread = std::thread([this] { run(); });
    return {};
}

void EventCarrier::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void EventCarrier::wake()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isWoken = true;
    }
    m_changed.notify_all();
}

void EventCarrier::whenArrived(std::function<void(bool arrived)> done)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_thread.joinable() && !m_isEnding) {
            m_asked.push_back(std::move(done));
            m_isWoken = true;
            m_changed.notify_all();
            return;
        }
    }
    done(false);
}

// Those whose events have arrived, or all.
void EventCarrier::answer(std::vector<Awaited> &awaited, bool fails)
{
    for (auto &each : awaited) {
        if (m_carried >= each.upTo || fails)
            std::exchange(each.done, {})(m_carried >= each.upTo);
    }
    std::erase_if(awaited, [](const Awaited &each) { return !each.done; });
}

std::int64_t EventCarrier::waiting() const
{
    const std::lock_guard lock(m_mutex);
    return m_waiting;
}

void EventCarrier::pause(std::chrono::milliseconds longest)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, longest, [this] { return m_isEnding || m_isWoken; });
    m_isWoken = false;
}

void EventCarrier::run()
{
    nameThisThread("carrier");
    std::unique_ptr<store::Database> database;
    Batches pending;
    std::vector<Awaited> awaited;
    for (;;) {
        std::vector<std::function<void(bool)>> asked;
        bool isEnding = false;
        {
            const std::lock_guard lock(m_mutex);
            asked.swap(m_asked);
            isEnding = m_isEnding;
        }
        for (auto &done : asked)
            awaited.push_back({std::numeric_limits<std::int64_t>::max(), std::move(done)});
        if (isEnding)
            return answer(awaited, true);
        if (!database) {
            auto opened = store::Database::open({m_file, u"events"_s, true});
            if (opened)
                database = *std::move(opened);
            else
                qCWarning(lcStore).noquote() << "events are not taken over" << describe(opened.error());
        }
        if (!database) {
            pause(carrierFailedPause);
            continue;
        }
        const store::BatchTable table(*database);
        // What did not arrive is handed over again as it was: perhaps it did, and is known as a whole only.
        if (pending.isEmpty()) {
            if (auto batches = table.behind(m_carried, carriedAtOnce); batches)
                pending = *std::move(batches);
            else
                qCWarning(lcStore).noquote() << "events are not taken over" << describe(batches.error());
        }
        if (const auto totals = table.totals(); totals) {
            for (Awaited &each : awaited)
                each.upTo = std::min(each.upTo, totals->lastSeq);
            const std::lock_guard lock(m_mutex);
            m_waiting = std::max<std::int64_t>(totals->lastSeq - m_carried, 0);
        }
        const bool isIdle = pending.isEmpty();
        if (m_carried > m_letGo && (isIdle || m_carried - m_letGo >= carriedLetGoAtOnce)) {
            m_from.letGo(m_carried);
            m_letGo = m_carried;
        }
        const bool arrived = isIdle || carry(pending);
        answer(awaited, !arrived);
        if (arrived)
            pending.clear();
        if (isIdle || !arrived)
            pause(isIdle ? carrierIdlePause : carrierFailedPause);
    }
}

bool EventCarrier::carry(const Batches &batches)
{
    EventBatch all;
    for (const auto &batch : batches) {
        all.packed += batch.packed;
        all.events += static_cast<std::size_t>(batch.events);
    }
    all.origin = EventOrigin{m_source, batches.last().lastSeq};
    const auto arrived = std::make_shared<std::promise<bool>>();
    all.done = [arrived](bool durable) { arrived->set_value(durable); };
    auto outcome = arrived->get_future();
    m_to.record(std::move(all));
    if (!outcome.get())
        return false;
    m_carried = batches.last().lastSeq;
    return true;
}

} // namespace unmta
