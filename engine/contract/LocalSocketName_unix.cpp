#include "contract/LocalSocketTransport.h"

#include <QDir>

namespace unmta {

QString localSocketName(const QString &dataDir)
{
    return QDir(dataDir).absolutePath() + QStringLiteral("/api.sock");
}

} // namespace unmta
