#include "store/tables/LinkKeyTable.h"

#include "store/Database.h"
#include "store/SecretBox.h"
#include "store/Statement.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

SecretPlace place(const QString &clusterId, std::int64_t keyId)
{
    return {u"link_key"_s, u"secret"_s, u"%1:%2"_s.arg(clusterId).arg(keyId)};
}

// Columns: cluster_id, key_id, secret_sealed.
Result<LinkKey> readKey(const Statement &row, const SecretBox &secrets)
{
    auto secret = secrets.unseal(row.bytes(2), place(row.text(0), row.integer(1)));
    if (!secret)
        return secret.error();
    return LinkKey{static_cast<quint32>(row.integer(1)), *secret};
}

} // namespace

Result<void> LinkKeyTable::insert(const QString &clusterId, const LinkKey &key, TimePoint now)
{
    Statement statement(m_database,
                        u"INSERT INTO link_key (cluster_id, key_id, secret_sealed, created_at) VALUES (?, ?, ?, ?)"_s);
    return statement.bind(clusterId)
        .bind(std::int64_t{key.id})
        .bind(m_secrets.seal(key.secret, place(clusterId, key.id)))
        .bind(now)
        .run();
}

Result<LinkKeyring> LinkKeyTable::keyring(const QString &clusterId) const
{
    Statement statement(m_database, u"SELECT cluster_id, key_id, secret_sealed FROM link_key WHERE cluster_id = ? "
                                    "ORDER BY seq DESC"_s);
    if (const auto ran = statement.bind(clusterId).run(); !ran)
        return ran.error();
    LinkKeyring keys;
    while (statement.next()) {
        auto key = readKey(statement, m_secrets);
        if (!key)
            return key.error();
        keys.push_back(*key);
    }
    if (const auto end = statement.outcome(); !end)
        return end.error();
    return keys;
}

Result<void> LinkKeyTable::forEach(const Visitor &visit) const
{
    Statement statement(m_database, u"SELECT cluster_id, key_id, secret_sealed FROM link_key "
                                    "ORDER BY cluster_id, seq DESC"_s);
    if (auto ran = statement.run(); !ran)
        return ran;
    QString clusterId;
    LinkKeyring keys;
    while (statement.next()) {
        const auto key = readKey(statement, m_secrets);
        if (!key)
            return key.error();
        if (const QString owner = statement.text(0); owner != clusterId) {
            if (!keys.empty())
                visit(clusterId, keys);
            keys.clear();
            clusterId = owner;
        }
        keys.push_back(*key);
    }
    if (!keys.empty())
        visit(clusterId, keys);
    return statement.outcome();
}

} // namespace unmta::store
