// Every wire struct that the table of operations names, with its codec, so that a new one is tested without a line
// here.
#pragma once

#include "contract/Operations.h"
#include "contract/json/JsonCodec.h"

namespace unmta::test {

struct WireType
{
    QString schema; // as the OpenAPI document names it: without its namespace
    bool isRequest = false;
    bool isPartial = false; // as a request any part of it may be left out
    // Decodes and encodes again. The error "test.unequal" where a value is not the one that it was encoded from.
    Result<QJsonObject> (*pass)(const QJsonValue &json, wire::UnknownFields unknown) = nullptr;
};

namespace detail {

template <typename T>
Result<QJsonObject> passThrough(const QJsonValue &json, wire::UnknownFields unknown)
{
    const Result<T> value = wire::fromJson<T>(json, unknown);
    if (!value)
        return value.error();
    const QJsonObject again = wire::toJson(*value);
    if constexpr (requires { *value == *value; }) {
        const Result<T> back = wire::fromJson<T>(again, wire::UnknownFields::Refuse);
        if (!back || !(*back == *value))
            return Error{QStringLiteral("test.unequal")};
    }
    return again;
}

// What a list or a page is made of.
template <typename T>
struct Element
{
    using Type = T;
};
template <typename T>
struct Element<QList<T>>
{
    using Type = T;
};
template <typename T>
struct Element<wire::Page<T>>
{
    using Type = T;
};
template <>
struct Element<QueryItems>
{
    using Type = QueryItems;
};

template <typename T>
void addWireType(QList<WireType> &types, const char *spelling, bool isRequest, bool isPartial)
{
    using Type = typename Element<T>::Type;
    constexpr bool isOurs = std::is_class_v<Type> && !std::same_as<Type, QueryItems> &&
                            !std::same_as<Type, MessageBody> && !std::same_as<Type, QJsonObject> &&
                            !std::same_as<Type, QJsonValue> && !std::same_as<Type, ApiResponse> &&
                            !std::same_as<Type, wire::Settings>;
    if constexpr (isOurs) {
        const QString schema = QString::fromLatin1(spelling).section(u':', -1).remove(u'>');
        for (WireType &known : types) {
            if (known.schema == schema) {
                known.isRequest |= isRequest;
                known.isPartial |= isPartial;
                return;
            }
        }
        types << WireType{schema, isRequest, isPartial, &passThrough<Type>};
    }
}

} // namespace detail

// Settings are not among them: a map, whose keys the document gets when it is served.
[[nodiscard]] inline QList<WireType> wireTypes()
{
    QList<WireType> types{{QStringLiteral("Failure"), false, false, &detail::passThrough<wire::Failure>}};
    // A request that is a QJsonObject is the response's struct, any part of which may be left out.
#define OPERATION(name, method, path, scope, Request, Response, ...)                                                   \
    detail::addWireType<Request>(types, #Request, true, false);                                                        \
    detail::addWireType<Response>(types, #Response, std::same_as<Request, QJsonObject>,                                \
                                  std::same_as<Request, QJsonObject>);
#include "contract/Operations.def"
#undef OPERATION
    return types;
}

} // namespace unmta::test
