// Copies of the store while the engine goes on: into a directory that the engine can write to, or into a waiting room
// in its own data directory, from where the caller fetches them piece by piece. The latter works where the engine sees
// another file system than its caller (a service with a private /tmp). Any thread that may block.
#pragma once

#include "base/Bytes.h"
#include "base/Clock.h"
#include "base/Random.h"
#include "base/Result.h"

#include <QDir>
#include <QStringList>

namespace unmta {

class BackupService
{
public:
    struct Copy
    {
        QString directory; // cleaned
        QStringList files; // their names in it
    };

    struct Piece
    {
        QByteArray content; // at most pieceSize
        bool isLast = false;
    };
    static constexpr qint64 pieceSize = 4 * MiB;
    // A copy that nobody has fetched by then goes when the next one is made or the engine starts.
    static constexpr Millis keptFor = std::chrono::hours(6);

    // `random` and `clock` outlive the service. `server` is the name of the one that the store is on; empty: it is in
    // the data directory.
    BackupService(QString dataDir, Random &random, const Clock &clock, QString server = {});

    // Copies the store into the directory, which is made and must be empty; may take as long as the disk needs for all
    // of it. Errors: backup.not_absolute (field "directory"), store.backup_not_empty, store.not_writable, store.full;
    // backup.on_server, where the server's own tools make copies.
    [[nodiscard]] Result<Copy> copyTo(const QString &directory) const;

    // The same into the waiting room; the last part of the directory's path is the copy's name. Takes as much room in
    // the data directory as the store does.
    [[nodiscard]] Result<Copy> copyToFetch() const;
    // A part of a file of such a copy, from 0. Errors: backup.not_found (behind the last part, too),
    // store.not_readable.
    [[nodiscard]] Result<Piece> fetch(const QString &name, const QString &file, int number) const;
    // Error: backup.not_found.
    [[nodiscard]] Result<void> forget(const QString &name) const;

private:
    [[nodiscard]] QDir waitingRoom() const;
    // The directory of a copy in the waiting room, whatever the caller made of its name.
    [[nodiscard]] Result<QDir> waiting(const QString &name) const;
    void clearUp() const;

    QString m_dataDir;
    QString m_server;
    Random &m_random;
    const Clock &m_clock;
};

} // namespace unmta
