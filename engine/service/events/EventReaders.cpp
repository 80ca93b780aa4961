#include "service/events/EventReaders.h"

#include "base/Page.h"
#include "base/threads/ThisThread.h"
#include "store/Database.h"
#include "store/events/EventReader.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <limits>
#include <mutex>
#include <thread>
#include <vector>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

using Instant = std::chrono::steady_clock::time_point;

Instant now()
{
    return std::chrono::steady_clock::now();
}

} // namespace

// Something on its way: from where to read on. What is made of the events is told by its kind.
struct EventReaders::Job
{
    Job(store::EventFilter wanted, store::ReadOrder readOrder, std::int64_t from, Instant end, IsAwaited awaited)
        : filter(std::move(wanted))
        , order(readOrder)
        , place(from)
        , deadline(end)
        , isAwaited(std::move(awaited))
    {}
    virtual ~Job() = default;
    Job(const Job &) = delete;
    Job &operator=(const Job &) = delete;

    // False: that was enough.
    virtual bool take(std::int64_t seq, const EventView &event) = 0;
    [[nodiscard]] virtual bool isFull() const { return false; }
    // What is called on the engine thread.
    [[nodiscard]] virtual std::function<void()> reply(const Result<void> &outcome) const = 0;

    [[nodiscard]] bool isNewestFirst() const { return order == store::ReadOrder::Newest; }
    [[nodiscard]] Result<void> read(store::Database &database, Instant until);
    [[nodiscard]] bool isDone() const { return isEnd || isFull() || now() >= deadline || (isAwaited && !isAwaited()); }

    store::EventFilter filter;
    store::ReadOrder order;
    std::int64_t place; // all on this side of it has been read
    Instant deadline;
    IsAwaited isAwaited;
    bool isEnd = false;
};

Result<void> EventReaders::Job::read(store::Database &database, Instant until)
{
    const auto goOn = [until] { return now() < until; };
    const std::int64_t after = isNewestFirst() ? 0 : place;
    const std::int64_t before = isNewestFirst() ? place : store::endOfEvents;
    const auto reach = store::EventReader(database).visitWhile(
        filter, after, before, order, [this](std::int64_t seq, const EventView &event) { return take(seq, event); },
        goOn);
    if (!reach)
        return reach.error();
    place = reach->seq;
    isEnd = reach->isEnd;
    return {};
}

struct EventReaders::ListJob final : Job
{
    ListJob(store::EventFilter wanted, store::ReadOrder readOrder, std::int64_t from, Instant end, IsAwaited awaited,
            qsizetype most, Prepare made)
        : Job(std::move(wanted), readOrder, from, end, std::move(awaited))
        , limit(most)
        , prepare(std::move(made))
    {}

    // Newest first a full page is followed by a look whether there is one more, as long as the time allows, so that
    // most lists end where they end.
    bool take(std::int64_t seq, const EventView &event) override
    {
        if (isFull()) // there is one more
            return false;
        items.append({toEvent(event), QString::number(seq)});
        return isNewestFirst() || !isFull();
    }
    [[nodiscard]] bool isFull() const override { return items.size() == limit; }
    [[nodiscard]] std::function<void()> reply(const Result<void> &outcome) const override
    {
        return prepare(outcome ? Result<EventPage>(page()) : Result<EventPage>(outcome.error()));
    }
    [[nodiscard]] EventPage page() const;

    qsizetype limit;
    Prepare prepare;
    QList<EventPage::Item> items = {};
};

EventPage EventReaders::ListJob::page() const
{
    EventPage page;
    page.items = items;
    page.more = !isEnd;
    if (isFull() && !isEnd)
        page.next = items.last().cursor;
    else if (!isNewestFirst() || !isEnd)
        page.next = place > 0 ? QString::number(place) : QString();
    return page;
}

struct EventReaders::LinksJob final : Job
{
    LinksJob(store::EventFilter wanted, Instant end, IsAwaited awaited, qsizetype most, PrepareLinks made)
        : Job(std::move(wanted), store::ReadOrder::Newest, store::endOfEvents, end, std::move(awaited))
        , limit(most)
        , prepare(std::move(made))
    {}

    bool take(std::int64_t, const EventView &event) override
    {
        tally.add(event[EventText::Url], event[EventText::Bot].isEmpty());
        oldest = std::min(oldest, event.timestamp);
        return true;
    }
    [[nodiscard]] std::function<void()> reply(const Result<void> &outcome) const override
    {
        if (!outcome)
            return prepare(outcome.error());
        TopLinksSeen seen{tally.top(limit), tally.clicks(), tally.missedAtMost(), {}};
        if (!isEnd)
            seen.countedSince = tally.clicks() > 0 ? fromUnixMs(oldest) : filter.until.value_or(fromUnixMs(oldest));
        return prepare(seen);
    }

    qsizetype limit;
    PrepareLinks prepare;
    LinkTally tally = {};
    std::int64_t oldest = std::numeric_limits<std::int64_t>::max();
};

struct EventReaders::Shared
{
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<std::unique_ptr<Job>> waiting; // under the mutex
    std::size_t lists = 0;                    // those under way included; under the mutex
    bool isEnding = false;                    // under the mutex
    std::vector<std::thread> threads;
};

EventReaders::EventReaders(store::DatabasePlace events)
    : EventReaders(std::move(events), Rules())
{}

EventReaders::EventReaders(store::DatabasePlace events, const Rules &rules)
    : m_place(std::move(events))
    , m_rules(rules)
    , m_shared(std::make_unique<Shared>())
{}

EventReaders::~EventReaders()
{
    stop();
}

void EventReaders::start()
{
    for (int i = 0; i < m_rules.threads; ++i)
        m_shared->threads.emplace_back([this, i] { run(i); });
}

void EventReaders::stop()
{
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->isEnding = true;
    }
    m_shared->changed.notify_all();
    for (std::thread &thread : m_shared->threads)
        thread.join();
    m_shared->threads.clear();
    m_shared->waiting.clear();
}

void EventReaders::answer(const Job &job, const Result<void> &outcome)
{
    QMetaObject::invokeMethod(this, job.reply(outcome), Qt::QueuedConnection);
}

void EventReaders::list(const EventQuery &query, const QString &after, int limit, IsAwaited isAwaited, Prepare prepare)
{
    const auto order = query.order == EventQuery::Order::Newest ? store::ReadOrder::Newest : store::ReadOrder::Oldest;
    const auto place = store::EventReader::placeOf(after, order);
    auto job = std::make_unique<ListJob>(filterOf(query), order, place ? *place : 0, now() + m_rules.longest,
                                         std::move(isAwaited), std::clamp(limit, 1, maxPageSize), std::move(prepare));
    if (!place)
        return answer(*job, place.error());
    queue(std::move(job));
}

void EventReaders::topLinks(const EventQuery &query, int limit, IsAwaited isAwaited, PrepareLinks prepare)
{
    store::EventFilter filter = filterOf(query);
    filter.kind = LinkKind::Click;
    queue(std::make_unique<LinksJob>(std::move(filter), now() + m_rules.longest, std::move(isAwaited),
                                     std::clamp(limit, 1, maxPageSize), std::move(prepare)));
}

void EventReaders::queue(std::unique_ptr<Job> job)
{
    {
        const std::lock_guard lock(m_shared->mutex);
        if (m_shared->lists < m_rules.mostWaiting) {
            ++m_shared->lists;
            m_shared->waiting.push_back(std::move(job));
        }
    }
    if (job)
        return answer(*job, Error(u"event.busy"_s, {}, {{u"seconds"_s, u"2"_s}}));
    m_shared->changed.notify_one();
}

void EventReaders::run(int number)
{
    nameThisThread(("events-" + QByteArray::number(number)).constData());
    std::unique_ptr<store::Database> database;
    std::unique_lock lock(m_shared->mutex);
    for (;;) {
        m_shared->changed.wait(lock, [this] { return m_shared->isEnding || !m_shared->waiting.empty(); });
        if (m_shared->isEnding)
            return;
        std::unique_ptr<Job> job = std::move(m_shared->waiting.front());
        m_shared->waiting.pop_front();
        lock.unlock();
        Result<void> outcome;
        if (!database) {
            if (auto opened = store::Database::open({m_place, u"events"_s, true}); opened)
                database = *std::move(opened);
            else
                outcome = opened.error();
        }
        if (database)
            outcome = job->read(*database, std::min(job->deadline, now() + m_rules.slice));
        const bool isDone = !outcome || job->isDone();
        if (isDone)
            answer(*job, outcome);
        lock.lock();
        if (isDone)
            --m_shared->lists;
        else
            m_shared->waiting.push_back(std::move(job));
    }
}

} // namespace unmta
