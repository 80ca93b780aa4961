// Every call of the management API as one value: the dispatcher serves it, the typed client and the command line make
// it, the OpenAPI document is tested against it. They are listed in Operations.def; to add one is to add a line there.
#pragma once

#include "contract/Route.h"
#include "contract/Transport.h"
#include "contract/wire/Wire.h"

#include <QJsonObject>

#include <concepts>
#include <span>

namespace unmta {

// Parameters of a query; those with an empty value are left out.
using QueryItems = QList<std::pair<QString, QString>>;

// A message, or a fragment of HTML, as a request.
struct MessageBody
{
    QByteArray content;
    QByteArray contentType; // "message/rfc822" or "text/html"
    QueryItems query = {};
};

template <typename Request, typename Response>
struct Operation : Route
{};

template <typename Request>
[[nodiscard]] constexpr Payload payloadOf()
{
    if constexpr (std::same_as<Request, void> || std::same_as<Request, QueryItems>)
        return Payload::None;
    else
        return std::same_as<Request, MessageBody> ? Payload::Message : Payload::Json;
}

namespace api {

#define OPERATION(name, method, path, scope, Request, Response, ...)                                                   \
    inline constexpr Operation<Request, Response> name{                                                                \
        {#name, Method::method, path, Scope::scope, RouteExtras{__VA_ARGS__}.payload.value_or(payloadOf<Request>()),   \
         RouteExtras{__VA_ARGS__}}};
#include "contract/Operations.def"
#undef OPERATION

} // namespace api

// All of them, in the order of the table.
[[nodiscard]] std::span<const Route *const> operations();

// The call as a request, to be sent or altered first.
[[nodiscard]] ApiRequest plainRequest(const Route &route, const QStringList &path, const QueryItems &query = {});
[[nodiscard]] ApiRequest jsonRequest(const Route &route, const QStringList &path, const QJsonObject &body);
[[nodiscard]] ApiRequest messageRequest(const Route &route, const QStringList &path, const MessageBody &message);

} // namespace unmta
