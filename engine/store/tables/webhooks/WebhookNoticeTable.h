// What webhooks are told of beside recipients' events, in the order in which it happened.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "domain/webhooks/WebhookTypes.h"

#include <QByteArray>
#include <QJsonObject>

#include <functional>
#include <optional>

namespace unmta::store {

class Database;

struct WebhookNotice
{
    std::int64_t seq = 0;
    WebhookType type = WebhookType::MonitorHeld;
    std::optional<QString> clusterId; // none: about the installation
    QString host;                     // empty: about no host
    TimePoint at;
    QJsonObject data;
};

class WebhookNoticeTable
{
public:
    // Notices are kept for as long; a webhook that is off for longer misses them.
    static constexpr Millis kept = std::chrono::hours(24 * 30);

    explicit WebhookNoticeTable(Database &database)
        : m_database(database)
    {}

    // Within the transaction of the change. Nothing is kept while there is no webhook.
    [[nodiscard]] Result<void> insert(const WebhookNotice &notice);
    // The number of the youngest there ever was.
    [[nodiscard]] Result<std::int64_t> lastSeq() const;
    // Those with numbers in (after, upTo], of a cluster and of the installation, or of all; until `visit` says false.
    [[nodiscard]] Result<void> visit(const std::optional<QString> &clusterId, std::int64_t after, std::int64_t upTo,
                                     const std::function<bool(const WebhookNotice &notice)> &visit) const;
    // Drops at most `limit` of those from before that time, the oldest first, and says how many.
    [[nodiscard]] Result<std::int64_t> prune(TimePoint before, int limit);

private:
    Database &m_database;
};

} // namespace unmta::store
