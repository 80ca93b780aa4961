#include "service/webhooks/WebhookSignature.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

namespace unmta {

QString webhookSecretText(const QByteArray &key)
{
    return QString::fromLatin1("whsec_" + key.toBase64());
}

QByteArray webhookSignature(const QList<QByteArray> &keys, const QByteArray &id, std::int64_t at,
                            const QByteArray &body)
{
    const QByteArray content = id + '.' + QByteArray::number(qint64{at}) + '.' + body;
    QByteArray signatures;
    for (const QByteArray &key : keys) {
        if (!signatures.isEmpty())
            signatures += ' ';
        signatures += "v1," + QMessageAuthenticationCode::hash(content, key, QCryptographicHash::Sha256).toBase64();
    }
    return signatures;
}

QByteArray webhookMessageId(std::int64_t webhookId, const QByteArray &first, const QByteArray &last, qsizetype count)
{
    constexpr qsizetype length = 24; // bytes of the digest: nobody finds two contents with one id
    const QByteArray content =
        QByteArray::number(qint64{webhookId}) + ' ' + first + ' ' + last + ' ' + QByteArray::number(count);
    return "msg_" + QCryptographicHash::hash(content, QCryptographicHash::Sha256)
                        .first(length)
                        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace unmta
