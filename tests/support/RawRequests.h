// Requests spelled by hand: for what is no operation, and for paths that a test wants to see as they stand.
#pragma once

#include "contract/Transport.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace unmta::test {

// "/api/v1" with the segments appended, each percent-encoded.
[[nodiscard]] inline QString apiPath(const QStringList &segments)
{
    QString path = QStringLiteral("/api/v1");
    for (const QString &segment : segments)
        path += u'/' + QString::fromLatin1(QUrl::toPercentEncoding(segment));
    return path;
}

[[nodiscard]] inline ApiRequest jsonRequest(Method method, const QString &path, const QJsonObject &body)
{
    ApiRequest request;
    request.method = method;
    request.path = path;
    request.contentType = "application/json";
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return request;
}

} // namespace unmta::test
