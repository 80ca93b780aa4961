#include "service/events/EventReaders.h"

#include "base/Page.h"
#include "base/ThreadName.h"
#include "store/Database.h"
#include "store/events/EventReader.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
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

// A list on its way: what was found, and from where to read on.
struct EventReaders::Job
{
    store::EventFilter filter;
    store::ReadOrder order;
    std::int64_t place; // all on this side of it has been read
    qsizetype limit;
    Instant deadline;
    IsAwaited isAwaited;
    Prepare prepare;
    QList<EventPage::Item> items = {};
    bool isEnd = false;

    [[nodiscard]] bool isNewestFirst() const { return order == store::ReadOrder::Newest; }
    [[nodiscard]] bool isFull() const { return items.size() == limit; }
    [[nodiscard]] Result<void> read(store::Database &database, Instant until);
    [[nodiscard]] bool isDone() const { return isEnd || isFull() || now() >= deadline || (isAwaited && !isAwaited()); }
    [[nodiscard]] EventPage page() const;
};

// Newest first a full page is followed by a look whether there is one more, as long as the time allows, so that most
// lists end where they end.
Result<void> EventReaders::Job::read(store::Database &database, Instant until)
{
    const auto take = [this](std::int64_t seq, const EventView &event) {
        if (isFull()) // there is one more
            return false;
        items.append({toEvent(event), QString::number(seq)});
        return isNewestFirst() || !isFull();
    };
    const auto goOn = [until] { return now() < until; };
    const std::int64_t after = isNewestFirst() ? 0 : place;
    const std::int64_t before = isNewestFirst() ? place : store::endOfEvents;
    const auto reach = store::EventReader(database).visitWhile(filter, after, before, order, take, goOn);
    if (!reach)
        return reach.error();
    place = reach->seq;
    isEnd = reach->isEnd;
    return {};
}

EventPage EventReaders::Job::page() const
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

struct EventReaders::Shared
{
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<std::unique_ptr<Job>> waiting; // under the mutex
    std::size_t lists = 0;                    // those under way included; under the mutex
    bool isEnding = false;                    // under the mutex
    std::vector<std::thread> threads;
};

EventReaders::EventReaders(QString eventsPath)
    : EventReaders(std::move(eventsPath), Rules())
{}

EventReaders::EventReaders(QString eventsPath, const Rules &rules)
    : m_path(std::move(eventsPath))
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

void EventReaders::answer(const Job &job, const Result<EventPage> &page)
{
    QMetaObject::invokeMethod(this, job.prepare(page), Qt::QueuedConnection);
}

void EventReaders::list(const EventQuery &query, const QString &after, int limit, IsAwaited isAwaited, Prepare prepare)
{
    const auto order = query.order == EventQuery::Order::Newest ? store::ReadOrder::Newest : store::ReadOrder::Oldest;
    const auto place = store::EventReader::placeOf(after, order);
    auto job = std::make_unique<Job>(Job{filterOf(query), order, place ? *place : 0, std::clamp(limit, 1, maxPageSize),
                                         now() + m_rules.longest, std::move(isAwaited), std::move(prepare)});
    if (!place)
        return answer(*job, place.error());
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
            if (auto opened = store::Database::open({m_path, u"events"_s, true}); opened)
                database = *std::move(opened);
            else
                outcome = opened.error();
        }
        if (database)
            outcome = job->read(*database, std::min(job->deadline, now() + m_rules.slice));
        const bool isDone = !outcome || job->isDone();
        if (isDone)
            answer(*job, outcome ? Result<EventPage>(job->page()) : Result<EventPage>(outcome.error()));
        lock.lock();
        if (isDone)
            --m_shared->lists;
        else
            m_shared->waiting.push_back(std::move(job));
    }
}

} // namespace unmta
