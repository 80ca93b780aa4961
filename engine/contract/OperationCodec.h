// From what an Operation takes and gives to requests and from responses; one overload per shape.
#pragma once

#include "contract/Operations.h"
#include "contract/json/JsonCodec.h"

#include <QJsonArray>

namespace unmta {

// The call as a request; the request's type is the operation's.
template <typename Request, typename Response>
[[nodiscard]] ApiRequest requestOf(const Operation<Request, Response> &operation, const QStringList &path,
                                   const Request &request)
{
    if constexpr (std::same_as<Request, QueryItems>)
        return plainRequest(operation, path, request);
    else if constexpr (std::same_as<Request, MessageBody>)
        return messageRequest(operation, path, request);
    else if constexpr (std::same_as<Request, QJsonObject>)
        return jsonRequest(operation, path, request);
    else
        return jsonRequest(operation, path, wire::toJson(request));
}

// How the JSON of a response ({"data": …, "meta": …}) becomes what the operation promises. Errors: those of fromJson().
template <typename T>
struct ResponseCodec
{
    using Item = T;
    static Result<T> decode(const QJsonObject &body)
    {
        return wire::fromJson<T>(body.value(QLatin1StringView("data")), wire::UnknownFields::Ignore);
    }
};

template <typename T>
struct ResponseCodec<QList<T>>
{
    using Item = T;
    static Result<QList<T>> decode(const QJsonObject &body)
    {
        QList<T> items;
        const QJsonArray array = body.value(QLatin1StringView("data")).toArray();
        for (const auto &entry : array) {
            auto item = wire::fromJson<T>(entry, wire::UnknownFields::Ignore);
            if (!item)
                return item.error();
            items.append(*std::move(item));
        }
        return items;
    }
};

template <typename T>
struct ResponseCodec<wire::Page<T>>
{
    using Item = T;
    static Result<wire::Page<T>> decode(const QJsonObject &body)
    {
        auto items = ResponseCodec<QList<T>>::decode(body);
        if (!items)
            return items.error();
        const QJsonValue next = body.value(QLatin1StringView("meta")).toObject().value(QLatin1StringView("next"));
        return wire::Page<T>{*std::move(items), next.isString() ? std::optional(next.toString()) : std::nullopt};
    }
};

template <>
struct ResponseCodec<wire::Settings>
{
    static Result<wire::Settings> decode(const QJsonObject &body);
};

template <>
struct ResponseCodec<QJsonObject>
{
    static Result<QJsonObject> decode(const QJsonObject &body)
    {
        return body.value(QLatin1StringView("data")).toObject();
    }
};

template <>
struct ResponseCodec<QJsonValue>
{
    static Result<QJsonValue> decode(const QJsonObject &body) { return body.value(QLatin1StringView("data")); }
};

template <>
struct ResponseCodec<void>
{
    static Result<void> decode(const QJsonObject &) { return {}; }
};

} // namespace unmta
