#include "store/Ballast.h"

#include "store/PrivateFile.h"
#include "store/system/FileRights.h"

#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

namespace unmta::store {

using namespace Qt::StringLiterals;

Ballast::Ballast(const QString &dataDir)
    : m_path(dataDir + u"/ballast"_s)
{}

bool Ballast::isHeld() const
{
    return QFileInfo(m_path).size() == size;
}

Result<void> Ballast::hold()
{
    if (isHeld())
        return {};
    const Error full(u"store.full"_s, {}, {{u"path"_s, m_path}});
    // Not every file system tells; then taking it shows.
    const qint64 available = QStorageInfo(QFileInfo(m_path).path()).bytesAvailable();
    if (available >= 0 && available < size + margin)
        return full;
    if (auto made = ensurePrivateFile(m_path); !made)
        return made;
    QFile file(m_path);
    if (!file.open(QIODevice::ReadWrite) || !reserveRoom(file, size)) {
        release();
        return full;
    }
    return {};
}

void Ballast::release()
{
    QFile::remove(m_path);
}

} // namespace unmta::store
