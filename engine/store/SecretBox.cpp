#include "store/SecretBox.h"

#include "base/WholeFile.h"
#include "store/AesGcm.h"
#include "store/PassphraseBox.h"
#include "store/PrivateFile.h"
#include "store/system/KeyProtection.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype headSize = 1 + gcmNonceSize;
constexpr char layoutVersion = 0x01;
constexpr qint64 longestKept = 4096; // more than any key has, protected or not

QByteArray placeBytes(const SecretPlace &place)
{
    return place.table.toUtf8() + '\0' + place.column.toUtf8() + '\0' + place.row.toUtf8();
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
                         commitWith(file, protectedKey(key));
    if (!written)
        return Error(u"store.not_writable"_s, {}, {{u"path"_s, path}}, file.errorString());
    // Where a file has the rights of its directory, and not those that it is made with.
    if (auto ready = ensurePrivateFile(path); !ready)
        return ready.error();
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
    const QByteArray kept = file.read(longestKept);
    if (isSealedWithPassphrase(kept))
        return Error(u"store.key_sealed"_s, {}, {{u"path"_s, keyFile}});
    const auto key = unprotectedKey(kept);
    if (!key)
        return badKey(keyFile, u"another computer has protected it"_s);
    if (key->size() != KeySize)
        return badKey(keyFile, u"the file must hold exactly 32 bytes"_s);
    return SecretBox(*key, random);
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
    const QByteArray nonce = m_random->bytes(gcmNonceSize);
    return layoutVersion + nonce + gcmSeal(m_key, nonce, placeBytes(place), plain);
}

Result<QByteArray> SecretBox::unseal(const QByteArray &sealed, const SecretPlace &place) const
{
    const Error refused(u"store.bad_key"_s, {}, {{u"table"_s, place.table}, {u"column"_s, place.column}});
    if (sealed.size() < headSize || sealed[0] != layoutVersion)
        return refused;
    const auto plain = gcmOpen(m_key, sealed.mid(1, gcmNonceSize), placeBytes(place), sealed.mid(headSize));
    if (!plain)
        return refused;
    return *plain;
}

} // namespace unmta::store
