// Mints tracked links, and tells what is in one, from the present snapshot. Any thread.
#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "base/Result.h"
#include "domain/Snapshot.h"

#include <optional>

namespace unmta {

struct LinkOrder
{
    LinkKind kind = LinkKind::Click;
    bool isForApps = false; // a click link that apps may open
    LinkPayload payload = {};
    QString trackingHost = {}; // empty: the one in force
    bool allowHttp = false;    // for an https destination too
};

struct InspectedLink
{
    enum class Outcome : std::uint8_t
    {
        NotALink,    // not the address of a tracked link or pixel
        UnknownHost, // which is not served here, or not for the one who asks
        Refused,     // see `refusal`
        Genuine,
    };

    Outcome outcome = Outcome::NotALink;
    std::optional<Error> refusal = {};
    LinkKind kind = LinkKind::Click;
    QString trackingHost = {}; // unless NotALink
    // When genuine:
    QString clusterId = {};
    LinkPayload payload = {};
};

class LinkService
{
public:
    LinkService(const SnapshotHolder &snapshots, const Clock &clock, Random &random)
        : m_snapshots(snapshots)
        , m_clock(clock)
        , m_random(random)
    {}

    // The whole URL: https once the host has a valid certificate, http before. An https destination is not carried by
    // http: while the host in force has no certificate, the cluster's fallback host serves it if that has one. Errors:
    // request.not_found (cluster), domain.not_active (field "tracking_host"), link.no_certificate, link.url_required,
    // link.url_unsupported, link.url_too_long, link.field_too_long, link.no_key, link.app_is_a_click (field "app").
    [[nodiscard]] Result<QString> mint(const QString &clusterId, const LinkOrder &order) const;

    // `onlyCluster`: of another cluster's hosts nothing is said, not even that they are here.
    [[nodiscard]] InspectedLink inspect(const QString &url, const std::optional<QString> &onlyCluster) const;

private:
    const SnapshotHolder &m_snapshots;
    const Clock &m_clock;
    Random &m_random;
};

} // namespace unmta
