// The files that let apps open a domain's links. Engine thread.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "domain/TrackingDomain.h"
#include "domain/apps/AppLinks.h"

#include <QJsonValue>

namespace unmta {

namespace store {
class EngineStore;
}
class ChangeFeed;
class SnapshotPublisher;

class AppLinkService
{
public:
    AppLinkService(store::EngineStore &store, SnapshotPublisher &publisher, ChangeFeed &feed, const Clock &clock)
        : m_store(store)
        , m_publisher(publisher)
        , m_feed(feed)
        , m_clock(clock)
    {}

    // As it was given. Errors: request.not_found.
    [[nodiscard]] Result<QByteArray> content(const TrackingDomain &domain, AppPlatform platform) const;
    // `content` is the text of `json`, and is served as it is. Errors: app_links.malformed, with the field at fault and
    // the context "expected".
    [[nodiscard]] Result<void> set(const TrackingDomain &domain, AppPlatform platform, const QByteArray &content,
                                   const QJsonValue &json);
    // Errors: request.not_found.
    [[nodiscard]] Result<void> remove(const TrackingDomain &domain, AppPlatform platform);

private:
    void tell(const TrackingDomain &domain);

    store::EngineStore &m_store;
    SnapshotPublisher &m_publisher;
    ChangeFeed &m_feed;
    const Clock &m_clock;
};

// Whether the platform can make sense of it. Apple: an object with "applinks", "webcredentials" or "appclips", and the
// apps named by team and bundle. Android: a list of statements (relation and target), apps by package and fingerprint.
// Error: app_links.malformed.
[[nodiscard]] Result<void> checkAppLinks(AppPlatform platform, const QJsonValue &json);

} // namespace unmta
