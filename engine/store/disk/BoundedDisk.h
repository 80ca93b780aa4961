// Lets a thread that must not hang write to SQLite: an SQLite file system ("VFS", https://www.sqlite.org/vfs.html) that
// is the system's own, but for writing, cutting and syncing databases and their logs. These are done by another thread
// (DiskHand) and waited for at most `diskPatience`. Then the statement fails like one whose disk has an error, with
// ioBlocked as its extended code (store.hangs), and so does every other write at once until the disk has answered.
//
// A transaction that failed so is not in the store for anybody who reads it. Only if the process dies before the next
// one succeeds may SQLite find it complete in the log and take it in, as after any failed sync.
#pragma once

#include "base/Clock.h"

#include <QByteArray>

namespace unmta::store {

inline constexpr Millis diskPatience{3000};

// SQLITE_IOERR_BLOCKED, which SQLite itself no longer gives.
inline constexpr int ioBlocked = 10 | 11 << 8;

// Makes it known to SQLite; any thread, any number of times. Its name, or "" where this program cannot have it: then a
// hanging disk holds up whoever writes.
[[nodiscard]] QByteArray boundedDisk();

} // namespace unmta::store
