// Where the tokens of the kept connections lie: in the system's keychain, and where there is none, or it does not take
// them, each in a file that only its user can read.
#pragma once

#include "base/Result.h"
#include "connecting/Keychain.h"

#include <QHash>
#include <QObject>

namespace unmta::ui {

class TokenVault final : public QObject
{
    Q_OBJECT

public:
    // `keychain` may be null. `directory` is made when it is needed; empty: tokens are not kept beyond this vault.
    TokenVault(std::unique_ptr<Keychain> keychain, QString directory);

    // Empty: there is none.
    using Read = std::function<void(const QString &token)>;
    // The path of the file that the token went to; empty: the keychain has it. Error: console.token_not_kept.
    using Kept = std::function<void(const Result<QString> &path)>;

    // The callbacks come once, later, unless the vault has gone.
    void read(const QString &id, Read done);
    void keep(const QString &id, const QString &token, Kept done);
    void forget(const QString &id);

private:
    [[nodiscard]] QString fileOf(const QString &id) const;
    [[nodiscard]] Result<QString> writeFile(const QString &id, const QString &token);

    std::unique_ptr<Keychain> m_keychain;
    QString m_directory;
    QHash<QString, QString> m_unsaved; // without a directory
};

} // namespace unmta::ui
