// What the engine in memory answers with: bodies as the API has them.
#pragma once

#include "contract/ErrorText.h"
#include "contract/Transport.h"
#include "contract/json/JsonCodec.h"
#include "contract/wire/Wire.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

namespace unmta::test::answers {

using namespace Qt::StringLiterals;

template <typename T>
QJsonArray arrayOf(const QList<T> &items)
{
    QJsonArray array;
    for (const T &item : items)
        array.append(wire::toJson(item));
    return array;
}

inline ApiResponse json(int status, const QJsonObject &body)
{
    ApiResponse response;
    response.status = status;
    response.contentType = "application/json";
    response.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return response;
}

inline ApiResponse reply(const QJsonValue &data, int status = 200, const QJsonObject &meta = {})
{
    QJsonObject body{{u"data"_s, data}};
    if (!meta.isEmpty())
        body.insert(u"meta"_s, meta);
    return json(status, body);
}

inline ApiResponse done()
{
    ApiResponse response;
    response.status = 204;
    return response;
}

inline ApiResponse refusal(int status, const Error &error)
{
    wire::Failure failure{errorSentence(error), error.code, {}, {}};
    if (!error.field.isEmpty())
        failure.errors.insert(error.field, {failure.message});
    return json(status, wire::toJson(failure));
}

inline ApiResponse notFound()
{
    return refusal(404, Error(u"request.not_found"_s));
}

inline QString queryOf(const ApiRequest &request, const QString &key)
{
    return request.query.queryItemValue(key, QUrl::FullyDecoded);
}

inline QJsonObject bodyOf(const ApiRequest &request)
{
    return QJsonDocument::fromJson(request.body).object();
}

} // namespace unmta::test::answers
