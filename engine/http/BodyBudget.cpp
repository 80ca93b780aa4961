#include "http/BodyBudget.h"

namespace unmta::http {

bool BodyClaim::grow(qint64 more)
{
    if (!m_part)
        return true;
    std::atomic<qint64> &claimed = m_part->account->claimed;
    qint64 before = claimed;
    do {
        if (before + more > m_part->most)
            return false;
    } while (!claimed.compare_exchange_weak(before, before + more));
    m_part->bytes += more;
    return true;
}

BodyClaim BodyBudget::claim(qint64 bytes)
{
    BodyClaim claim;
    claim.m_part = std::make_shared<BodyClaim::Part>();
    claim.m_part->account = m_account;
    claim.m_part->most = bytes > m_small ? m_most - m_most / 4 : m_most;
    return claim.grow(bytes) ? claim : BodyClaim();
}

} // namespace unmta::http
