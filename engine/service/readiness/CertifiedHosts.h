// How many active hosts have a certificate that is valid, and some that have none. Walks through those hosts only whose
// part of the routing has changed, or where a certificate has come to its end. Engine thread.
#pragma once

#include "domain/Snapshot.h"

#include <QStringList>

#include <array>
#include <memory>

namespace unmta {

class CertifiedHosts
{
public:
    static constexpr qsizetype namedAtMost = 10;

    void look(const std::shared_ptr<const Snapshot> &routing, TimePoint now);

    [[nodiscard]] qsizetype certified() const { return m_certified; }
    [[nodiscard]] const QStringList &others() const { return m_others; } // at most `namedAtMost`, sorted
    // How many hosts have been looked at, all in all.
    [[nodiscard]] quint64 looked() const { return m_looked; }

private:
    using Hosts = ShardedMap<HostEntry>;
    struct Tally
    {
        std::weak_ptr<const Hosts::Shard> shard; // that was counted
        TimePoint from;                          // the count holds from then
        TimePoint until = TimePoint::max();      // to before then
        qsizetype certified = 0;
        QStringList others; // at most `namedAtMost`
    };
    void count(Tally &tally, const std::shared_ptr<const Hosts::Shard> &shard, TimePoint now);

    std::weak_ptr<const Snapshot> m_routing; // that was looked at
    TimePoint m_from;
    TimePoint m_until;
    std::array<Tally, Hosts::shardCount> m_tallies;
    quint64 m_looked = 0;
    qsizetype m_certified = 0;
    QStringList m_others;
};

} // namespace unmta
