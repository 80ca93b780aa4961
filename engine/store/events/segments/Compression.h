// zstd (RFC 8878) with its contexts kept per thread. Internal to this folder.
#pragma once

#include <QByteArray>

#include <optional>

namespace unmta::store {

[[nodiscard]] QByteArray compressed(const QByteArray &bytes);
// None: not one whole frame, or larger than any that compressed() was ever given.
[[nodiscard]] std::optional<QByteArray> decompressed(QByteArrayView frame);

} // namespace unmta::store
