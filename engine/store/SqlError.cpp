#include "store/SqlError.h"

#include "store/disk/BoundedDisk.h"

#include <QSqlError>

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

// https://www.sqlite.org/rescode.html: the low byte is the primary code.
QString codeOf(int native)
{
    constexpr int uniqueViolated = 2067;
    constexpr int primaryKeyViolated = 1555;
    if (native == uniqueViolated || native == primaryKeyViolated)
        return u"store.duplicate"_s;
    if (native == ioBlocked)
        return u"store.hangs"_s;
    switch (native & 0xff) {
    case 5: // BUSY
    case 6: // LOCKED
        return u"store.busy"_s;
    case 3:  // PERM
    case 8:  // READONLY
    case 14: // CANTOPEN
        return u"store.not_writable"_s;
    case 11: // CORRUPT
    case 26: // NOTADB
        return u"store.corrupt"_s;
    case 13: // FULL
        return u"store.full"_s;
    case 19: // CONSTRAINT
        return u"store.constraint"_s;
    default:
        return u"store.failed"_s;
    }
}

} // namespace

Error errorOf(const QSqlError &error, const QString &path)
{
    const int native = error.nativeErrorCode().toInt();
    return Error(codeOf(native), {}, {{u"path"_s, path}},
                 u"%1 (SQLite %2)"_s.arg(error.databaseText(), error.nativeErrorCode()));
}

} // namespace unmta::store
