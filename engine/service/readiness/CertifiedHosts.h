// How many active hosts have a certificate that is valid, and the first that have none. Walks through all hosts only
// when the routing has changed or a certificate has come to its end. Engine thread.
#pragma once

#include "domain/Snapshot.h"

#include <QStringList>

#include <memory>

namespace unmta {

class CertifiedHosts
{
public:
    static constexpr qsizetype namedAtMost = 10;

    void look(const std::shared_ptr<const Snapshot> &routing, TimePoint now);

    [[nodiscard]] qsizetype certified() const { return m_certified; }
    [[nodiscard]] const QStringList &others() const { return m_others; } // at most `namedAtMost`, sorted

private:
    std::weak_ptr<const Snapshot> m_routing; // that was counted
    TimePoint m_from;                        // the count holds from then
    TimePoint m_until;                       // to before then
    qsizetype m_certified = 0;
    QStringList m_others;
};

} // namespace unmta
