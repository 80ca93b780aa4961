// Two archives, one description per wire struct: `fields(archive, value)` names every field once and serves both
// directions. Included by codecs only.
#pragma once

#include "contract/json/JsonCodec.h"
#include "contract/json/JsonReader.h"
#include "contract/json/JsonText.h"
#include "contract/json/JsonWriter.h"

namespace unmta::wire {

// The functions of JsonCodec.h, for codecs to instantiate.
template <typename T>
QJsonObject toJson(const T &value)
{
    JsonWriter writer;
    fields(writer, value);
    return writer.object;
}

template <typename T>
void writeText(QByteArray &text, const T &value)
{
    JsonText writer(text);
    fields(writer, value);
    writer.end();
}

template <typename T>
Result<T> fromJson(const QJsonValue &json, UnknownFields unknown)
{
    if (!json.isObject())
        return Error(QStringLiteral("json.not_an_object"));
    T value{};
    JsonReader reader(json.toObject(), unknown == UnknownFields::Refuse);
    fields(reader, value);
    if (auto error = reader.finish())
        return *error;
    return value;
}

} // namespace unmta::wire

// In a codec's source, behind the descriptions: instantiates both for one struct.
#define UNMTA_WIRE_CODEC(T)                                                                                            \
    template QJsonObject toJson<T>(const T &);                                                                         \
    template Result<T> fromJson<T>(const QJsonValue &, UnknownFields);
// For one that is written in long lists.
#define UNMTA_WIRE_TEXT(T) template void writeText<T>(QByteArray &, const T &);
