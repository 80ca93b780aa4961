#include "contract/LocalSocketTransport.h"

#include <QCryptographicHash>
#include <QDir>

namespace unmta {

// Names of pipes are not in any directory; file names are the same in capitals and in small letters.
QString localSocketName(const QString &dataDir)
{
    const QByteArray path = QDir(dataDir).absolutePath().toLower().toUtf8();
    const QByteArray digest = QCryptographicHash::hash(path, QCryptographicHash::Sha256).toHex();
    return QStringLiteral("unmta-tracking-") + QString::fromLatin1(digest.left(32));
}

} // namespace unmta
