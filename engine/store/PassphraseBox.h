// A secret that leaves the installation, sealed with a passphrase: scrypt (RFC 7914) makes the key of AES-256-GCM.
//
// Layout: "UNMTA-SEALED-1\n", one byte log2 of scrypt's N (r is 8, p is 1), 16 bytes of salt, 12 bytes of nonce,
// ciphertext, 16 bytes of tag. All that stands before the ciphertext is authenticated with it.
#pragma once

#include "base/Random.h"
#include "base/Result.h"

#include <QByteArray>
#include <QString>

namespace unmta::store {

// Takes a third of a second and 128 MiB, on purpose. Errors: store.no_room_for_key when the memory is not there.
[[nodiscard]] Result<QByteArray> sealWithPassphrase(const QByteArray &plain, const QByteArray &passphrase,
                                                    Random &random);
// Errors: store.wrong_passphrase, also when a byte was changed on its way; store.no_room_for_key.
[[nodiscard]] Result<QByteArray> unsealWithPassphrase(const QByteArray &sealed, const QByteArray &passphrase);
[[nodiscard]] bool isSealedWithPassphrase(const QByteArray &bytes);

// The file's first line. Errors: store.passphrase_file (context "path", "reason") when it cannot be read or is empty.
[[nodiscard]] Result<QByteArray> readPassphrase(const QString &path);

} // namespace unmta::store
