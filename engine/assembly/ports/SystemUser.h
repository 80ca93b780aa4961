// Names of the system's users, for people. Any thread.
#pragma once

#include <QString>

namespace unmta {

// Of a Unix user id; the number where nobody has it.
[[nodiscard]] QString userName(unsigned id);
// Of whom this process runs as.
[[nodiscard]] QString ownUserName();

} // namespace unmta
