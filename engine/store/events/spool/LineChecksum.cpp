#include "store/events/spool/LineChecksum.h"

#include <QCryptographicHash>

namespace unmta::store {

QByteArray lineChecksum(QByteArrayView text)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(text);
    return hash.result().toHex().first(lineChecksumSize);
}

} // namespace unmta::store
