#include "store/PassphraseBox.h"

#include "store/AesGcm.h"

#include <QFile>

#include <openssl/evp.h>

#include <cstdint>

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

const QByteArray mark = QByteArrayLiteral("UNMTA-SEALED-1\n");
constexpr qsizetype saltSize = 16;
constexpr int cost = 17;         // log2 of N
constexpr int leastCost = 14;    // of files that are read: nothing is sealed more cheaply …
constexpr int greatestCost = 20; // … and no file may take the whole memory

// Empty: there is not enough memory.
QByteArray derivedKey(const QByteArray &passphrase, const QByteArray &salt, int logN)
{
    constexpr std::uint64_t blockSize = 8; // r
    const std::uint64_t rounds = std::uint64_t(1) << logN;
    // OpenSSL's own limit is 32 MiB; RFC 7914 needs 128·r·N bytes, and some more.
    const std::uint64_t memory = 128 * blockSize * rounds + (1 << 20);
    QByteArray key(gcmKeySize, Qt::Uninitialized);
    const bool isMade =
        EVP_PBE_scrypt(passphrase.constData(), static_cast<std::size_t>(passphrase.size()),
                       reinterpret_cast<const unsigned char *>(salt.constData()), saltSize, rounds, blockSize, 1,
                       memory, reinterpret_cast<unsigned char *>(key.data()), gcmKeySize) == 1;
    return isMade ? key : QByteArray();
}

} // namespace

bool isSealedWithPassphrase(const QByteArray &bytes)
{
    return bytes.startsWith(mark);
}

Result<QByteArray> sealWithPassphrase(const QByteArray &plain, const QByteArray &passphrase, Random &random)
{
    const QByteArray salt = random.bytes(saltSize);
    const QByteArray nonce = random.bytes(gcmNonceSize);
    const QByteArray key = derivedKey(passphrase, salt, cost);
    if (key.isEmpty())
        return Error(u"store.no_room_for_key"_s);
    const QByteArray head = mark + char(cost) + salt + nonce;
    return head + gcmSeal(key, nonce, head, plain);
}

Result<QByteArray> unsealWithPassphrase(const QByteArray &sealed, const QByteArray &passphrase)
{
    const Error refused(u"store.wrong_passphrase"_s);
    const qsizetype saltAt = mark.size() + 1;
    const qsizetype headSize = saltAt + saltSize + gcmNonceSize;
    if (sealed.size() < headSize || !isSealedWithPassphrase(sealed))
        return refused;
    const int logN = static_cast<unsigned char>(sealed[mark.size()]);
    if (logN < leastCost || logN > greatestCost)
        return refused;
    const QByteArray head = sealed.left(headSize);
    const QByteArray key = derivedKey(passphrase, head.mid(saltAt, saltSize), logN);
    if (key.isEmpty())
        return Error(u"store.no_room_for_key"_s);
    const auto plain = gcmOpen(key, head.right(gcmNonceSize), head, sealed.mid(headSize));
    if (!plain)
        return refused;
    return *plain;
}

Result<QByteArray> readPassphrase(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error(u"store.passphrase_file"_s, {}, {{u"path"_s, path}}, file.errorString());
    QByteArray line = file.readLine(4096);
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    if (line.isEmpty())
        return Error(u"store.passphrase_file"_s, {}, {{u"path"_s, path}}, u"its first line is empty"_s);
    return line;
}

} // namespace unmta::store
