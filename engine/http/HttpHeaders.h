// Header fields in the order of the wire, kept as one piece of text plus an index, so that a head costs two allocations
// at most and a prepared response costs none: copies share. Names compare without case (RFC 9110 section 5.1).
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <span>

namespace unmta::http {

class HttpHeaders
{
public:
    struct Field
    {
        QByteArrayView name;
        QByteArrayView value;
    };

    // Where in the text a field stands.
    struct Entry
    {
        qint32 name;
        qint32 nameSize;
        qint32 value;
        qint32 valueSize;
    };

    HttpHeaders() = default;
    HttpHeaders(std::initializer_list<Field> fields);

    // Appends a field. A name that is no token, or a value with control characters, is refused: nothing is added and
    // false comes back. So no text from outside can ever split a response.
    bool add(QByteArrayView name, QByteArrayView value);
    // Replaces every field of that name.
    bool set(QByteArrayView name, QByteArrayView value);

    // The first value of that name; null when there is none. Valid until this object is changed.
    [[nodiscard]] QByteArrayView value(QByteArrayView name) const;
    [[nodiscard]] bool contains(QByteArrayView name) const { return count(name) > 0; }
    [[nodiscard]] int count(QByteArrayView name) const;

    // Takes fields as they came, read and checked already: `text` with its line ends, and where each one stands. Memory
    // that no copy shares is used again.
    void assign(QByteArrayView text, std::span<const Entry> fields);

    [[nodiscard]] qsizetype size() const { return m_index.size(); }
    [[nodiscard]] bool isEmpty() const { return m_index.isEmpty(); }
    [[nodiscard]] Field at(qsizetype i) const;

    // All fields as they go on the wire, each with its line end.
    [[nodiscard]] const QByteArray &wireText() const { return m_text; }

private:
    [[nodiscard]] QByteArrayView textAt(qint32 start, qint32 size) const
    {
        return {m_text.constData() + start, static_cast<qsizetype>(size)};
    }

    QByteArray m_text;
    QList<Entry> m_index;
};

} // namespace unmta::http
