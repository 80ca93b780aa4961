#include "acme/RenewalInfo.h"

#include "acme/Certificate.h"
#include "acme/Jws.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace unmta::acme {

Result<QString> renewalId(const QByteArray &chainPem)
{
    const Result<CertificateInfo> info = parseCertificate(chainPem);
    if (!info)
        return info.error();
    if (info->authorityKeyId.isEmpty())
        return systemError(u"acme.bad_certificate"_s, u"no authority key identifier"_s);
    return renewalId(info->authorityKeyId, info->serialBytes);
}

QString renewalId(const QByteArray &authorityKeyId, const QByteArray &serial)
{
    return QString::fromLatin1(base64Url(authorityKeyId) + '.' + base64Url(serial));
}

Millis askAgainAfter(std::optional<Millis> retryAfter)
{
    constexpr Millis usual = std::chrono::hours(6);
    return std::clamp<Millis>(retryAfter.value_or(usual), std::chrono::minutes(1), std::chrono::days(1));
}

Result<RenewalWindow> parseRenewalWindow(const QByteArray &json, std::optional<Millis> retryAfter)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const QJsonObject suggested = object.value(u"suggestedWindow"_s).toObject();
    const std::optional<TimePoint> start = fromIso8601(suggested.value(u"start"_s).toString());
    const std::optional<TimePoint> end = fromIso8601(suggested.value(u"end"_s).toString());
    if (!start || !end || *end <= *start)
        return systemError(u"acme.bad_answer"_s, u"no renewal window"_s);
    return RenewalWindow{*start, *end, askAgainAfter(retryAfter)};
}

} // namespace unmta::acme
