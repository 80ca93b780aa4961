// Standard Webhooks 1.0 (https://www.standardwebhooks.com): how a receiver knows who has called.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace unmta {

// "whsec_" and the key in base64: what a receiver is given.
[[nodiscard]] QString webhookSecretText(const QByteArray &key);

// The header webhook-signature: "v1,", and HMAC-SHA256 over id, time and body in base64; one for each key, with blanks
// between them. `at` is the header webhook-timestamp, in seconds.
[[nodiscard]] QByteArray webhookSignature(const QList<QByteArray> &keys, const QByteArray &id, std::int64_t at,
                                          const QByteArray &body);

// The header webhook-id of what lies between these two: the same for the same content, however often it is sent.
// `count`: how much there is.
[[nodiscard]] QByteArray webhookMessageId(std::int64_t webhookId, const QByteArray &first, const QByteArray &last,
                                          qsizetype count);

} // namespace unmta
