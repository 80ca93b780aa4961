// The archive that writes text at once, for long lists: a tree of values and its text cost several times as much.
// Included by codecs only, by JsonArchive.h.
#pragma once

#include "base/Clock.h"
#include "contract/json/JsonNames.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QMap>

#include <concepts>
#include <optional>
#include <utility>

namespace unmta::wire {

class JsonText
{
public:
    template <typename T>
    using Ref = const T &;

    // Writes one object, behind what is there.
    explicit JsonText(QByteArray &text)
        : m_text(text)
    {
        m_text += '{';
    }
    void end() { m_text += '}'; }

    template <typename T>
    void operator()(const char *key, const T &value)
    {
        if (!std::exchange(m_isEmpty, false))
            m_text += ',';
        m_text += '"';
        m_text += key;
        m_text += "\":";
        put(value);
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

private:
    // RFC 8259, section 7: what must be escaped is.
    void put(const QString &text)
    {
        m_text += '"';
        const QByteArray bytes = text.toUtf8();
        for (const char c : bytes) {
            if (c == '"' || c == '\\')
                (m_text += '\\') += c;
            else if (static_cast<unsigned char>(c) < 0x20)
                m_text += "\\u00" + QByteArray(1, c).toHex();
            else
                m_text += c;
        }
        m_text += '"';
    }
    void put(bool flag) { m_text += flag ? "true" : "false"; }
    void put(std::integral auto number) { m_text += QByteArray::number(number); }
    void put(TimePoint time) { put(toIso8601(time)); }
    void put(const QJsonObject &value) { m_text += QJsonDocument(value).toJson(QJsonDocument::Compact); }
    template <Enumeration E>
    void put(E value)
    {
        for (const auto &entry : enumNames(value)) {
            if (entry.value == value)
                return put(QString::fromLatin1(entry.name));
        }
        m_text += "null";
    }
    template <typename T>
    void put(const std::optional<T> &value)
    {
        if (value)
            put(*value);
        else
            m_text += "null";
    }
    template <typename T>
    void put(const QList<T> &values)
    {
        m_text += '[';
        for (qsizetype i = 0; i < values.size(); ++i) {
            if (i > 0)
                m_text += ',';
            put(values[i]);
        }
        m_text += ']';
    }
    template <typename T>
    void put(const QMap<QString, T> &values)
    {
        m_text += '{';
        for (auto it = values.cbegin(); it != values.cend(); ++it) {
            if (it != values.cbegin())
                m_text += ',';
            put(it.key());
            m_text += ':';
            put(it.value());
        }
        m_text += '}';
    }
    template <typename T>
    requires std::is_class_v<T>
    void put(const T &value)
    {
        JsonText nested(m_text);
        fields(nested, value);
        nested.end();
    }

    QByteArray &m_text;
    bool m_isEmpty = true;
};

} // namespace unmta::wire
