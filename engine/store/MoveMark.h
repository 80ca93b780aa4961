// Says that the store which a directory's files hold has gone elsewhere: a file beside them, with the place in words.
// Whoever goes on with those files would have a second store of one installation.
#pragma once

#include "base/Result.h"

#include <QString>

namespace unmta::store::move_mark {

// "store.moved" in the directory.
[[nodiscard]] QString path(const QString &directory);

// On the disk when it returns. Errors: store.not_writable.
[[nodiscard]] Result<void> set(const QString &directory, const QString &place);
// Errors: store.not_writable.
[[nodiscard]] Result<void> remove(const QString &directory);

// store.moved (context "path", "to", "file").
[[nodiscard]] Error errorFor(const QString &directory, const QString &place);
// Errors: store.moved where there is a mark.
[[nodiscard]] Result<void> refuseMoved(const QString &directory);

} // namespace unmta::store::move_mark
