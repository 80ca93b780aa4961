#include "assembly/system/LowPorts.h"

#include <QFile>

#include <unistd.h>

namespace unmta {

bool mayOpenLowPorts()
{
#ifdef __linux__
    // CAP_NET_BIND_SERVICE (bit 10) is what systemd gives the service; root has it too.
    QFile status(QStringLiteral("/proc/self/status"));
    if (status.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : status.readAll().split('\n')) {
            if (line.startsWith("CapEff:"))
                return (line.mid(7).trimmed().toULongLong(nullptr, 16) >> 10) & 1;
        }
    }
    return false;
#else
    return geteuid() == 0;
#endif
}

} // namespace unmta
