#include "service/shipping/DirectoryStore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#else
#include "base/WholeFile.h"

#include <QSaveFile>
#endif

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

Error unusable(const QString &path, const QString &reason)
{
    return Error(u"shipping.directory"_s, u"path"_s, {{u"path"_s, path}, {u"reason"_s, reason}});
}

// It must be there already: a file system that is not mounted would otherwise be filled where it belongs.
Result<void> checkDirectory(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return unusable(path, u"it does not exist"_s);
    if (!info.isDir())
        return unusable(path, u"it is no directory"_s);
    if (!info.isWritable() || !info.isExecutable())
        return unusable(path, u"the engine may not write there"_s);
    return {};
}

#ifdef Q_OS_UNIX

Error systemSays(const QString &path)
{
    return unusable(path, QString::fromLocal8Bit(std::strerror(errno)));
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

// Each new one is in its parent for good.
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

#else

Result<void> makeFolders(const QString &root, const QStringList &names)
{
    const QString path = QStringList(QStringList{root} + names).join(u'/');
    return QDir().mkpath(path) ? Result<void>() : unusable(path, u"it cannot be made"_s);
}

Result<void> writeWhole(const QString &folder, const QString &name, const QByteArray &content)
{
    QSaveFile file(folder + u'/' + name);
    if (!file.open(QIODevice::WriteOnly) || !commitWith(file, content))
        return unusable(file.fileName(), file.errorString());
    return {};
}

#endif

Result<void> putFile(const QString &root, const QString &name, const QByteArray &content)
{
    if (auto good = checkDirectory(root); !good)
        return good;
    QStringList folders = name.split(u'/');
    const QString last = folders.takeLast();
    if (auto done = makeFolders(root, folders); !done)
        return done;
    return writeWhole(QStringList(QStringList{root} + folders).join(u'/'), last, content);
}

} // namespace

void DirectoryStore::put(const ShippingTarget &target, const QString &name, const QByteArray &content, Done done)
{
    onThread([root = target.path, name, content] { return putFile(root, name, content); }, std::move(done));
}

void DirectoryStore::probe(const ShippingTarget &target, Done done)
{
    onThread([root = target.path] { return checkDirectory(root); }, std::move(done));
}

void DirectoryStore::onThread(std::function<Result<void>()> job, Done done)
{
    m_thread.post([this, job = std::move(job), done = std::move(done)] {
        QMetaObject::invokeMethod(
            this, [done, outcome = job()] { done(outcome); }, Qt::QueuedConnection);
    });
}

} // namespace unmta
