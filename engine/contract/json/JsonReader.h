// The archive that reads. Included by codecs only, by JsonArchive.h.
#pragma once

#include "base/Clock.h"
#include "base/Error.h"
#include "contract/json/JsonNames.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QSet>

#include <limits>

namespace unmta::wire {

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
    // Left out, or a value. In a request null is refused: it would change nothing where its sender wants something
    // gone.
    template <typename T>
    void omittable(const char *key, std::optional<T> &value)
    {
        if (m_refuseUnknown && m_object.value(QLatin1StringView(key)).isNull())
            wrongType(QString::fromLatin1(key));
        read(key, value, false);
    }
    // Left out, null, which says the same, or a value.
    template <typename T>
    void nullable(const char *key, std::optional<T> &value)
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
        ifUnknown<E> ? void(value = *ifUnknown<E>) : fail(QStringLiteral("json.unknown_value"), field);
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
        for (const auto &entry : array)
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

} // namespace unmta::wire
