// Mints tracked links from the present snapshot. Any thread.
#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "base/Result.h"
#include "domain/Snapshot.h"

namespace unmta {

struct LinkOrder
{
    LinkKind kind = LinkKind::Click;
    LinkPayload payload;
    QString trackingHost; // empty: the one in force
};

class LinkService
{
public:
    LinkService(const SnapshotHolder &snapshots, const Clock &clock, Random &random)
        : m_snapshots(snapshots)
        , m_clock(clock)
        , m_random(random)
    {}

    // The whole URL: https once the host has a valid certificate, http before. Errors: request.not_found (cluster),
    // domain.not_active (field "tracking_host"), link.url_required, link.url_unsupported, link.url_too_long,
    // link.field_too_long, link.no_key.
    [[nodiscard]] Result<QString> mint(const QString &clusterId, const LinkOrder &order) const;

private:
    const SnapshotHolder &m_snapshots;
    const Clock &m_clock;
    Random &m_random;
};

} // namespace unmta
