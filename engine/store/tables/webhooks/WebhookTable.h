// Webhooks: what they are, how far they have got, and how their receivers do.
#pragma once

#include "base/Page.h"
#include "base/Result.h"
#include "domain/webhooks/Webhook.h"

namespace unmta::store {

class Database;
class SecretBox;

class WebhookTable
{
public:
    WebhookTable(Database &database, const SecretBox &secrets)
        : m_database(database)
        , m_secrets(secrets)
    {}

    // Gives the new id. `secretName`: where the secrets are bound to, unique and never shown. All that happens from now
    // on is news: the position among the notices is set here.
    [[nodiscard]] Result<std::int64_t> insert(const Webhook &webhook, const QString &secretName);
    [[nodiscard]] Result<std::optional<Webhook>> byId(std::int64_t id) const;
    // In the order in which they came. A cluster's, or the installation's.
    [[nodiscard]] Result<QList<Webhook>> of(const std::optional<QString> &clusterId) const;
    [[nodiscard]] Result<Page<Webhook>> page(const std::optional<QString> &clusterId, const QString &after,
                                             int limit) const;
    [[nodiscard]] Result<QList<Webhook>> all() const;
    // What people have changed; not the secrets. Errors: store.not_found, as in all that follow.
    [[nodiscard]] Result<void> update(const Webhook &webhook);
    [[nodiscard]] Result<void> updateSecrets(const Webhook &webhook);
    // How far it has got.
    [[nodiscard]] Result<void> updateProgress(const Webhook &webhook);
    [[nodiscard]] Result<void> remove(std::int64_t id);

private:
    Database &m_database;
    const SecretBox &m_secrets;
};

} // namespace unmta::store
