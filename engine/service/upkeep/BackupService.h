// Copies of the store while the engine goes on. Any thread that may block.
#pragma once

#include "base/Result.h"

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

    explicit BackupService(QString dataDir)
        : m_dataDir(std::move(dataDir))
    {}

    // Copies the store into the directory, which is made and must be empty; may take as long as the disk needs for all
    // of it. Errors: backup.not_absolute (field "directory"), store.backup_not_empty, store.not_writable, store.full.
    [[nodiscard]] Result<Copy> copyTo(const QString &directory) const;

private:
    QString m_dataDir;
};

} // namespace unmta
