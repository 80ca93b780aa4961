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
    routing->hosts().forEach([&](const QByteArray &host, const HostEntry &entry) {
        if (entry.domainId == 0)
            return;
        if (entry.certificate && entry.certificate->notAfter > now) {
            ++m_certified;
            m_until = std::min(m_until, entry.certificate->notAfter);
        } else if (m_others.size() < namedAtMost) {
            m_others << QString::fromLatin1(host);
        }
    });
    m_others.sort();
}

} // namespace unmta
