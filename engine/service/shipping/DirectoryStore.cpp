#include "service/shipping/DirectoryStore.h"

#include "service/shipping/FolderFiles.h"

#include <QFileInfo>

namespace unmta {

using namespace Qt::StringLiterals;

Error unusableFolder(const QString &path, const QString &reason)
{
    return Error(u"shipping.directory"_s, u"path"_s, {{u"path"_s, path}, {u"reason"_s, reason}});
}

namespace {

// It must be there already: a file system that is not mounted would otherwise be filled where it belongs.
Result<void> checkDirectory(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return unusableFolder(path, u"it does not exist"_s);
    if (!info.isDir())
        return unusableFolder(path, u"it is no directory"_s);
    if (!info.isWritable() || !info.isExecutable())
        return unusableFolder(path, u"the engine may not write there"_s);
    return {};
}

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
