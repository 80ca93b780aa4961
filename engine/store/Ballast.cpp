#include "store/Ballast.h"

#include "store/PrivateFile.h"

#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

#ifdef Q_OS_LINUX
#include <fcntl.h>
#endif

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

// A file that only has a length would have no room behind it.
bool fill(QFile &file)
{
#ifdef Q_OS_LINUX
    return posix_fallocate(file.handle(), 0, Ballast::size) == 0;
#else
    const QByteArray zeros(static_cast<qsizetype>(64 * KiB), '\0');
    for (qint64 written = 0; written < Ballast::size; written += zeros.size()) {
        if (file.write(zeros) != zeros.size())
            return false;
    }
    return file.flush();
#endif
}

} // namespace

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
    if (QStorageInfo(QFileInfo(m_path).path()).bytesAvailable() < size + margin)
        return full;
    if (auto made = ensurePrivateFile(m_path); !made)
        return made;
    QFile file(m_path);
    if (!file.open(QIODevice::ReadWrite) || !fill(file)) {
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
