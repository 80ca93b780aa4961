#include "contract/Fingerprint.h"

#include <QCryptographicHash>

namespace unmta {

QString certificateFingerprint(const QByteArray &pem)
{
    constexpr QByteArrayView begin = "-----BEGIN CERTIFICATE-----";
    const qsizetype from = pem.indexOf(begin);
    const qsizetype until = from < 0 ? -1 : pem.indexOf("-----END CERTIFICATE-----", from);
    if (until < 0)
        return {};
    const QByteArray der = QByteArray::fromBase64(pem.mid(from + begin.size(), until - from - begin.size()));
    return QString::fromLatin1(QCryptographicHash::hash(der, QCryptographicHash::Sha256).toHex(':').toUpper());
}

} // namespace unmta
