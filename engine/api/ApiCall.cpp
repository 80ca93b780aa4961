#include "api/ApiCall.h"

#include <QJsonDocument>
#include <QUrl>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

ApiResponse jsonResponse(int status, const QJsonObject &body)
{
    ApiResponse response;
    response.status = status;
    response.contentType = "application/json";
    response.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return response;
}

} // namespace

Error badQuery(const QString &field, const QString &expected)
{
    return Error(u"request.bad_query"_s, field, {{u"field"_s, field}, {u"expected"_s, expected}});
}

QString ApiCall::query(const char *name) const
{
    return request.query.queryItemValue(QString::fromLatin1(name), QUrl::FullyDecoded);
}

Result<int> ApiCall::queryInt(const char *name, int byDefault, int least, int most) const
{
    const QString text = query(name);
    if (text.isEmpty())
        return byDefault;
    bool ok = false;
    const int value = text.toInt(&ok);
    if (!ok || value < least || value > most)
        return badQuery(QString::fromLatin1(name), u"give a number from %1 to %2"_s.arg(least).arg(most));
    return value;
}

Result<std::optional<TimePoint>> ApiCall::queryTime(const char *name) const
{
    const QString text = query(name);
    if (text.isEmpty())
        return std::optional<TimePoint>();
    const auto time = fromIso8601(text);
    if (!time)
        return badQuery(QString::fromLatin1(name), u"give a time such as 2026-11-24T00:00:00Z"_s);
    return time;
}

Result<TimeSpan> ApiCall::querySpan() const
{
    const auto since = queryTime("since");
    if (!since)
        return since.error();
    const auto until = queryTime("until");
    if (!until)
        return until.error();
    if (*since && *until && **since > **until)
        return badQuery(u"since"_s, u"give a time that is not after until"_s);
    return TimeSpan{*since, *until};
}

Result<void> checkQuery(const QUrlQuery &query, const Route &route)
{
    if (query.isEmpty())
        return {};
    const QStringList known = route.queryNames();
    const QStringList words = QString::fromLatin1(route.extras.query).split(u' ');
    QStringList seen;
    const auto items = query.queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items) {
        if (name.isEmpty() && value.isEmpty()) // "?a=1&&b=2"
            continue;
        if (!known.contains(name)) {
            const QString all = known.isEmpty() ? u"none"_s : known.join(u", "_s);
            return Error(u"query.unknown"_s, name, {{u"field"_s, name}, {u"known"_s, all}});
        }
        if (seen.contains(name))
            return badQuery(name, u"give it once"_s);
        if (value.isEmpty() && !words.contains(name + u'*'))
            return badQuery(name, u"give a value, or leave it out"_s);
        seen << name;
    }
    return {};
}

ApiResponse dataResponse(const QJsonValue &data, int status)
{
    return jsonResponse(status, {{u"data"_s, data}});
}

ApiResponse listResponse(const QJsonArray &data, const QString &next, std::optional<bool> more)
{
    const QJsonValue cursor = next.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(next);
    QJsonObject meta{{u"next"_s, cursor}};
    if (more)
        meta.insert(u"more"_s, *more);
    return jsonResponse(200, {{u"data"_s, data}, {u"meta"_s, meta}});
}

ApiResponse textListResponse(const QByteArray &items, const QString &next)
{
    ApiResponse response = listResponse({}, next);
    const qsizetype end = response.body.indexOf("[]"); // "data" comes before "meta"
    response.body.insert(end + 1, items);
    return response;
}

ApiResponse emptyResponse()
{
    ApiResponse response;
    response.status = 204;
    return response;
}

} // namespace unmta
