// Two archives, one description per wire struct: `fields(archive, value)` names every field once and serves both
// directions. Included by codecs only.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "contract/json/JsonCodec.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QSet>
#include <QStringList>

#include <optional>
#include <span>

namespace unmta::wire {

// What is on the wire for each value of an enum.
template <typename E>
struct EnumName
{
    E value;
    const char *name;
};
template <typename E>
std::span<const EnumName<E>> enumNames(E);

// What a name stands for that is not among them; without a value it is json.unknown_value.
template <typename E>
inline constexpr std::optional<E> ifUnknown = std::nullopt;

template <typename T>
concept Enumeration = std::is_enum_v<T>;

class JsonWriter
{
public:
    template <typename T>
    using Ref = const T &;

    template <typename T>
    void operator()(const char *key, const T &value)
    {
        object.insert(QLatin1StringView(key), toValue(value));
    }
    template <typename T>
    void optional(const char *key, const T &value)
    {
        (*this)(key, value);
    }
    // Absent rather than null when empty.
    template <typename T>
    void omittable(const char *key, const std::optional<T> &value)
    {
        if (value)
            (*this)(key, *value);
    }

    QJsonObject object;

private:
    static QJsonValue toValue(const QString &text) { return text; }
    static QJsonValue toValue(bool flag) { return flag; }
    static QJsonValue toValue(std::integral auto number) { return number; }
    static QJsonValue toValue(TimePoint time) { return toIso8601(time); }
    static QJsonValue toValue(const QJsonObject &value) { return value; }
    template <Enumeration E>
    static QJsonValue toValue(E value)
    {
        for (const auto &entry : enumNames(value)) {
            if (entry.value == value)
                return QString::fromLatin1(entry.name);
        }
        return QJsonValue();
    }
    template <typename T>
    static QJsonValue toValue(const std::optional<T> &value)
    {
        return value ? toValue(*value) : QJsonValue(QJsonValue::Null);
    }
    template <typename T>
    static QJsonValue toValue(const QList<T> &values)
    {
        QJsonArray array;
        for (const T &value : values)
            array.append(toValue(value));
        return array;
    }
    template <typename T>
    static QJsonValue toValue(const QMap<QString, T> &values)
    {
        QJsonObject result;
        for (auto it = values.cbegin(); it != values.cend(); ++it)
            result.insert(it.key(), toValue(it.value()));
        return result;
    }
    template <typename T>
    requires std::is_class_v<T>
    static QJsonValue toValue(const T &value)
    {
        JsonWriter nested;
        fields(nested, value);
        return nested.object;
    }
};

// Keeps the first error. Codes: json.missing_field, json.wrong_type, json.unknown_value, json.unknown_field.
class JsonReader
{
public:
    template <typename T>
    using Ref = T &;

    JsonReader(const QJsonObject &object, bool refuseUnknown)
        : m_object(object)
        , m_refuseUnknown(refuseUnknown)
    {}

    template <typename T>
    void operator()(const char *key, T &value)
    {
        read(key, value, true);
    }
    template <typename T>
    void optional(const char *key, T &value)
    {
        read(key, value, false);
    }
    template <typename T>
    void omittable(const char *key, std::optional<T> &value)
    {
        read(key, value, false);
    }

    [[nodiscard]] std::optional<Error> finish()
    {
        if (m_refuseUnknown && !m_error) {
            for (const QString &key : m_object.keys()) {
                if (!m_known.contains(key)) {
                    fail(QStringLiteral("json.unknown_field"), key);
                    break;
                }
            }
        }
        return m_error;
    }

private:
    template <typename T>
    void read(const char *key, T &value, bool required)
    {
        const QString name = QString::fromLatin1(key);
        m_known.insert(name);
        const QJsonValue found = m_object.value(name);
        if (found.isUndefined()) {
            if (required && !isOptional(value))
                fail(QStringLiteral("json.missing_field"), name);
            return;
        }
        fromValue(found, value, name);
    }
    template <typename T>
    static constexpr bool isOptional(const T &)
    {
        return false;
    }
    template <typename T>
    static constexpr bool isOptional(const std::optional<T> &)
    {
        return true;
    }

    void fail(const QString &code, const QString &field)
    {
        if (!m_error)
            m_error = Error(code, field, {{QStringLiteral("field"), field}});
    }
    void wrongType(const QString &field) { fail(QStringLiteral("json.wrong_type"), field); }

    void fromValue(const QJsonValue &json, QString &value, const QString &field)
    {
        json.isString() ? void(value = json.toString()) : wrongType(field);
    }
    void fromValue(const QJsonValue &json, bool &value, const QString &field)
    {
        json.isBool() ? void(value = json.toBool()) : wrongType(field);
    }
    void fromValue(const QJsonValue &json, qint64 &value, const QString &field)
    {
        // toInteger() answers the default for fractions and for numbers beyond 64 bits.
        constexpr qint64 impossible = std::numeric_limits<qint64>::min();
        const qint64 number = json.toInteger(impossible);
        json.isDouble() && number != impossible ? void(value = number) : wrongType(field);
    }
    void fromValue(const QJsonValue &json, int &value, const QString &field)
    {
        qint64 number = 0;
        fromValue(json, number, field);
        if (number < std::numeric_limits<int>::min() || number > std::numeric_limits<int>::max())
            wrongType(field);
        else
            value = static_cast<int>(number);
    }
    void fromValue(const QJsonValue &json, TimePoint &value, const QString &field)
    {
        const auto time = fromIso8601(json.toString());
        time ? void(value = *time) : wrongType(field);
    }
    void fromValue(const QJsonValue &json, QJsonObject &value, const QString &field)
    {
        json.isObject() ? void(value = json.toObject()) : wrongType(field);
    }
    template <Enumeration E>
    void fromValue(const QJsonValue &json, E &value, const QString &field)
    {
        if (!json.isString())
            return wrongType(field);
        for (const auto &entry : enumNames(value)) {
            if (json.toString() == QLatin1StringView(entry.name)) {
                value = entry.value;
                return;
            }
        }
        if (ifUnknown<E>)
            value = *ifUnknown<E>;
        else
            fail(QStringLiteral("json.unknown_value"), field);
    }
    template <typename T>
    void fromValue(const QJsonValue &json, std::optional<T> &value, const QString &field)
    {
        if (json.isNull()) {
            value.reset();
            return;
        }
        fromValue(json, value.emplace(), field);
    }
    template <typename T>
    void fromValue(const QJsonValue &json, QList<T> &values, const QString &field)
    {
        if (!json.isArray())
            return wrongType(field);
        values.clear();
        const QJsonArray array = json.toArray();
        for (const QJsonValue &entry : array)
            fromValue(entry, values.emplaceBack(), field);
    }
    template <typename T>
    void fromValue(const QJsonValue &json, QMap<QString, T> &values, const QString &field)
    {
        if (!json.isObject())
            return wrongType(field);
        values.clear();
        const QJsonObject object = json.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            fromValue(it.value(), values[it.key()], field + u'.' + it.key());
    }
    template <typename T>
    requires std::is_class_v<T>
    void fromValue(const QJsonValue &json, T &value, const QString &field)
    {
        if (!json.isObject())
            return wrongType(field);
        JsonReader nested(json.toObject(), m_refuseUnknown);
        fields(nested, value);
        if (auto error = nested.finish(); error && !m_error) {
            error->field = field + u'.' + error->field;
            m_error = std::move(error);
        }
    }

    QJsonObject m_object;
    bool m_refuseUnknown;
    QSet<QString> m_known;
    std::optional<Error> m_error;
};

// The functions of JsonCodec.h, for codecs to instantiate.
template <typename T>
QJsonObject toJson(const T &value)
{
    JsonWriter writer;
    fields(writer, value);
    return writer.object;
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
