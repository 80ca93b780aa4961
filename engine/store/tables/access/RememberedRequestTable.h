// Requests that came with an Idempotency-Key. Answers may hold a token or a secret that is shown once, so they are
// sealed.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "domain/access/RememberedAnswer.h"

namespace unmta::store {

class Database;
class SecretBox;

class RememberedRequestTable
{
public:
    RememberedRequestTable(Database &database, SecretBox &secrets)
        : m_database(database)
        , m_secrets(secrets)
    {}

    // Errors: store.duplicate when the key is there already.
    [[nodiscard]] Result<void> insert(const RequestKey &key, const QByteArray &fingerprint, TimePoint at);
    [[nodiscard]] Result<std::optional<RememberedRequest>> byKey(const RequestKey &key) const;
    [[nodiscard]] Result<void> setAnswer(const RequestKey &key, const RememberedAnswer &answer);
    [[nodiscard]] Result<void> remove(const RequestKey &key);
    // At most `limit` of those from before `before`: how many they were.
    [[nodiscard]] Result<int> prune(TimePoint before, int limit);

private:
    Database &m_database;
    SecretBox &m_secrets;
};

} // namespace unmta::store
