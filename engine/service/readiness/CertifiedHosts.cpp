#include "service/readiness/CertifiedHosts.h"

#include <algorithm>

namespace unmta {

void CertifiedHosts::look(const std::shared_ptr<const Snapshot> &routing, TimePoint now)
{
    if (m_routing.lock() == routing && m_from <= now && now < m_until)
        return;
    m_routing = routing;
    m_from = now;
    m_until = TimePoint::max();
    m_certified = 0;
    m_others.clear();
    for (std::size_t i = 0; i < m_tallies.size(); ++i) {
        const auto &shard = routing->hosts().shards()[i];
        Tally &tally = m_tallies[i];
        if (tally.shard.lock() != shard || now < tally.from || tally.until <= now)
            count(tally, shard, now);
        m_certified += tally.certified;
        m_until = std::min(m_until, tally.until);
        m_others += tally.others.first(std::min(tally.others.size(), namedAtMost - m_others.size()));
    }
    m_others.sort();
}

void CertifiedHosts::count(Tally &tally, const std::shared_ptr<const Hosts::Shard> &shard, TimePoint now)
{
    tally = {};
    tally.shard = shard;
    tally.from = now;
    if (!shard)
        return;
    m_looked += static_cast<quint64>(shard->size());
    for (auto it = shard->cbegin(); it != shard->cend(); ++it) {
        if (it->domainId == 0)
            continue;
        if (it->certificate && it->certificate->notAfter() > now) {
            ++tally.certified;
            tally.until = std::min(tally.until, it->certificate->notAfter());
        } else if (tally.others.size() < namedAtMost) {
            tally.others << QString::fromLatin1(it.key());
        }
    }
}

} // namespace unmta
