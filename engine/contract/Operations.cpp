#include "contract/Operations.h"

#include <QJsonDocument>
#include <QUrl>

namespace unmta {

namespace {

constexpr const Route *table[]{
#define OPERATION(name, ...) &api::name,
#include "contract/Operations.def"
#undef OPERATION
};

} // namespace

std::span<const Route *const> operations()
{
    return table;
}

ApiRequest plainRequest(const Route &route, const QStringList &path, const QueryItems &query)
{
    ApiRequest request;
    request.method = route.method;
    request.path = pathOf(route, path);
    request.timeoutMs = route.extras.timeoutMs;
    for (const auto &[key, value] : query) {
        // QUrlQuery leaves "+" alone, and a server reads it as it stands; ours does not treat it as a space.
        if (!value.isEmpty())
            request.query.addQueryItem(key, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    }
    return request;
}

ApiRequest jsonRequest(const Route &route, const QStringList &path, const QJsonObject &body)
{
    ApiRequest request = plainRequest(route, path);
    request.contentType = "application/json";
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return request;
}

ApiRequest messageRequest(const Route &route, const QStringList &path, const MessageBody &message)
{
    ApiRequest request = plainRequest(route, path, message.query);
    request.contentType = message.contentType;
    request.body = message.content;
    return request;
}

} // namespace unmta
