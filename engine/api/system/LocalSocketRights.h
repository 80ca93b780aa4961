// Who may use the local socket, and how its name must be. Internal.
#pragma once

#include "base/Result.h"

namespace unmta {

// Errors: config.path_too_long.
[[nodiscard]] Result<void> checkSocketName(const QString &name);
// Once it listens, and before anybody has been told of it: nobody but the engine's own user and the computer's
// administrators may speak to it. Errors: store.not_writable.
[[nodiscard]] Result<void> restrictSocket(const QString &fullName);

} // namespace unmta
