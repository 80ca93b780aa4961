// A P-256 key pair (FIPS 186, "prime256v1"): account keys and certificate keys.
#pragma once

#include "base/Result.h"

#include <QByteArray>

#include <memory>

struct evp_pkey_st;

namespace unmta::acme {

// A cheap value: copies share the key. The private key leaves only through toPem().
class EcKey
{
public:
    // Error codes: "acme.bad_key".
    static Result<EcKey> generate();
    static Result<EcKey> fromPem(const QByteArray &pem);

    [[nodiscard]] QByteArray toPem() const;   // PKCS#8, not encrypted
    [[nodiscard]] QByteArray publicX() const; // 32 bytes, big endian
    [[nodiscard]] QByteArray publicY() const;
    // ECDSA with SHA-256 in the form of JWS: r and s, 32 bytes each (RFC 7518 section 3.4).
    [[nodiscard]] Result<QByteArray> sign(const QByteArray &data) const;

    [[nodiscard]] evp_pkey_st *handle() const { return m_key.get(); }

private:
    explicit EcKey(std::shared_ptr<evp_pkey_st> key)
        : m_key(std::move(key))
    {}
    [[nodiscard]] QByteArray coordinate(const char *name) const;

    std::shared_ptr<evp_pkey_st> m_key;
};

} // namespace unmta::acme
