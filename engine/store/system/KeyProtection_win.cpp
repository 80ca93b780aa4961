#include "store/system/KeyProtection.h"

#include "base/Log.h"

#include <windows.h>

#include <dpapi.h>

namespace unmta::store {

namespace {

constexpr QByteArrayView head = "unmta-dpapi-1\n";

DATA_BLOB blobOf(QByteArray &bytes)
{
    return {static_cast<DWORD>(bytes.size()), reinterpret_cast<BYTE *>(bytes.data())};
}

QByteArray taken(DATA_BLOB &blob)
{
    QByteArray bytes(reinterpret_cast<const char *>(blob.pbData), static_cast<qsizetype>(blob.cbData));
    SecureZeroMemory(blob.pbData, blob.cbData);
    LocalFree(blob.pbData);
    return bytes;
}

} // namespace

// With the machine's keys, since a service and the administrator who restores its store are two users; who may read the
// file is what its rights say.
QByteArray protectedKey(const QByteArray &key)
{
    QByteArray plain = key;
    DATA_BLOB in = blobOf(plain);
    DATA_BLOB out{};
    if (!CryptProtectData(&in, L"unMTA Tracking", nullptr, nullptr, nullptr,
                          CRYPTPROTECT_LOCAL_MACHINE | CRYPTPROTECT_UI_FORBIDDEN, &out)) {
        qCWarning(lcStore).noquote() << "the master key is kept by the rights of its file alone"
                                     << "error=" << qt_error_string(static_cast<int>(GetLastError()));
        return key;
    }
    return head.toByteArray() + taken(out);
}

std::optional<QByteArray> unprotectedKey(const QByteArray &kept)
{
    if (!kept.startsWith(head))
        return kept;
    QByteArray sealed = kept.sliced(head.size());
    DATA_BLOB in = blobOf(sealed);
    DATA_BLOB out{};
    if (!CryptUnprotectData(&in, nullptr, nullptr, nullptr, nullptr, CRYPTPROTECT_UI_FORBIDDEN, &out))
        return std::nullopt;
    return taken(out);
}

} // namespace unmta::store
