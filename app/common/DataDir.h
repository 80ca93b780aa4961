// Where the programs look for the store when nobody says so.
#pragma once

#include <QString>

namespace unmta {

// Where the service of this computer keeps its store: /var/lib/unmta-tracking; "unMTA Tracking" in the system's
// ProgramData on Windows.
[[nodiscard]] QString systemDataDir();

// In this order: the first directory of STATE_DIRECTORY (systemd's StateDirectory=; not on Windows); the service's when
// it is there and this user may write it; else "unmta-tracking" in the user's data directory (XDG on Unix,
// AppData/Local on Windows, Application Support on macOS). Always an absolute path; the directory need not exist.
[[nodiscard]] QString defaultDataDir();

// Whether unmta-ctl, run by an administrator or by the store's own user, finds the store there without being told. What
// systemd tells the service is unknown to it.
[[nodiscard]] bool isUsualDataDir(const QString &dataDir);

// Where the milter of this computer keeps what it has learned: /var/lib/unmta-milter; "unMTA Tracking Milter" in the
// system's ProgramData on Windows.
[[nodiscard]] QString systemMilterDir();

// As defaultDataDir(), for the milter; on Unix never in the user's own directory.
[[nodiscard]] QString defaultMilterDir();

} // namespace unmta
