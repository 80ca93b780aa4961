// What a call of the management API is, apart from the types that travel. The calls themselves: Operations.h.
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <string_view>

namespace unmta {

enum class Method : std::uint8_t
{
    Get,
    Post,
    Put,
    Patch,
    Delete
};
inline constexpr std::size_t methodCount = 5;

// What a token must be allowed to. Admin includes the others.
enum class Scope : std::uint8_t
{
    None,
    Read,
    Rewrite,
    Events, // what recipients did; Read includes it
    Admin
};

// What a call takes as its body.
enum class Payload : std::uint8_t
{
    None,
    Json,    // application/json, small
    Message, // message/rfc822, or text/html for a fragment; large
};

// What few calls have.
struct RouteExtras
{
    // The parameters that may stand in the query, with a blank between them; any other is refused. One that is given
    // must have a value, so that a filter whose value was lost does not become none; "*" behind a name: it may be
    // empty.
    const char *query = "";
    // Beside its cluster's own paths open to the token of one cluster: the handler tells of no other cluster.
    bool isShared = false;
    // The answer has an ETag, and what changes the same path heeds If-Match.
    bool isVersioned = false;
    // A POST that changes nothing in the store: it may be repeated without remembering that it was.
    bool isPure = false;
    int timeoutMs = 30'000;              // how long the caller waits for the answer
    std::optional<Payload> payload = {}; // where the type of the request does not tell it
};

// A value of Operations.h; compared by address.
struct Route
{
    const char *name; // unique; the OpenAPI document's operationId
    Method method;
    const char *pattern; // below /api/v1 unless it starts with "//"; "{x}" stands for one segment
    Scope scope;
    Payload payload;
    RouteExtras extras;

    // The names of extras.query.
    [[nodiscard]] QStringList queryNames() const;
    [[nodiscard]] constexpr bool isSandboxOnly() const { return std::string_view(pattern).starts_with("/sandbox/"); }
};

// A whole path of the route: `values` take the places of the braces, in order, each percent-encoded.
[[nodiscard]] QString pathOf(const Route &route, const QStringList &values = {});
// The pattern's segments, as they stand in a path: those of "/api/v1" included, "{x}" as it is.
[[nodiscard]] QStringList patternSegments(const Route &route);

[[nodiscard]] QByteArray methodName(Method method);
[[nodiscard]] std::optional<Method> methodFromName(QByteArrayView name);

} // namespace unmta
