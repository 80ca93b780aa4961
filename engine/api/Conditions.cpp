#include "api/Conditions.h"

#include <QCryptographicHash>

namespace unmta {

QByteArray etagOf(const QByteArray &body)
{
    return '"' + QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex().left(32) + '"';
}

bool namesEtag(const QByteArray &field, const QByteArray &etag)
{
    // No ETag of ours has a comma, so no list needs more care.
    for (const QByteArray &part : field.split(',')) {
        const QByteArray named = part.trimmed();
        if (named == "*" || named == etag)
            return true;
    }
    return false;
}

} // namespace unmta
