// How this system keeps files from others' eyes, and on the disk. Internal; PrivateFile.h is what others use.
#pragma once

#include <QString>

class QFile;

namespace unmta::store {

// The directory must not be there, and its parent must. False: it could not be made.
[[nodiscard]] bool makePrivateDirectory(const QString &path);
// Makes the empty file, or takes others' rights to it away. False: `file` says why.
[[nodiscard]] bool createPrivate(QFile &file);
[[nodiscard]] bool makePrivate(QFile &file);
// Files that the superuser has put into a directory belong to whom the directory belongs to, or the service could not
// read them. Empty: it is so; else what the system says.
[[nodiscard]] QString giveToOwnerOf(const QString &directory, const QString &path);

// Room on the disk for so many bytes, not only a length.
[[nodiscard]] bool reserveRoom(QFile &file, qint64 size);

} // namespace unmta::store
