#include "acme/Jws.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>

using namespace Qt::StringLiterals;

namespace unmta::acme {

namespace {

constexpr auto urlAlphabet = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QJsonObject flattened(const QByteArray &header, const QByteArray &payload, const QByteArray &signature)
{
    return {{u"protected"_s, QString::fromLatin1(header)},
            {u"payload"_s, QString::fromLatin1(payload)},
            {u"signature"_s, QString::fromLatin1(base64Url(signature))}};
}

} // namespace

QByteArray compactJson(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray base64Url(const QByteArray &bytes)
{
    return bytes.toBase64(urlAlphabet);
}

Result<QByteArray> fromBase64Url(const QByteArray &text)
{
    const auto decoded = QByteArray::fromBase64Encoding(text, urlAlphabet | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || text.contains('='))
        return Error(u"acme.bad_base64"_s);
    return *decoded;
}

QJsonObject publicJwk(const EcKey &key)
{
    return {{u"kty"_s, u"EC"_s},
            {u"crv"_s, u"P-256"_s},
            {u"x"_s, QString::fromLatin1(base64Url(key.publicX()))},
            {u"y"_s, QString::fromLatin1(base64Url(key.publicY()))}};
}

QByteArray jwkThumbprint(const QJsonObject &requiredMembers)
{
    // QJsonObject keeps its keys sorted and the compact form has no white space: exactly RFC 7638's canonical form.
    return base64Url(QCryptographicHash::hash(compactJson(requiredMembers), QCryptographicHash::Sha256));
}

QByteArray keyAuthorization(const QString &token, const EcKey &accountKey)
{
    return token.toLatin1() + '.' + jwkThumbprint(publicJwk(accountKey));
}

Result<QByteArray> signEs256(const EcKey &key, QJsonObject header, const QByteArray &payload)
{
    header.insert(u"alg"_s, u"ES256"_s);
    const QByteArray protectedPart = base64Url(compactJson(header));
    const QByteArray payloadPart = base64Url(payload);
    const Result<QByteArray> signature = key.sign(protectedPart + '.' + payloadPart);
    if (!signature)
        return signature.error();
    return compactJson(flattened(protectedPart, payloadPart, *signature));
}

QJsonObject signHs256(const QByteArray &secret, QJsonObject header, const QByteArray &payload)
{
    header.insert(u"alg"_s, u"HS256"_s);
    const QByteArray protectedPart = base64Url(compactJson(header));
    const QByteArray payloadPart = base64Url(payload);
    const QByteArray signature =
        QMessageAuthenticationCode::hash(protectedPart + '.' + payloadPart, secret, QCryptographicHash::Sha256);
    return flattened(protectedPart, payloadPart, signature);
}

} // namespace unmta::acme
