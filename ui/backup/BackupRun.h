// Fetches a fresh copy of the engine's store, keys included, into a new directory of this computer; the engine goes on.
#pragma once

#include "base/Result.h"
#include "contract/wire/Wire.h"

#include <QFile>
#include <QObject>
#include <QStringList>

#include <functional>

namespace unmta {
class ApiClient;
}

namespace unmta::ui {

// Whether a directory holds a whole copy; it reads all of it and is called on a thread that may block. Gives the files'
// names.
using CopyCheck = std::function<Result<QStringList>(const QString &directory)>;

// Has it checked on a thread of its own; `then` is called on this one, unless `context` is gone.
void checkCopy(const CopyCheck &check, const QString &directory, QObject *context,
               const std::function<void(const Result<QStringList> &files)> &then);

class BackupRun final : public QObject
{
    Q_OBJECT

public:
    // Without a check the copy is believed.
    BackupRun(ApiClient &client, CopyCheck check, QObject *parent = nullptr);

    // `directory` is made; when something fails, nothing of it is left. Once per object.
    void start(const QString &directory);

Q_SIGNALS:
    void copying();
    void checking();
    void finished(const unmta::Result<QString> &directory);

private:
    void fetchNext();
    void take(const Result<wire::BackupPiece> &piece);
    void check();
    void fail(const Error &error);
    // The engine need not keep its own any longer.
    void forget();

    ApiClient &m_client;
    CopyCheck m_check;
    QString m_directory;
    wire::Backup m_copy; // the engine's
    qsizetype m_index = 0;
    int m_piece = 0;
    QFile m_file;
};

} // namespace unmta::ui
