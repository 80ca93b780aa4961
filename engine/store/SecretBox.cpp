#include "store/SecretBox.h"

#include "base/WholeFile.h"
#include "store/PrivateFile.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <openssl/evp.h>

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype nonceSize = 12;
constexpr qsizetype tagSize = 16;
constexpr qsizetype headSize = 1 + nonceSize;
constexpr char layoutVersion = 0x01;

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

unsigned char *octets(QByteArray &bytes, qsizetype at = 0)
{
    return reinterpret_cast<unsigned char *>(bytes.data()) + at;
}

const unsigned char *octets(const QByteArray &bytes, qsizetype at = 0)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData()) + at;
}

QByteArray placeBytes(const SecretPlace &place)
{
    return place.table.toUtf8() + '\0' + place.column.toUtf8() + '\0' + place.row.toUtf8();
}

// Starts AES-256-GCM and feeds the place; null when the library refuses.
Cipher startCipher(const QByteArray &key, const unsigned char *nonce, const SecretPlace &place, int encrypt)
{
    Cipher cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    const QByteArray aad = placeBytes(place);
    int length = 0;
    if (!cipher || EVP_CipherInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, octets(key), nonce, encrypt) != 1 ||
        EVP_CipherUpdate(cipher.get(), nullptr, &length, octets(aad), static_cast<int>(aad.size())) != 1)
        return {nullptr, &EVP_CIPHER_CTX_free};
    return cipher;
}

Error badKey(const QString &path, const QString &detail)
{
    return Error(u"store.bad_key"_s, {}, {{u"path"_s, path}}, detail);
}

Result<QByteArray> makeKey(const QString &path, Random &random)
{
    const QByteArray key = random.bytes(SecretBox::KeySize);
    QSaveFile file(path);
    file.setDirectWriteFallback(false);
    const bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
                         commitWith(file, key);
    if (!written)
        return Error(u"store.not_writable"_s, {}, {{u"path"_s, path}}, file.errorString());
    return key;
}

} // namespace

Result<SecretBox> SecretBox::open(const QString &keyFile, Random &random)
{
    if (auto ready = ensurePrivateDirectory(QFileInfo(keyFile).absolutePath()); !ready && !QFile::exists(keyFile))
        return ready.error();
    if (!QFile::exists(keyFile)) {
        auto made = makeKey(keyFile, random);
        if (!made)
            return made.error();
        return SecretBox(*made, random);
    }
    if (isExposed(keyFile))
        return Error(u"store.unsafe_file"_s, {}, {{u"path"_s, keyFile}}, u"group or others have access"_s);
    QFile file(keyFile);
    if (!file.open(QIODevice::ReadOnly))
        return Error(u"store.not_writable"_s, {}, {{u"path"_s, keyFile}}, file.errorString());
    const QByteArray key = file.read(KeySize + 1);
    if (key.size() != KeySize)
        return badKey(keyFile, u"the file must hold exactly 32 bytes"_s);
    return SecretBox(key, random);
}

SecretBox::SecretBox(QByteArray key, Random &random)
    : m_key(std::move(key))
    , m_random(&random)
{
    if (m_key.size() != KeySize)
        qFatal("a master key has 32 bytes");
}

QByteArray SecretBox::seal(const QByteArray &plain, const SecretPlace &place) const
{
    QByteArray sealed;
    sealed.reserve(headSize + plain.size() + tagSize);
    sealed.append(layoutVersion).append(m_random->bytes(nonceSize));
    sealed.resize(headSize + plain.size() + tagSize);

    const Cipher cipher = startCipher(m_key, octets(std::as_const(sealed), 1), place, 1);
    int length = 0;
    unsigned char *const body = octets(sealed, headSize);
    const bool done =
        cipher && EVP_CipherUpdate(cipher.get(), body, &length, octets(plain), static_cast<int>(plain.size())) == 1 &&
        EVP_CipherFinal_ex(cipher.get(), body + plain.size(), &length) == 1 &&
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, tagSize, body + plain.size()) == 1;
    // AES cannot fail on valid parameters; storing a secret in clear instead is no alternative.
    if (!done)
        qFatal("AES-256-GCM is not available");
    return sealed;
}

Result<QByteArray> SecretBox::unseal(const QByteArray &sealed, const SecretPlace &place) const
{
    const Error refused(u"store.bad_key"_s, {}, {{u"table"_s, place.table}, {u"column"_s, place.column}});
    const qsizetype size = sealed.size() - headSize - tagSize;
    if (size < 0 || sealed[0] != layoutVersion)
        return refused;
    const Cipher cipher = startCipher(m_key, octets(sealed, 1), place, 0);
    QByteArray plain(size, Qt::Uninitialized);
    QByteArray tag = sealed.right(tagSize);
    unsigned char rest[tagSize];
    int length = 0;
    const bool genuine =
        cipher &&
        EVP_CipherUpdate(cipher.get(), octets(plain), &length, octets(sealed, headSize), static_cast<int>(size)) == 1 &&
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, tagSize, tag.data()) == 1 &&
        EVP_CipherFinal_ex(cipher.get(), rest, &length) == 1;
    if (!genuine)
        return refused;
    return plain;
}

} // namespace unmta::store
