// Files and directories that are nobody else's business.
#pragma once

#include "base/Result.h"

#include <QString>

class QFile;

namespace unmta::store {

// Makes the directory (0700; on Windows for its owner, administrators and the system) where it is missing; one that
// exists keeps its permissions. Errors: store.not_writable.
[[nodiscard]] Result<void> ensurePrivateDirectory(const QString &path);

// Makes the file (0600, empty) where it is missing and takes group's and others' rights away where it exists, so that
// what is written to it later was never readable by them. Errors: store.not_writable.
[[nodiscard]] Result<void> ensurePrivateFile(const QString &path);

// Whether group or others (on Windows: all users, or everybody) may read or write the file. Always false where a file
// system keeps no permissions.
[[nodiscard]] bool isExposed(const QString &path);

// What was written to the open file survives a power cut. Errors: store.not_writable.
[[nodiscard]] Result<void> syncToDisk(const QFile &file);

// store.not_writable, with what the system said.
[[nodiscard]] Error notWritable(const QString &path, const QString &detail);

} // namespace unmta::store
