// JSON codecs of the wire structs. Each struct's codec is instantiated in the source beside its header.
#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>

namespace unmta::wire {

enum class UnknownFields : std::uint8_t
{
    Refuse, // requests: a misspelt field must not be ignored
    Ignore, // replies: a newer engine may say more
};

template <typename T>
[[nodiscard]] QJsonObject toJson(const T &value);

// The same as compact text, behind what is there; the keys in the order of the struct. For those that UNMTA_WIRE_TEXT
// names.
template <typename T>
void writeText(QByteArray &text, const T &value);

// Errors, with the field: json.not_an_object, json.missing_field, json.wrong_type, json.unknown_value (of an enum),
// json.unknown_field.
template <typename T>
[[nodiscard]] Result<T> fromJson(const QJsonValue &json, UnknownFields unknown);

// Parses a body strictly: JSON of an object, no duplicate keys at any depth (QJsonDocument would silently keep the
// last), no half of a surrogate pair alone in any text (RFC 8259 section 8.2: it cannot be stored or sent as UTF-8).
// Errors: json.malformed (context "offset"), json.duplicate_key (context "key"), json.lone_surrogate (with the field),
// json.not_an_object.
[[nodiscard]] Result<QJsonObject> parseObject(const QByteArray &body);
// The same for an object or an array; never json.not_an_object.
[[nodiscard]] Result<QJsonValue> parseValue(const QByteArray &body);

} // namespace unmta::wire
