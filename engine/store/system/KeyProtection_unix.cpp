#include "store/system/KeyProtection.h"

namespace unmta::store {

QByteArray protectedKey(const QByteArray &key)
{
    return key;
}

std::optional<QByteArray> unprotectedKey(const QByteArray &kept)
{
    return kept;
}

} // namespace unmta::store
