#include "domain/events/LinkTally.h"

#include <algorithm>
#include <tuple>
#include <vector>

namespace unmta {

void LinkTally::add(QByteArrayView url, bool byPerson)
{
    ++m_clicks;
    // Found without a copy of the text, which most clicks are.
    const QByteArray key = QByteArray::fromRawData(url.data(), url.size());
    auto found = m_links.find(key);
    if (found == m_links.end()) {
        if (m_links.size() >= m_bounds.links || m_bytes + url.size() > m_bounds.bytes)
            makeRoom();
        found = m_links.insert(url.toByteArray(), {});
        m_bytes += url.size();
    }
    ++found->clicks;
    found->byPeople += byPerson ? 1 : 0;
}

// The half with the fewest clicks goes. Whatever of it comes again has lost at most what the highest of it had.
void LinkTally::makeRoom()
{
    if (m_links.isEmpty())
        return;
    std::vector<std::int64_t> counts;
    counts.reserve(static_cast<std::size_t>(m_links.size()));
    for (const Counts &link : std::as_const(m_links))
        counts.push_back(link.clicks);
    const auto middle = counts.begin() + static_cast<std::ptrdiff_t>(counts.size() / 2);
    std::nth_element(counts.begin(), middle, counts.end());
    const std::int64_t limit = *middle;
    m_missed += limit;
    for (auto it = m_links.begin(); it != m_links.end();) {
        if (it->clicks > limit) {
            ++it;
            continue;
        }
        m_bytes -= it.key().size();
        it = m_links.erase(it);
    }
}

QList<LinkFigures> LinkTally::top(qsizetype most) const
{
    QList<LinkFigures> all;
    all.reserve(m_links.size());
    for (auto it = m_links.begin(); it != m_links.end(); ++it)
        all.append({it.key(), it->clicks, it->byPeople});
    const auto end = all.begin() + std::clamp<qsizetype>(most, 0, all.size());
    std::partial_sort(all.begin(), end, all.end(), [](const LinkFigures &a, const LinkFigures &b) {
        return std::tie(b.clicks, a.url) < std::tie(a.clicks, b.url);
    });
    all.erase(end, all.end());
    return all;
}

} // namespace unmta
