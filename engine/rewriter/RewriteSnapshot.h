// All that a mail host needs to rewrite by itself: one cluster's keys, hosts and rules. The engine's API hands it out
// (GET /api/v1/clusters/{c}/rewrite-snapshot, scope rewrite); the milter keeps it on disk, mode 0600.
#pragma once

#include "base/Random.h"
#include "base/Result.h"
#include "domain/Snapshot.h"
#include "domain/TrackingLink.h"
#include "rewriter/LinkMinter.h"
#include "rewriter/RewriteRules.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>

#include <functional>
#include <memory>
#include <optional>

namespace unmta::rewriter {

struct RewriteSnapshot
{
    QByteArray clusterId;
    LinkKeyring keys;              // newest first
    QHash<QByteArray, bool> hosts; // active hosts and the fallback → whether links to them begin with https
    QByteArray defaultHost;        // empty: none
    QByteArray fallbackHost;
    QByteArray targetZone; // every host under it is ours
    RewriteRules rules;

    // {"cluster_id", "keys": [{"id", "secret": base64}], "hosts": [{"name", "https"}], "default_host": name or null,
    //  "fallback_host", "target_zone", "rules": {"opens", "clicks", "plain_text", "dkim_signed",
    //  "pixel_position"}}
    [[nodiscard]] QJsonObject toJson() const;
    // Errors: rewrite_snapshot.malformed with the field.
    [[nodiscard]] static Result<RewriteSnapshot> fromJson(const QJsonObject &json);
};

// Mints for one cluster. Not thread-safe; cheap enough to make one per message.
class ClusterMinter final : public LinkMinter
{
public:
    // What is known of a host of the cluster: whether links begin with https. None for hosts that are not the
    // cluster's.
    using HostLookup = std::function<std::optional<bool>(const QByteArray &host)>;

    // `entry` and `random` outlive the minter.
    ClusterMinter(const ClusterEntry &entry, const QByteArray &targetZone, HostLookup lookup, Random &random);

    [[nodiscard]] Result<QByteArray> mint(const LinkRequest &request) override;
    [[nodiscard]] QByteArray hostInForce(const QByteArray &wanted) const override;
    [[nodiscard]] QByteArray secureHost(const QByteArray &host) const override;
    [[nodiscard]] std::optional<LinkPayload> opened(const QByteArray &host, QByteArrayView path) const override;
    [[nodiscard]] bool serves(const QByteArray &host) const override;

private:
    const ClusterEntry &m_entry;
    QByteArray m_zoneSuffix; // "." and the zone
    HostLookup m_lookup;
    Random &m_random;
};

// From the engine's routing data, certificates judged at `now`; `snapshot` and `entry` (its cluster) outlive the
// minter.
[[nodiscard]] ClusterMinter minterFor(const Snapshot &snapshot, const ClusterEntry &entry, const QByteArray &targetZone,
                                      TimePoint now, Random &random);

} // namespace unmta::rewriter
