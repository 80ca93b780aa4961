#include "base/WholeFile.h"

#include <QSaveFile>

namespace unmta {

bool commitWith(QSaveFile &file, const QByteArray &bytes)
{
    // commit() does not tell of buffered bytes that a full disk has not taken, and puts a cut file in place.
    return file.write(bytes) == bytes.size() && file.flush() && file.commit();
}

} // namespace unmta
