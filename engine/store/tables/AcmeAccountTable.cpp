#include "store/tables/AcmeAccountTable.h"

#include "store/Database.h"
#include "store/SecretBox.h"
#include "store/Statement.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

SecretPlace accountPlace(const QString &directoryUrl)
{
    return {u"acme_account"_s, u"account"_s, directoryUrl};
}

SecretPlace rootPlace()
{
    return {u"internal_root"_s, u"key"_s, u"1"_s};
}

} // namespace

Result<void> AcmeAccountTable::save(const QString &directoryUrl, const QByteArray &account)
{
    Statement statement(m_database, u"INSERT INTO acme_account (directory_url, account_sealed) VALUES (?, ?) "
                                    "ON CONFLICT (directory_url) DO UPDATE SET "
                                    "account_sealed = excluded.account_sealed"_s);
    return statement.bind(directoryUrl).bind(m_secrets.seal(account, accountPlace(directoryUrl))).run();
}

Result<std::optional<QByteArray>> AcmeAccountTable::account(const QString &directoryUrl) const
{
    Statement statement(m_database, u"SELECT account_sealed FROM acme_account WHERE directory_url = ?"_s);
    const auto sealed = statement.bind(directoryUrl).row([](const Statement &row) { return row.bytes(0); });
    if (!sealed)
        return sealed.error();
    if (!*sealed)
        return std::optional<QByteArray>();
    auto account = m_secrets.unseal(**sealed, accountPlace(directoryUrl));
    if (!account)
        return account.error();
    return std::optional(*account);
}

Result<void> AcmeAccountTable::saveInternalRoot(const InternalRoot &root)
{
    Statement statement(m_database, u"INSERT INTO internal_root (id, root_pem, key_sealed) VALUES (1, ?, ?) "
                                    "ON CONFLICT (id) DO UPDATE SET root_pem = excluded.root_pem, "
                                    "key_sealed = excluded.key_sealed"_s);
    return statement.bind(root.rootPem).bind(m_secrets.seal(root.keyPem, rootPlace())).run();
}

Result<std::optional<AcmeAccountTable::InternalRoot>> AcmeAccountTable::internalRoot() const
{
    Statement statement(m_database, u"SELECT root_pem, key_sealed FROM internal_root WHERE id = 1"_s);
    const auto stored = statement.row([](const Statement &row) { return InternalRoot{row.bytes(0), row.bytes(1)}; });
    if (!stored)
        return stored.error();
    if (!*stored)
        return std::optional<InternalRoot>();
    auto key = m_secrets.unseal((*stored)->keyPem, rootPlace());
    if (!key)
        return key.error();
    return std::optional(InternalRoot{(*stored)->rootPem, *key});
}

} // namespace unmta::store
