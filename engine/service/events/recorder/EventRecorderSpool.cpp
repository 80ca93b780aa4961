// What answers early on a slow disk: the part of the recorder's core that is about the spool.
#include "service/events/recorder/EventRecorderCore.h"

#include "base/Log.h"

#include <algorithm>

namespace unmta {

using namespace std::chrono_literals;

namespace {

// So long a slow disk has been left alone before it is asked for more than commits.
constexpr auto tidyPause = 1s;
// How long answers that are late already wait for the system to take their events.
constexpr Millis keepPatience{100};

} // namespace

void EventRecorder::Core::keep(std::size_t answers)
{
    EventKeeper::Work work;
    std::size_t nextEvents = 0;
    std::size_t currentEvents = 0;
    {
        const std::lock_guard lock(m_mutex);
        m_answeredEarly += answers;
        m_spoolUsed = true;
        work.generation = m_queue.generation;
        work.answeredEarly = m_answeredEarly;
        work.current = m_current;
        work.currentFrom = m_currentKept;
        work.next.assign(m_queue.packed->begin() + static_cast<std::ptrdiff_t>(m_queue.kept), m_queue.packed->end());
        nextEvents = m_queue.events - m_queue.keptEvents;
        currentEvents = m_currentEvents;
    }
    const std::size_t current = work.current ? work.current->size() : 0;
    const std::size_t next = work.next.size();
    const auto before = work.current;
    const quint64 generation = work.generation;
    if (!m_keeper.keep(std::move(work), keepPatience))
        return; // comes again with the next ones
    const std::lock_guard lock(m_mutex);
    // By now the queue may have become the commit, and the commit may be over.
    if (m_queue.generation == generation) {
        m_queue.kept += next;
        m_queue.keptEvents += nextEvents;
        if (m_current && m_current == before) {
            m_currentKept = current;
            m_currentKeptEvents = currentEvents;
        }
    } else if (m_queue.generation == generation + 1 && m_current) {
        m_currentKept += next;
        m_currentKeptEvents += nextEvents;
    }
    m_spoolUsed = true;
}

// What an earlier run was killed with: its answers had left. Whatever is in events.db already is left out there.
Result<void> EventRecorder::Core::recover(Desk &desk)
{
    m_unrecovered = true;
    const auto stored = desk.log.answeredEarly();
    if (!stored)
        return stored.error();
    const auto contents = m_spool.read();
    if (!contents)
        return contents.error();
    {
        // Counted on from here, even if the disk takes nothing yet.
        const std::lock_guard lock(m_mutex);
        m_answeredEarly = std::max({m_answeredEarly, *stored, contents->answeredEarly});
        m_spoolUsed = m_spoolUsed || contents->answeredEarly > 0;
    }
    quint64 events = 0;
    if (!contents->packed.isEmpty() || contents->answeredEarly > *stored) {
        const auto appended = desk.log.appendKept(*contents);
        if (!appended)
            return appended.error();
        events = appended->events;
        desk.merger.committed(events, instant());
        desk.news.add(appended->increases);
    }
    m_unrecovered = false;
    m_totalStored = std::max(*stored, contents->answeredEarly);
    if (events > 0)
        qCWarning(lcStore).noquote() << events << "events that had been answered early were kept from an earlier run";
    const std::lock_guard lock(m_mutex);
    m_recovered += events;
    return {};
}

Result<void> EventRecorder::Core::saveTotal(Desk &desk)
{
    quint64 total = 0;
    {
        const std::lock_guard lock(m_mutex);
        total = m_answeredEarly;
    }
    if (total == m_totalStored)
        return {};
    if (const auto stored = desk.log.append({}, total); !stored)
        return stored.error();
    m_totalStored = total;
    return {};
}

// The generation's events are in events.db, or counted as dropped.
void EventRecorder::Core::settle(quint64 generation)
{
    quint64 total = 0;
    {
        const std::lock_guard lock(m_mutex);
        m_current.reset();
        m_currentKept = 0;
        m_currentKeptEvents = 0;
        if (!m_spoolUsed || m_unrecovered)
            return;
        total = m_answeredEarly;
    }
    m_spool.clear(generation, total);
    m_tidyAt = instant() + tidyPause;
}

// While nothing waits, each file gets its turn to be cleared: new events go into the other one meanwhile.
void EventRecorder::Core::tidySpool(Desk &desk)
{
    if (instant() < m_tidyAt)
        return;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_spoolUsed || m_unrecovered || m_failure || m_paused || !m_queue.packed->empty())
            return;
        m_spoolUsed = false;
    }
    bool tidy = saveTotal(desk).ok();
    for (int file = 0; file < 2 && tidy; ++file) {
        quint64 generation = 0;
        quint64 total = 0;
        {
            const std::lock_guard lock(m_mutex);
            tidy = m_queue.packed->empty();
            if (tidy)
                generation = m_queue.generation++;
            total = m_answeredEarly == m_totalStored ? 0 : m_answeredEarly;
        }
        if (tidy)
            m_spool.clear(generation, total);
    }
    if (!tidy) {
        m_tidyAt = instant() + tidyPause;
        const std::lock_guard lock(m_mutex);
        m_spoolUsed = true;
    }
}

bool EventRecorder::Core::writeToSpool(const EventKeeper::Work &work)
{
    m_losses.write(); // what a full queue refused while the recorder waits for the disk
    bool written = true;
    if (work.current && work.currentFrom < work.current->size())
        written =
            m_spool.append(work.generation - 1, std::span(*work.current).subspan(work.currentFrom), work.answeredEarly);
    // Without events it still brings the total.
    return m_spool.append(work.generation, work.next, work.answeredEarly) && written;
}

void EventRecorder::Core::closeSpool(Desk &desk)
{
    m_keeper.stop();
    answerRefused();
    m_losses.sync();
    if (saveTotal(desk) && !m_unrecovered)
        m_spool.clearAll();
}

} // namespace unmta
