// The log of the calls of webhooks: a bounded number of rows each.
#pragma once

#include "base/Page.h"
#include "base/Result.h"
#include "domain/webhooks/Webhook.h"

#include <optional>

namespace unmta::store {

class Database;

class WebhookDeliveryTable
{
public:
    static constexpr int rowsKept = 1000; // per webhook, the newest

    explicit WebhookDeliveryTable(Database &database)
        : m_database(database)
    {}

    // Drops what is too old by then. Gives the new id.
    [[nodiscard]] Result<std::int64_t> insert(const WebhookDelivery &delivery);
    // Newest first.
    [[nodiscard]] Result<Page<WebhookDelivery>> list(std::int64_t webhookId, const QString &after, int limit) const;
    [[nodiscard]] Result<std::optional<WebhookDelivery>> byId(std::int64_t webhookId, std::int64_t id) const;
    // Forgets answers in which the text stands, in whatever case: of the cluster's webhooks and the installation's.
    [[nodiscard]] Result<void> forgetAnswersWith(const QString &clusterId, const QString &text);

private:
    Database &m_database;
};

} // namespace unmta::store
