#include "service/events/recorder/CommitPace.h"

#include <algorithm>

namespace unmta {

CommitPace::CommitPace(Span usual, Span busy, unsigned processors, Instant now, Span used)
    : m_usual(usual)
    , m_busy(std::max(usual, busy))
    , m_processors(std::max(1U, processors))
    , m_lookedAt(now)
    , m_used(used)
{}

void CommitPace::look(Instant now, Span used)
{
    if (!isDue(now))
        return;
    const std::chrono::duration<double> passed = now - m_lookedAt;
    const std::chrono::duration<double> worked = used - m_used;
    m_isBusy = worked > passed * m_processors * (m_isBusy ? easedShare : busyShare);
    m_lookedAt = now;
    m_used = used;
}

} // namespace unmta
