// Where clusters' events are shipped to, and how far that has come; secrets are encrypted.
#pragma once

#include "base/Result.h"
#include "domain/shipping/ShippingProgress.h"

#include <QList>

#include <optional>

namespace unmta::store {

class Database;
class SecretBox;

class ShippingTable
{
public:
    ShippingTable(Database &database, const SecretBox &secrets)
        : m_database(database)
        , m_secrets(secrets)
    {}

    // Of all clusters that ship.
    [[nodiscard]] Result<QList<Shipping>> all() const;
    [[nodiscard]] Result<std::optional<Shipping>> of(const QString &clusterId) const;
    // Also where shipping is switched off; none: it never was on.
    [[nodiscard]] Result<std::optional<ShippingProgress>> progress(const QString &clusterId) const;

    // Switches it on, or changes where to.
    [[nodiscard]] Result<void> set(const QString &clusterId, const ShippingTarget &target,
                                   const ShippingProgress &progress);
    // Switches it off: the target and its secrets are forgotten, the progress stays. Errors: store.not_found.
    [[nodiscard]] Result<void> switchOff(const QString &clusterId);

    // Errors: store.not_found.
    [[nodiscard]] Result<void> setProgress(const QString &clusterId, const ShippingProgress &progress);
    // The same, and the object behind it, in one transaction.
    [[nodiscard]] Result<void> addObject(const QString &clusterId, const ShippingProgress &progress,
                                         const ShippedObject &object);

    // Objects that were written in one hour and stand in no manifest: of the oldest such hour before `hour`.
    struct Unlisted
    {
        std::int64_t hour = 0;
        std::int64_t lastId = 0;
        QList<ShippedObject> objects; // in the order in which they were written; empty: there is none
    };
    [[nodiscard]] Result<Unlisted> unlisted(const QString &clusterId, std::int64_t beforeHour) const;
    // They stand in one now, and are forgotten, but for the cluster's last.
    [[nodiscard]] Result<void> setListed(const QString &clusterId, const Unlisted &objects);

private:
    [[nodiscard]] Result<void> withLastObject(Shipping &shipping) const;

    Database &m_database;
    const SecretBox &m_secrets;
};

} // namespace unmta::store
