// On Unix and macOS alike /etc/resolv.conf names the primary resolvers.
#include "base/Bytes.h"
#include "dns/Resolvers.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace unmta::dns {

QList<Endpoint> systemResolvers()
{
    QFile file(u"/etc/resolv.conf"_s);
    return file.open(QIODevice::ReadOnly) ? parseResolvConf(file.read(64 * KiB)) : QList<Endpoint>();
}

} // namespace unmta::dns
