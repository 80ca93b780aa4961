// Encrypts single fields with AES-256-GCM under the master key of the installation. A value is bound to the place where
// it stands, so that it cannot be moved to another row.
//
// Layout: version 0x01, 12 bytes of nonce, ciphertext, 16 bytes of tag.
#pragma once

#include "base/Random.h"
#include "base/Result.h"

#include <QByteArray>
#include <QString>

namespace unmta::store {

struct SecretPlace
{
    QString table;
    QString column;
    QString row; // a natural key, known before the row is inserted
};

class SecretBox
{
public:
    static constexpr qsizetype KeySize = 32; // bytes, for AES-256

    // Reads the key file (32 bytes), or makes one (0600) on the first start. `random` outlives the box.
    // Errors: store.not_writable, store.unsafe_file (readable by group or others), store.bad_key (wrong length),
    // store.key_sealed (the file is that of a copy that waits for its passphrase).
    [[nodiscard]] static Result<SecretBox> open(const QString &keyFile, Random &random);
    // For tests: the key as given.
    SecretBox(QByteArray key, Random &random);

    [[nodiscard]] QByteArray seal(const QByteArray &plain, const SecretPlace &place) const;
    // Errors: store.bad_key when key, place or bytes are not those of seal().
    [[nodiscard]] Result<QByteArray> unseal(const QByteArray &sealed, const SecretPlace &place) const;

private:
    QByteArray m_key;
    Random *m_random;
};

} // namespace unmta::store
