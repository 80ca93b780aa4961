// JSON Web Signatures as ACME needs them: flattened JSON (RFC 7515 section 7.2.2), ES256 for requests and HS256 for
// external account binding (RFC 7518), key thumbprints (RFC 7638).
#pragma once

#include "acme/EcKey.h"
#include "base/Result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QMap>
#include <QString>

namespace unmta::acme {

[[nodiscard]] QByteArray compactJson(const QJsonObject &object);
[[nodiscard]] QByteArray base64Url(const QByteArray &bytes);
// Strict: alphabet of RFC 4648 section 5 without padding. Error codes: "acme.bad_base64".
[[nodiscard]] Result<QByteArray> fromBase64Url(const QByteArray &text);

// {"crv","kty","x","y"} of RFC 7518 section 6.2.1.
[[nodiscard]] QJsonObject publicJwk(const EcKey &key);
// Base64url of SHA-256 over the required members in lexicographic order.
[[nodiscard]] QByteArray jwkThumbprint(const QJsonObject &requiredMembers);
// RFC 8555 section 8.1: token "." thumbprint.
[[nodiscard]] QByteArray keyAuthorization(const QString &token, const EcKey &accountKey);

// Adds "alg" to the header. Error codes: "acme.bad_key".
[[nodiscard]] Result<QByteArray> signEs256(const EcKey &key, QJsonObject header, const QByteArray &payload);
[[nodiscard]] QJsonObject signHs256(const QByteArray &secret, QJsonObject header, const QByteArray &payload);

} // namespace unmta::acme
