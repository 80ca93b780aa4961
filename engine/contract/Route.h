// Every call of the management API, in one table: the dispatcher serves it, the OpenAPI document is tested against it.
#pragma once

#include <QByteArray>
#include <QString>

#include <span>

namespace unmta {

enum class Method : std::uint8_t
{
    Get,
    Post,
    Put,
    Patch,
    Delete
};

// What a token must be allowed to. Admin includes the others.
enum class Scope : std::uint8_t
{
    None,
    Read,
    Rewrite,
    Admin
};

// What a call takes as its body.
enum class Payload : std::uint8_t
{
    None,
    Json,    // application/json, small; of a question (GET) there is none
    Message, // message/rfc822, or text/html for a fragment; large
};

struct Route
{
    Method method;
    const char *pattern;   // below /api/v1 unless it starts with "//"; "{x}" stands for one segment
    const char *operation; // unique, the handler's and the OpenAPI document's name
    Scope scope;
    bool sandboxOnly = false;
    Payload payload = Payload::Json;
};

[[nodiscard]] std::span<const Route> routes();

[[nodiscard]] QByteArray methodName(Method method);
[[nodiscard]] std::optional<Method> methodFromName(QByteArrayView name);

} // namespace unmta
