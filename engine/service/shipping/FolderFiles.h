// Files that are there as a whole or not at all, also after a power cut. Internal.
#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QStringList>

namespace unmta {

// shipping.directory
[[nodiscard]] Error unusableFolder(const QString &path, const QString &reason);

// root/names[0]/names[1]…: each new one is in its parent for good. Errors: shipping.directory.
[[nodiscard]] Result<void> makeFolders(const QString &root, const QStringList &names);
// Replaces a file of that name. Errors: shipping.directory.
[[nodiscard]] Result<void> writeWhole(const QString &folder, const QString &name, const QByteArray &content);

} // namespace unmta
