#include "service/upkeep/BackupService.h"

#include "store/Backup.h"

#include <QDir>

namespace unmta {

using namespace Qt::StringLiterals;

Result<BackupService::Copy> BackupService::copyTo(const QString &directory) const
{
    if (!QDir::isAbsolutePath(directory))
        return Error(u"backup.not_absolute"_s, u"directory"_s, {{u"path"_s, directory}});
    const QString clean = QDir::cleanPath(directory);
    auto files = store::backUp(m_dataDir, clean);
    if (!files)
        return files.error();
    return Copy{clean, *std::move(files)};
}

} // namespace unmta
