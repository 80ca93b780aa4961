#include "assembly/ports/DataDirProbe.h"

#include "assembly/ports/SystemUser.h"
#include "assembly/system/DirectoryRights.h"
#include "base/WholeFile.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStorageInfo>
#include <QTimer>

#include <mutex>
#include <thread>

namespace unmta {

using namespace Qt::StringLiterals;

DataDirSeen lookAtDataDir(const QString &path)
{
    DataDirSeen seen;
    seen.path = path;
    const QFileInfo directory(path);
    seen.owner = directory.owner();
    seen.runsAs = ownUserName();
    seen.isOwn = isOwn(directory);
    seen.isPrivate = isPrivate(directory);
    QElapsedTimer timer;
    timer.start();
    const QString name = path + u"/.readiness"_s;
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly) || !commitWith(file, "readiness\n"))
        seen.error = Error(u"store.not_writable"_s, {}, {{u"path"_s, path}}, file.errorString());
    QFile::remove(name);
    seen.syncTook = Millis(timer.elapsed());
    const QStorageInfo storage(path);
    if (storage.isValid()) {
        seen.freeBytes = storage.bytesAvailable();
        seen.totalBytes = storage.bytesTotal();
    }
    return seen;
}

// Outlives the probe while a write hangs.
struct DataDirProbe::Shared
{
    std::mutex mutex;
    DataDirProbe *probe = nullptr; // null: it is gone
    bool isBusy = false;
};

DataDirProbe::DataDirProbe(QString path, Millis patience, Look look)
    : m_path(std::move(path))
    , m_patience(patience)
    , m_look(std::move(look))
    , m_shared(std::make_shared<Shared>())
{
    m_shared->probe = this;
}

DataDirProbe::~DataDirProbe()
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->probe = nullptr;
}

void DataDirProbe::ask(std::function<void(DataDirSeen)> done)
{
    const auto hangs = [path = m_path, patience = m_patience] {
        DataDirSeen seen;
        seen.path = path;
        seen.syncTook = patience;
        seen.error = Error(u"store.hangs"_s);
        return seen;
    };
    {
        const std::lock_guard lock(m_shared->mutex);
        if (std::exchange(m_shared->isBusy, true)) {
            QTimer::singleShot(0, this, [done = std::move(done), hangs] { done(hangs()); });
            return;
        }
    }
    // Whoever comes first answers; on this thread.
    const auto answer = std::make_shared<std::function<void(DataDirSeen)>>(std::move(done));
    const auto give = [answer](const DataDirSeen &seen) {
        if (const auto once = std::exchange(*answer, nullptr))
            once(seen);
    };
    QTimer::singleShot(m_patience, this, [give, hangs] { give(hangs()); });
    std::thread([shared = m_shared, path = m_path, look = m_look, give] {
        const DataDirSeen seen = look(path);
        const std::lock_guard lock(shared->mutex);
        shared->isBusy = false;
        if (shared->probe)
            QMetaObject::invokeMethod(
                shared->probe, [give, seen] { give(seen); }, Qt::QueuedConnection);
    }).detach();
}

} // namespace unmta
