#include "ctl/Input.h"

#include "base/Bytes.h"
#include "ctl/Output.h"
#include "ctl/Session.h"

#include <QFile>

#include <cstdio>

namespace unmta::ctl {

using namespace Qt::StringLiterals;

QByteArray standardInput()
{
    QByteArray bytes;
    char buffer[64 * KiB];
    for (std::size_t got = 0; (got = std::fread(buffer, 1, sizeof buffer, stdin)) > 0;)
        bytes.append(buffer, static_cast<qsizetype>(got));
    return bytes;
}

Result<QByteArray> contentOf(const QString &path)
{
    if (path == u"-"_s)
        return standardInput();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return usageError(u"%1 cannot be read: %2."_s.arg(path, file.errorString()));
    return file.readAll();
}

} // namespace unmta::ctl
