#include "service/shipping/FolderFiles.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

Error systemSays(const QString &path)
{
    return unusableFolder(path, QString::fromLocal8Bit(std::strerror(errno)));
}

// A descriptor that is closed.
class Descriptor
{
public:
    Descriptor(const QString &path, int flags)
        : m_number(::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC, 0640))
    {}
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;

    [[nodiscard]] bool isOpen() const { return m_number >= 0; }
    [[nodiscard]] bool write(const QByteArray &bytes) const
    {
        for (qsizetype at = 0; at < bytes.size();) {
            const ssize_t count =
                ::write(m_number, bytes.constData() + at, static_cast<std::size_t>(bytes.size() - at));
            if (count < 0 && errno == EINTR)
                continue;
            if (count < 0)
                return false;
            at += count;
        }
        return true;
    }
    [[nodiscard]] bool sync() const { return ::fsync(m_number) == 0; }

private:
    int m_number;
};

Result<void> syncDirectory(const QString &path)
{
    const Descriptor directory(path, O_RDONLY | O_DIRECTORY);
    if (!directory.isOpen() || !directory.sync())
        return systemSays(path);
    return {};
}

} // namespace

Result<void> makeFolders(const QString &root, const QStringList &names)
{
    QString path = root;
    for (const QString &name : names) {
        const QString parent = path;
        path += u'/' + name;
        if (QFileInfo(path).isDir())
            continue;
        if (!QDir(parent).mkdir(name) && !QFileInfo(path).isDir())
            return systemSays(path);
        if (auto done = syncDirectory(parent); !done)
            return done;
    }
    return {};
}

Result<void> writeWhole(const QString &folder, const QString &name, const QByteArray &content)
{
    // One name for each object, so that a killed engine leaves at most one behind, which the next one takes up.
    const QString temporary = folder + u"/."_s + name + u".part"_s;
    {
        const Descriptor file(temporary, O_WRONLY | O_CREAT | O_TRUNC);
        if (!file.isOpen() || !file.write(content) || !file.sync()) {
            const Error error = systemSays(temporary);
            QFile::remove(temporary);
            return error;
        }
    }
    const QString path = folder + u'/' + name;
    if (::rename(QFile::encodeName(temporary).constData(), QFile::encodeName(path).constData()) != 0)
        return systemSays(path);
    return syncDirectory(folder);
}

} // namespace unmta
