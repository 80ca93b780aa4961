// Accounts at certificate authorities: one per directory and operator, its key encrypted.
#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace unmta::store {

class Database;
class SecretBox;

// Accounts at certificate authorities, and the root of the internal one. Everything secret is encrypted.
class AcmeAccountTable
{
public:
    struct InternalRoot
    {
        QByteArray rootPem;
        QByteArray keyPem;
    };

    AcmeAccountTable(Database &database, const SecretBox &secrets)
        : m_database(database)
        , m_secrets(secrets)
    {}

    // `account` is the issuer's own opaque value (key and account URL).
    [[nodiscard]] Result<void> save(const QString &directoryUrl, const QByteArray &account);
    [[nodiscard]] Result<std::optional<QByteArray>> account(const QString &directoryUrl) const;
    [[nodiscard]] Result<void> saveInternalRoot(const InternalRoot &root);
    [[nodiscard]] Result<std::optional<InternalRoot>> internalRoot() const;

private:
    Database &m_database;
    const SecretBox &m_secrets;
};

} // namespace unmta::store
