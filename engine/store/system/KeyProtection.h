// What the computer itself does so that a stolen disk does not open the store: on Windows, DPAPI with the machine's
// keys; on macOS, the keychain. Elsewhere nothing, and the bytes stay what they are.
#pragma once

#include <QByteArray>

#include <optional>

namespace unmta::store {

// As it is kept in the data directory.
[[nodiscard]] QByteArray protectedKey(const QByteArray &key);
// The key of what was kept; bytes that nobody has protected as they are. None: protected by another computer.
[[nodiscard]] std::optional<QByteArray> unprotectedKey(const QByteArray &kept);

} // namespace unmta::store
