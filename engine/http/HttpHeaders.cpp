#include "http/HttpHeaders.h"

#include "base/Bytes.h"

#include <algorithm>
#include <cstring>

namespace unmta::http {

namespace {

// token of RFC 9110 section 5.6.2.
bool isTokenChar(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && std::strchr("!#$%&'*+-.^_`|~", c) != nullptr);
}

bool isToken(QByteArrayView name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), isTokenChar);
}

bool isFieldValue(QByteArrayView value)
{
    return std::all_of(value.begin(), value.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
    });
}

bool sameName(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && qstrnicmp(a.data(), b.data(), static_cast<size_t>(a.size())) == 0;
}

} // namespace

HttpHeaders::HttpHeaders(std::initializer_list<Field> fields)
{
    for (const Field &field : fields)
        add(field.name, field.value);
}

bool HttpHeaders::add(QByteArrayView name, QByteArrayView value)
{
    constexpr qsizetype maxText = 64 * MiB;
    if (!isToken(name) || !isFieldValue(value) || m_text.size() + name.size() + value.size() > maxText)
        return false;
    const qsizetype start = m_text.size();
    m_text.append(name).append(": ").append(value).append("\r\n");
    m_index.append({static_cast<qint32>(start), static_cast<qint32>(name.size()),
                    static_cast<qint32>(start + name.size() + 2), static_cast<qint32>(value.size())});
    return true;
}

bool HttpHeaders::set(QByteArrayView name, QByteArrayView value)
{
    if (!isToken(name) || !isFieldValue(value))
        return false;
    HttpHeaders kept;
    for (qsizetype i = 0; i < size(); ++i) {
        if (const Field field = at(i); !sameName(field.name, name))
            kept.add(field.name, field.value);
    }
    const bool added = kept.add(name, value);
    *this = std::move(kept);
    return added;
}

QByteArrayView HttpHeaders::value(QByteArrayView name) const
{
    for (qsizetype i = 0; i < size(); ++i) {
        if (const Field field = at(i); sameName(field.name, name))
            return field.value;
    }
    return {};
}

int HttpHeaders::count(QByteArrayView name) const
{
    int found = 0;
    for (qsizetype i = 0; i < size(); ++i)
        found += sameName(at(i).name, name) ? 1 : 0;
    return found;
}

HttpHeaders::Field HttpHeaders::at(qsizetype i) const
{
    const Entry &entry = m_index.at(i);
    const QByteArrayView text(m_text);
    return {text.sliced(entry.name, entry.nameSize), text.sliced(entry.value, entry.valueSize)};
}

} // namespace unmta::http
