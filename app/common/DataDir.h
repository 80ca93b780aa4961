// Where the programs look for the store when nobody says so.
#pragma once

#include <QString>

namespace unmta {

// In this order: the first directory of STATE_DIRECTORY (systemd's StateDirectory=); /var/lib/unmta-tracking when it is
// there and this user may write it; else "unmta-tracking" in the user's data directory (XDG on Unix, AppData/Local on
// Windows, Application Support on macOS). Always an absolute path; the directory need not exist.
[[nodiscard]] QString defaultDataDir();

} // namespace unmta
