#include "common/Documentation.h"

#include <QDir>
#include <QFileInfo>

namespace unmta {

using namespace Qt::StringLiterals;

QString documentationPage(const QString &programDir, const QString &topic)
{
    for (const QString &folder : {u"../share/doc/unmta/html"_s, u"../docs/html"_s}) {
        const QFileInfo page(QDir(programDir).filePath(u"%1/%2.html"_s.arg(folder, topic)));
        if (page.isFile())
            return page.canonicalFilePath();
    }
    return {};
}

} // namespace unmta
