#include "support/TestPaths.h"

namespace unmta::test {

QString sourcePath(const QString &relative)
{
    return QStringLiteral(UNMTA_SOURCE_DIR) + u'/' + relative;
}

QString programPath(const QString &name)
{
    return QStringLiteral(UNMTA_PROGRAM_DIR) + u'/' + name + QStringLiteral(UNMTA_PROGRAM_SUFFIX);
}

} // namespace unmta::test
