// Who may use the local socket, and how its name must be. Internal.
#pragma once

#include "base/Result.h"

namespace unmta {

// Errors: config.path_too_long.
[[nodiscard]] Result<void> checkSocketName(const QString &name);
// Once it listens for its own user only, and before anybody has been told of it: lets the computer's administrators in.
// Where that fails they are told so by the log, and stay outside.
void admitAdministrators(const QString &fullName);

} // namespace unmta
