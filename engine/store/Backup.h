// A consistent copy of a store that is in use: both databases and the key that opens their secrets.
#pragma once

#include "base/Result.h"

#include <QStringList>

namespace unmta::store {

// Copies the store in `dataDir` into the directory `target`, which is made and must be empty; readers and writers go on
// meanwhile. May take as long as the disk needs for all of it: call it on a thread that may block. Gives the files'
// names. An engine started with --data-dir on the copy is the restored one.
// Errors: store.backup_not_empty, store.not_writable, store.full, those of Database.
[[nodiscard]] Result<QStringList> backUp(const QString &dataDir, const QString &target);

} // namespace unmta::store
