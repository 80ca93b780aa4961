// Files that are there whole or not at all.
#pragma once

class QByteArray;
class QSaveFile;

namespace unmta {

// Writes `bytes` to the open file, which then gets its name. False: file.errorString() says why, and what had that name
// before is untouched.
[[nodiscard]] bool commitWith(QSaveFile &file, const QByteArray &bytes);

} // namespace unmta
