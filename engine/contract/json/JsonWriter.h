// The archive that writes. Included by codecs only, by JsonArchive.h.
#pragma once

#include "base/Clock.h"
#include "contract/json/JsonNames.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QMap>

#include <concepts>

namespace unmta::wire {

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
    template <typename T>
    void nullable(const char *key, const std::optional<T> &value)
    {
        omittable(key, value);
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

} // namespace unmta::wire
