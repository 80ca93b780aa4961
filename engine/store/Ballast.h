// Room on the disk that is set aside: a file of zeros in the data directory that is given up when the disk is full, so
// that settings, domains and certificates can still be written while somebody makes room. Engine thread.
#pragma once

#include "base/Bytes.h"
#include "base/Result.h"

#include <QString>

namespace unmta::store {

class Ballast
{
public:
    static constexpr qint64 size = 8 * MiB;
    // What must be free beside it, or it would be given up again at once.
    static constexpr qint64 margin = 4 * MiB;

    explicit Ballast(const QString &dataDir);

    [[nodiscard]] bool isHeld() const;
    // Takes the room, really. Nothing is taken on an error. Errors: store.full, store.not_writable.
    [[nodiscard]] Result<void> hold();
    void release();

private:
    QString m_path;
};

} // namespace unmta::store
