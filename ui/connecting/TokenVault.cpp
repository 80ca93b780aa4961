#include "connecting/TokenVault.h"

#include "base/WholeFile.h"

#include <QDir>
#include <QPointer>
#include <QSaveFile>
#include <QTimer>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxTokenBytes = 4096;

} // namespace

TokenVault::TokenVault(std::unique_ptr<Keychain> keychain, QString directory)
    : m_keychain(std::move(keychain))
    , m_directory(std::move(directory))
{}

QString TokenVault::fileOf(const QString &id) const
{
    return m_directory + u"/"_s + id;
}

// A file is there only when the keychain did not take the token, so it has the newest.
void TokenVault::read(const QString &id, Read done)
{
    const auto later = [this, done](const QString &token) {
        QTimer::singleShot(0, this, [done, token] { done(token); });
    };
    if (m_directory.isEmpty() && m_unsaved.contains(id))
        return later(m_unsaved.value(id));
    QFile file(fileOf(id));
    if (!m_directory.isEmpty() && file.open(QIODevice::ReadOnly))
        return later(QString::fromUtf8(file.read(maxTokenBytes)).trimmed());
    if (!m_keychain)
        return later({});
    m_keychain->read(id, [self = QPointer<TokenVault>(this), done = std::move(done)](const Keychain::Answer &answer) {
        if (self)
            done(answer.secret);
    });
}

void TokenVault::keep(const QString &id, const QString &token, Kept done)
{
    const auto intoFile = [this, id, token, done] { done(writeFile(id, token)); };
    if (!m_keychain) {
        QTimer::singleShot(0, this, intoFile);
        return;
    }
    m_keychain->write(id, token,
                      [self = QPointer<TokenVault>(this), id, intoFile, done](const Keychain::Answer &answer) {
                          if (!self)
                              return;
                          if (!answer.isDone)
                              return intoFile();
                          if (!self->m_directory.isEmpty())
                              QFile::remove(self->fileOf(id));
                          done(QString());
                      });
}

Result<QString> TokenVault::writeFile(const QString &id, const QString &token)
{
    if (m_directory.isEmpty()) {
        m_unsaved.insert(id, token);
        return QString();
    }
    constexpr auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner;
    const QString path = fileOf(id);
    const auto failed = [&path](const QString &reason) {
        return Error(u"console.token_not_kept"_s, {}, {{u"path"_s, path}, {u"reason"_s, reason}});
    };
    if (!QDir().mkpath(m_directory))
        return failed(tr("its folder cannot be made"));
    QFile::setPermissions(m_directory, ownerOnly | QFile::ExeOwner);
    QSaveFile file(path);
    // Nobody else may read it, from its first byte on.
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(ownerOnly) || !commitWith(file, token.toUtf8() + '\n'))
        return failed(file.errorString());
    return path;
}

void TokenVault::forget(const QString &id)
{
    m_unsaved.remove(id);
    if (!m_directory.isEmpty())
        QFile::remove(fileOf(id));
    if (m_keychain)
        m_keychain->remove(id, [](const Keychain::Answer &) {});
}

} // namespace unmta::ui
