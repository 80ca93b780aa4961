// The port through which the rewriter gets tracked links; ClusterMinter is the real one.
#pragma once

#include "base/Result.h"
#include "domain/LinkPayload.h"
#include "domain/TrackingEvent.h"

#include <QByteArray>

#include <optional>

namespace unmta::rewriter {

struct LinkRequest
{
    LinkKind kind = LinkKind::Click;
    QByteArray host; // one that hostInForce() gave
    LinkPayload payload;
};

// Called from the thread that rewrites; host names are ASCII, lower case, without trailing dot.
class LinkMinter
{
public:
    virtual ~LinkMinter() = default;

    // The whole URL, ASCII, scheme included. Errors are those of domain/TrackingLink.h.
    [[nodiscard]] virtual Result<QByteArray> mint(const LinkRequest &request) = 0;
    // `wanted` if that is an active tracking domain of the cluster, else the cluster's default, else its fallback host.
    [[nodiscard]] virtual QByteArray hostInForce(const QByteArray &wanted) const = 0;
    // Where a link to an https destination may lie: at `host` if its links are https, else at the cluster's fallback
    // host if that one's are, else nowhere (empty).
    [[nodiscard]] virtual QByteArray secureHost(const QByteArray &host) const = 0;
    // What a tracked link of the cluster stands for; `path` is that of its URL. None: not genuine.
    [[nodiscard]] virtual std::optional<LinkPayload> opened(const QByteArray &host, QByteArrayView path) const = 0;
    // Whether links at the host are tracked links already.
    [[nodiscard]] virtual bool serves(const QByteArray &host) const = 0;
};

} // namespace unmta::rewriter
