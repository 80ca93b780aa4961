#include "service/events/recorder/ActivityNews.h"

#include <algorithm>
#include <utility>

namespace unmta {

void ActivityNews::add(const QList<ActivityIncrease> &increases)
{
    if (!m_tell)
        return;
    for (const ActivityIncrease &increase : increases) {
        const auto known = std::find_if(m_increases.begin(), m_increases.end(), [&increase](const auto &other) {
            return other.domainId == increase.domainId && other.trackingHost == increase.trackingHost &&
                   other.clusterId == increase.clusterId;
        });
        if (known == m_increases.end())
            m_increases.append(increase);
        else
            known->counts += increase.counts;
    }
}

std::optional<ActivityNews::Instant> ActivityNews::dueAt() const
{
    return m_increases.isEmpty() ? std::nullopt : std::optional(m_notBefore);
}

void ActivityNews::step(Instant now)
{
    if (m_increases.isEmpty() || now < m_notBefore)
        return;
    m_notBefore = now + m_pause;
    m_tell(std::exchange(m_increases, {}));
}

} // namespace unmta
