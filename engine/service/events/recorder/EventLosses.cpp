#include "service/events/recorder/EventLosses.h"

#include "base/Log.h"

namespace unmta {

void EventLosses::load()
{
    const std::lock_guard writing(m_writing);
    const auto found = m_ledger.open();
    if (!found) {
        qCWarning(lcStore).noquote() << "what gets lost cannot be written down yet" << describe(found.error());
        return;
    }
    if (found->dropped > 0)
        qCWarning(lcStore).noquote() << found->dropped << "events could not be recorded by earlier runs";
    m_written = *found;
    const std::lock_guard lock(m_mutex);
    m_losses.dropped += found->dropped;
    m_losses.untold += found->untold;
    if (found->since)
        m_losses.since = found->since;
    m_before = found->dropped;
}

void EventLosses::addUnwritten(quint64 events)
{
    const std::lock_guard lock(m_mutex);
    if (events > 0 && !m_losses.since)
        m_losses.since = m_clock.now();
    m_losses.dropped += events;
    m_losses.untold += events;
}

void EventLosses::addRefused(quint64 events)
{
    const std::lock_guard lock(m_mutex);
    m_losses.dropped += events;
}

void EventLosses::told()
{
    const std::lock_guard lock(m_mutex);
    m_losses.untold = 0;
    m_losses.since.reset();
}

store::Losses EventLosses::present() const
{
    const std::lock_guard lock(m_mutex);
    return m_losses;
}

quint64 EventLosses::before() const
{
    const std::lock_guard lock(m_mutex);
    return m_before;
}

void EventLosses::write()
{
    const std::lock_guard writing(m_writing);
    const store::Losses losses = present();
    if (losses != m_written && m_ledger.write(losses))
        m_written = losses;
}

} // namespace unmta
