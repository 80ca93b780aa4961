#include "domain/shipping/ShippingTarget.h"

#include <QDir>
#include <QRegularExpression>
#include <QUrl>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

Error malformed(const QString &field, const QString &expected)
{
    return Error(u"shipping.malformed"_s, field, {{u"field"_s, field}, {u"expected"_s, expected}});
}

bool matches(const QString &text, const QString &form)
{
    return QRegularExpression(u"\\A(?:%1)\\z"_s.arg(form)).match(text).hasMatch();
}

// Only characters that stand for themselves in an address: what is signed is what is sent. No "." and "..".
bool isPrefix(const QString &prefix)
{
    return prefix.isEmpty() ||
           (prefix.size() <= 200 && matches(prefix, u"(?!\\.)[A-Za-z0-9._-]+(?:/(?!\\.)[A-Za-z0-9._-]+)*"_s));
}

bool isPrintable(const QString &text, qsizetype longest)
{
    return !text.isEmpty() && text.size() <= longest && matches(text, u"[\\x21-\\x7e]+"_s);
}

Result<QString> checkedEndpoint(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool isWeb = url.scheme() == u"https"_s || url.scheme() == u"http"_s;
    const bool isBare = (url.path().isEmpty() || url.path() == u"/"_s) && !url.hasQuery() && !url.hasFragment() &&
                        url.userInfo().isEmpty();
    if (!url.isValid() || !isWeb || url.host().isEmpty() || !isBare)
        return malformed(u"endpoint"_s, u"give the address of the service, such as https://s3.example.net"_s);
    return url.toString(QUrl::RemovePath | QUrl::FullyEncoded);
}

Result<void> checkS3(ShippingTarget &target)
{
    auto endpoint = checkedEndpoint(target.endpoint);
    if (!endpoint)
        return endpoint.error();
    target.endpoint = *std::move(endpoint);
    if (target.region.isEmpty())
        target.region = u"us-east-1"_s; // what services without regions take
    if (!matches(target.region, u"[a-z0-9-]{1,60}"_s))
        return malformed(u"region"_s, u"give the region's short name, such as eu-central-1"_s);
    if (!matches(target.bucket, u"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"_s) || target.bucket.contains(u".."_s))
        return malformed(u"bucket"_s, u"give a bucket's name: 3 to 63 small letters, digits, dots and hyphens"_s);
    // They are joined by a colon when the request is signed.
    if (!isPrintable(target.accessKey, 128) || target.accessKey.contains(u':') || target.accessKey.contains(u'/'))
        return malformed(u"access_key"_s, u"give the key's id as the service shows it"_s);
    if (!isPrintable(target.secretKey, 256))
        return malformed(u"secret_key"_s, u"give the secret that belongs to access_key"_s);
    target.path.clear();
    return {};
}

Result<void> checkDirectory(ShippingTarget &target)
{
    if (!target.path.startsWith(u'/') && !matches(target.path.left(3), u"[A-Za-z]:[/\\\\]"_s))
        return malformed(u"path"_s, u"give the whole path of a directory, from / on"_s);
    if (target.path.size() > 1000 || target.path.contains(QChar(0)))
        return malformed(u"path"_s, u"give a path of at most 1000 characters"_s);
    target.path = QDir::cleanPath(target.path);
    target.endpoint.clear();
    target.region.clear();
    target.bucket.clear();
    target.accessKey.clear();
    target.secretKey.clear();
    return {};
}

} // namespace

Result<ShippingTarget> checkedTarget(ShippingTarget target)
{
    if (auto good = target.kind == ShippingKind::S3 ? checkS3(target) : checkDirectory(target); !good)
        return good.error();
    while (target.prefix.startsWith(u'/'))
        target.prefix.remove(0, 1);
    while (target.prefix.endsWith(u'/'))
        target.prefix.chop(1);
    if (!isPrefix(target.prefix))
        return malformed(u"prefix"_s, u"give at most 200 letters, digits, “-”, “_” and “.”, with “/” between names"_s);
    if (target.interval < std::chrono::seconds(1) || target.interval > std::chrono::hours(24))
        return malformed(u"interval"_s, u"give a duration between 1s and 24h"_s);
    if (target.maxBytes < 64 * KiB || target.maxBytes > 256 * MiB)
        return malformed(u"max_bytes"_s, u"give a number of bytes between 65536 and 268435456"_s);
    return target;
}

} // namespace unmta
