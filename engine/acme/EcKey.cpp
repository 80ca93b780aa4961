#include "acme/EcKey.h"

#include "acme/OpenSsl.h"

#include <openssl/core_names.h>
#include <openssl/pem.h>

#include <array>
#include <cstring>

using namespace Qt::StringLiterals;

namespace unmta::acme {

namespace {

constexpr int coordinateBytes = 32;

Error badKey()
{
    return systemError(u"acme.bad_key"_s, takeOpenSslError());
}

// OpenSSL would ask on the terminal otherwise.
int noPassword(char *, int, int, void *)
{
    return 0;
}

std::shared_ptr<EVP_PKEY> shared(PkeyPtr key)
{
    return {key.release(), Freed<EVP_PKEY_free>()};
}

} // namespace

Result<EcKey> EcKey::generate()
{
    PkeyPtr key(EVP_EC_gen("P-256"));
    if (!key)
        return badKey();
    return EcKey(shared(std::move(key)));
}

Result<EcKey> EcKey::fromPem(const QByteArray &pem)
{
    const BioPtr bio = readBio(pem);
    PkeyPtr key(PEM_read_bio_PrivateKey(bio.get(), nullptr, &noPassword, nullptr));
    if (!key)
        return badKey();
    std::array<char, 64> group{};
    if (EVP_PKEY_get_group_name(key.get(), group.data(), group.size(), nullptr) != 1 ||
        std::strcmp(group.data(), SN_X9_62_prime256v1) != 0)
        return systemError(u"acme.bad_key"_s, u"not a P-256 key"_s);
    return EcKey(shared(std::move(key)));
}

QByteArray EcKey::toPem() const
{
    const BioPtr bio = writeBio();
    if (PEM_write_bio_PKCS8PrivateKey(bio.get(), m_key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return {};
    return bioBytes(bio.get());
}

QByteArray EcKey::coordinate(const char *name) const
{
    BIGNUM *raw = nullptr;
    if (EVP_PKEY_get_bn_param(m_key.get(), name, &raw) != 1)
        return {};
    const BignumPtr number(raw);
    QByteArray bytes(coordinateBytes, '\0');
    BN_bn2binpad(number.get(), reinterpret_cast<unsigned char *>(bytes.data()), coordinateBytes);
    return bytes;
}

QByteArray EcKey::publicX() const
{
    return coordinate(OSSL_PKEY_PARAM_EC_PUB_X);
}

QByteArray EcKey::publicY() const
{
    return coordinate(OSSL_PKEY_PARAM_EC_PUB_Y);
}

Result<QByteArray> EcKey::sign(const QByteArray &data) const
{
    const DigestPtr context(EVP_MD_CTX_new());
    std::array<unsigned char, 128> der{};
    std::size_t length = der.size();
    if (!context || EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, m_key.get()) != 1 ||
        EVP_DigestSign(context.get(), der.data(), &length, reinterpret_cast<const unsigned char *>(data.constData()),
                       static_cast<std::size_t>(data.size())) != 1)
        return badKey();
    const unsigned char *cursor = der.data();
    const SignaturePtr signature(d2i_ECDSA_SIG(nullptr, &cursor, static_cast<long>(length)));
    if (!signature)
        return badKey();
    QByteArray raw(qsizetype{2} * coordinateBytes, '\0');
    auto *out = reinterpret_cast<unsigned char *>(raw.data());
    BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), out, coordinateBytes);
    BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), out + coordinateBytes, coordinateBytes);
    return raw;
}

} // namespace unmta::acme
