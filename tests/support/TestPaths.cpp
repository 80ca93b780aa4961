#include "support/TestPaths.h"

namespace unmta::test {

using namespace Qt::StringLiterals;

QString sourcePath(const QString &relative)
{
    return QStringLiteral(UNMTA_SOURCE_DIR) + u'/' + relative;
}

QString programPath(const QString &name)
{
#ifdef Q_OS_WIN
    return QStringLiteral(UNMTA_PROGRAM_DIR) + u'/' + name + u".exe"_s;
#else
    return QStringLiteral(UNMTA_PROGRAM_DIR) + u'/' + name;
#endif
}

} // namespace unmta::test
