#include "store/AesGcm.h"

#include <openssl/evp.h>

#include <memory>

namespace unmta::store {

namespace {

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

unsigned char *octets(QByteArray &bytes, qsizetype at = 0)
{
    return reinterpret_cast<unsigned char *>(bytes.data()) + at;
}

const unsigned char *octets(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

// EVP_aes_256_gcm() has OpenSSL 3 look the cipher up by name each time, which takes longer than a secret's few bytes
// do; reading 100,000 certificates asks for it as often.
const EVP_CIPHER *aes256Gcm()
{
    static const EVP_CIPHER *const fetched = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    return fetched;
}

// Null when the library refuses, and on a key or nonce of another size.
Cipher startCipher(const QByteArray &key, const QByteArray &nonce, const QByteArray &aad, int encrypt)
{
    Cipher cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    int length = 0;
    if (!cipher || !aes256Gcm() || key.size() != gcmKeySize || nonce.size() != gcmNonceSize ||
        EVP_CipherInit_ex(cipher.get(), aes256Gcm(), nullptr, octets(key), octets(nonce), encrypt) != 1 ||
        EVP_CipherUpdate(cipher.get(), nullptr, &length, octets(aad), static_cast<int>(aad.size())) != 1)
        return {nullptr, &EVP_CIPHER_CTX_free};
    return cipher;
}

} // namespace

QByteArray gcmSeal(const QByteArray &key, const QByteArray &nonce, const QByteArray &aad, const QByteArray &plain)
{
    const Cipher cipher = startCipher(key, nonce, aad, 1);
    QByteArray sealed(plain.size() + gcmTagSize, Qt::Uninitialized);
    unsigned char *const body = octets(sealed);
    int length = 0;
    const bool done =
        cipher && EVP_CipherUpdate(cipher.get(), body, &length, octets(plain), static_cast<int>(plain.size())) == 1 &&
        EVP_CipherFinal_ex(cipher.get(), body + plain.size(), &length) == 1 &&
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, gcmTagSize, body + plain.size()) == 1;
    // AES cannot fail on valid parameters; storing a secret in clear instead is no alternative.
    if (!done)
        qFatal("AES-256-GCM is not available");
    return sealed;
}

std::optional<QByteArray> gcmOpen(const QByteArray &key, const QByteArray &nonce, const QByteArray &aad,
                                  const QByteArray &sealed)
{
    const qsizetype size = sealed.size() - gcmTagSize;
    if (size < 0)
        return std::nullopt;
    const Cipher cipher = startCipher(key, nonce, aad, 0);
    QByteArray plain(size, Qt::Uninitialized);
    QByteArray tag = sealed.right(gcmTagSize);
    unsigned char rest[gcmTagSize];
    int length = 0;
    const bool isGenuine =
        cipher && EVP_CipherUpdate(cipher.get(), octets(plain), &length, octets(sealed), static_cast<int>(size)) == 1 &&
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, gcmTagSize, tag.data()) == 1 &&
        EVP_CipherFinal_ex(cipher.get(), rest, &length) == 1;
    if (!isGenuine)
        return std::nullopt;
    return plain;
}

} // namespace unmta::store
