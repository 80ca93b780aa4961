#include "backup/BackupRun.h"

#include "contract/ApiClient.h"
#include "contract/Operations.h"

#include <QDir>
#include <QFileInfo>
#include <QThread>

#include <memory>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

Error cannotWrite(const QString &path, const QString &why)
{
    return Error(u"console.not_written"_s, {}, {{u"path"_s, path}, {u"reason"_s, why}});
}

} // namespace

void checkCopy(const CopyCheck &check, const QString &directory, QObject *context,
               const std::function<void(const Result<QStringList> &files)> &then)
{
    const auto result = std::make_shared<Result<QStringList>>(QStringList());
    QThread *thread = QThread::create([result, check, directory] { *result = check(directory); });
    QObject::connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    QObject::connect(thread, &QThread::finished, context, [then, result] { then(*result); });
    thread->start();
}

BackupRun::BackupRun(ApiClient &client, CopyCheck check, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_check(std::move(check))
{}

void BackupRun::start(const QString &directory)
{
    m_directory = directory;
    const QDir target(directory);
    if (target.exists() && !target.isEmpty())
        return Q_EMIT finished(Error(u"store.backup_not_empty"_s, {}, {{u"path"_s, directory}}));
    if (!QDir().mkpath(directory) ||
        !QFile::setPermissions(directory, ownerOnly | QFileDevice::ExeOwner)) // the keys are in it
        return Q_EMIT finished(cannotWrite(directory, QFileInfo(directory).exists()
                                                          ? tr("its rights cannot be changed")
                                                          : tr("the directory cannot be made")));
    Q_EMIT copying();
    m_client.call(api::createBackup, {}, wire::BackupInput(), this, [this](const Result<wire::Backup> &copy) {
        if (!copy)
            return fail(copy.error());
        m_copy = *copy;
        fetchNext();
    });
}

void BackupRun::fetchNext()
{
    if (m_index == m_copy.files.size())
        return check();
    if (!m_file.isOpen()) {
        m_file.setFileName(QDir(m_directory).filePath(m_copy.files.at(m_index)));
        m_piece = 0;
        if (!m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly, ownerOnly))
            return fail(cannotWrite(m_file.fileName(), m_file.errorString()));
    }
    m_client.call(api::fetchBackup, {},
                  {{u"name"_s, QDir(m_copy.directory).dirName()},
                   {u"file"_s, m_copy.files.at(m_index)},
                   {u"piece"_s, QString::number(m_piece)}},
                  this, [this](const Result<wire::BackupPiece> &piece) { take(piece); });
}

void BackupRun::take(const Result<wire::BackupPiece> &piece)
{
    if (!piece)
        return fail(piece.error());
    const QByteArray content = QByteArray::fromBase64(piece->content.toLatin1());
    if (m_file.write(content) != content.size())
        return fail(cannotWrite(m_file.fileName(), m_file.errorString()));
    ++m_piece;
    if (piece->isLast) {
        if (!m_file.flush())
            return fail(cannotWrite(m_file.fileName(), m_file.errorString()));
        m_file.close();
        ++m_index;
    }
    fetchNext();
}

// What counts is what lies there, not what was sent.
void BackupRun::check()
{
    forget();
    if (!m_check)
        return Q_EMIT finished(m_directory);
    Q_EMIT checking();
    checkCopy(m_check, m_directory, this, [this](const Result<QStringList> &files) {
        if (!files)
            return fail(files.error());
        Q_EMIT finished(m_directory);
    });
}

void BackupRun::fail(const Error &error)
{
    m_file.close();
    forget();
    // Half of a copy must not be taken for a whole one; nothing but what a copy consists of is removed.
    for (const QString &name : std::as_const(m_copy.files))
        QFile::remove(QDir(m_directory).filePath(name));
    QDir().rmdir(m_directory);
    Q_EMIT finished(error);
}

void BackupRun::forget()
{
    const QString directory = std::exchange(m_copy.directory, {});
    if (!directory.isEmpty())
        m_client.call(api::forgetBackup, {}, {{u"name"_s, QDir(directory).dirName()}}, nullptr,
                      [](const Result<void> &) {});
}

} // namespace unmta::ui
