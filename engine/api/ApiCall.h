// A request on its way through the dispatcher: matched, authenticated, with its parameters.
#pragma once

#include "base/Result.h"
#include "contract/Transport.h"
#include "contract/json/JsonCodec.h"
#include "domain/access/Token.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>

#include <functional>
#include <optional>

namespace unmta {

// Who asks, as the listener knows it.
struct ApiCaller
{
    enum class Kind : std::uint8_t
    {
        Console,     // this very process
        LocalSocket, // the operating system has checked
        Network,     // must bring a token
    };
    Kind kind = Kind::Network;
    QByteArray bearer; // the token's text
    QString peer;      // numeric address, for limits and logs
    // Whether the caller is still there; from any thread, until the answer. Null: nobody knows.
    std::function<bool()> isAwaited = {};
};

// From a time on, until before another; without either, open at that end.
struct TimeSpan
{
    std::optional<TimePoint> since;
    std::optional<TimePoint> until;
};

struct ApiCall
{
    ApiRequest request;
    QHash<QByteArray, QString> parameters; // of the path, decoded
    std::optional<Token> token;            // none: local, may do everything
    QString actor;                         // for the audit: "console", "local", "token:NAME"
    QString peer;                          // numeric address; empty: this computer, by no network
    std::function<bool()> isAwaited = {};  // the caller's

    [[nodiscard]] QString parameter(const char *name) const { return parameters.value(name); }
    [[nodiscard]] QString query(const char *name) const;
    // Errors: request.bad_query. Absent: `byDefault`.
    [[nodiscard]] Result<int> queryInt(const char *name, int byDefault, int least, int most) const;
    [[nodiscard]] Result<std::optional<TimePoint>> queryTime(const char *name) const;
    // "since" and "until". Errors: request.bad_query, also when they are the wrong way round.
    [[nodiscard]] Result<TimeSpan> querySpan() const;
    // Errors: those of parseObject() and of the codec.
    template <typename T>
    [[nodiscard]] Result<T> body() const
    {
        auto object = wire::parseObject(request.body);
        if (!object)
            return object.error();
        return wire::fromJson<T>(*object, wire::UnknownFields::Refuse);
    }
};

// Nothing stands in the query but what the route takes (RouteExtras), each at most once: a mistyped filter would be
// none. Errors: query.unknown, request.bad_query.
[[nodiscard]] Result<void> checkQuery(const QUrlQuery &query, const Route &route);
// request.bad_query, naming what is expected of the query's field.
[[nodiscard]] Error badQuery(const QString &field, const QString &expected);

// A handler's answer, or why there is none.
using ApiAnswer = std::function<void(Result<ApiResponse>)>;

// {"data": …}, and {"meta": {"next": …}} for lists; {"meta": {"more": …}} for those that are never at their end.
[[nodiscard]] ApiResponse dataResponse(const QJsonValue &data, int status = 200);
[[nodiscard]] ApiResponse listResponse(const QJsonArray &data, const QString &next, std::optional<bool> more = {});
// The items as JSON text, with commas between them.
[[nodiscard]] ApiResponse textListResponse(const QByteArray &items, const QString &next);
[[nodiscard]] ApiResponse emptyResponse(); // 204

template <typename T>
[[nodiscard]] QJsonArray toArray(const QList<T> &items)
{
    QJsonArray array;
    for (const T &item : items)
        array.append(wire::toJson(item));
    return array;
}

} // namespace unmta
