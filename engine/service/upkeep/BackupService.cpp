#include "service/upkeep/BackupService.h"

#include "store/Backup.h"
#include "store/PrivateFile.h"

#include <QFile>
#include <QRegularExpression>

namespace unmta {

using namespace Qt::StringLiterals;

BackupService::BackupService(QString dataDir, Random &random, const Clock &clock, QString server)
    : m_dataDir(std::move(dataDir))
    , m_server(std::move(server))
    , m_random(random)
    , m_clock(clock)
{
    clearUp();
}

Result<BackupService::Copy> BackupService::copyTo(const QString &directory) const
{
    if (!QDir::isAbsolutePath(directory))
        return Error(u"backup.not_absolute"_s, u"directory"_s, {{u"path"_s, directory}});
    if (!m_server.isEmpty())
        return Error(u"backup.on_server"_s, {}, {{u"path"_s, m_server}});
    const QString clean = QDir::cleanPath(directory);
    auto files = store::backUp(m_dataDir, clean);
    if (!files)
        return files.error();
    return Copy{clean, *std::move(files)};
}

Result<BackupService::Copy> BackupService::copyToFetch() const
{
    clearUp();
    if (auto made = store::ensurePrivateDirectory(waitingRoom().path()); !made)
        return made.error();
    const QString directory = waitingRoom().filePath(m_random.hex(8));
    auto copy = copyTo(directory);
    if (!copy)
        QDir(directory).removeRecursively(); // half of a copy would only take room
    return copy;
}

Result<BackupService::Piece> BackupService::fetch(const QString &name, const QString &file, int number) const
{
    const auto copy = waiting(name);
    if (!copy)
        return copy.error();
    QFile source(copy->filePath(file));
    const qint64 offset = number * pieceSize;
    if (!copy->entryList(QDir::Files).contains(file) || number < 0 || offset > source.size())
        return Error(u"backup.not_found"_s);
    if (!source.open(QIODevice::ReadOnly) || !source.seek(offset))
        return Error(u"store.not_readable"_s, {}, {{u"path"_s, source.fileName()}}, source.errorString());
    Piece piece;
    piece.content = source.read(pieceSize);
    piece.isLast = offset + piece.content.size() >= source.size();
    if (piece.content.size() < pieceSize && !piece.isLast)
        return Error(u"store.not_readable"_s, {}, {{u"path"_s, source.fileName()}}, source.errorString());
    return piece;
}

Result<void> BackupService::forget(const QString &name) const
{
    const auto copy = waiting(name);
    if (!copy)
        return copy.error();
    QDir directory = *copy;
    if (!directory.removeRecursively())
        return store::notWritable(directory.path(), u"the copy cannot be removed"_s);
    return {};
}

QDir BackupService::waitingRoom() const
{
    return QDir(m_dataDir + u"/backup-to-fetch"_s);
}

Result<QDir> BackupService::waiting(const QString &name) const
{
    static const QRegularExpression form(u"\\A[0-9a-f]{16}\\z"_s);
    const QDir directory(waitingRoom().filePath(name));
    if (!form.match(name).hasMatch() || !directory.exists())
        return Error(u"backup.not_found"_s);
    return directory;
}

void BackupService::clearUp() const
{
    const auto copies = waitingRoom().entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QFileInfo &copy : copies) {
        if (m_clock.now() - fromUnixMs(copy.lastModified().toMSecsSinceEpoch()) > keptFor)
            QDir(copy.filePath()).removeRecursively();
    }
}

} // namespace unmta
