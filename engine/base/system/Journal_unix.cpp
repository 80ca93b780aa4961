#include "base/system/Journal.h"

#include <QByteArray>

#include <sys/stat.h>
#include <unistd.h>

namespace unmta {

// systemd names the stream that it has connected by device and inode: a variable that was inherited by a program whose
// error output goes elsewhere does not count.
bool isJournal()
{
    struct stat stream = {};
    const QByteArray named = qgetenv("JOURNAL_STREAM");
    return !named.isEmpty() && ::fstat(STDERR_FILENO, &stream) == 0 &&
           named == QByteArray::number(quint64(stream.st_dev)) + ':' + QByteArray::number(quint64(stream.st_ino));
}

} // namespace unmta
