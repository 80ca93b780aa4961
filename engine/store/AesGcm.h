// AES-256-GCM (NIST SP 800-38D) over whole values: what SecretBox and PassphraseBox have in common.
#pragma once

#include <QByteArray>

#include <optional>

namespace unmta::store {

inline constexpr qsizetype gcmKeySize = 32; // bytes
inline constexpr qsizetype gcmNonceSize = 12;
inline constexpr qsizetype gcmTagSize = 16;

// Ciphertext and tag. `aad` is authenticated with it. A nonce is never used twice with a key.
[[nodiscard]] QByteArray gcmSeal(const QByteArray &key, const QByteArray &nonce, const QByteArray &aad,
                                 const QByteArray &plain);
// None when key, nonce, aad or bytes are not those of gcmSeal().
[[nodiscard]] std::optional<QByteArray> gcmOpen(const QByteArray &key, const QByteArray &nonce, const QByteArray &aad,
                                                const QByteArray &sealed);

} // namespace unmta::store
