// What an Idempotency-Key stands for (draft-ietf-httpapi-idempotency-key-header): a request that was made before, and
// its answer.
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace unmta {

// A key belongs to whoever uses it, so that nobody meets the answers of another.
struct RequestKey
{
    QString owner;     // "token:12", "local"
    QByteArray sha256; // of the key's text

    bool operator==(const RequestKey &) const = default;
};

inline size_t qHash(const RequestKey &key, size_t seed = 0)
{
    return qHashMulti(seed, key.owner, key.sha256);
}

struct RememberedAnswer
{
    int status = 0;
    QByteArray contentType;
    QByteArray body;

    bool operator==(const RememberedAnswer &) const = default;
};

struct RememberedRequest
{
    QByteArray fingerprint;                 // of everything that the request asked for
    std::optional<RememberedAnswer> answer; // none: it was begun, and no more is known
};

} // namespace unmta
