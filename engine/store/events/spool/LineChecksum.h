// Tells whether a line of the files beside events.db was written whole. Internal to this folder.
#pragma once

#include <QByteArray>

namespace unmta::store {

inline constexpr qsizetype lineChecksumSize = 16;

// So many hex digits.
[[nodiscard]] QByteArray lineChecksum(QByteArrayView text);

} // namespace unmta::store
