#include "http/HttpHeaders.h"

#include "base/Bytes.h"
#include "http/ByteRuns.h"
#include "http/FieldText.h"

#include <algorithm>

namespace unmta::http {

namespace {

bool isToken(QByteArrayView name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), isTokenChar);
}

bool isFieldValue(QByteArrayView value)
{
    return ordinaryRun({value.data(), static_cast<std::size_t>(value.size())}) ==
           static_cast<std::size_t>(value.size());
}

bool sameName(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return x == y || lowered(x) == lowered(y); });
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
    m_text.reserve(start + name.size() + value.size() + 4); // in one piece, also where the text is shared
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

void HttpHeaders::assign(QByteArrayView text, std::span<const Entry> fields)
{
    if (!m_text.isDetached() || !m_index.isDetached())
        *this = {};
    m_text.resize(0);
    m_text.append(text);
    m_index.resize(static_cast<qsizetype>(fields.size()));
    std::copy(fields.begin(), fields.end(), m_index.begin());
}

QByteArrayView HttpHeaders::value(QByteArrayView name) const
{
    for (const Entry &entry : m_index) {
        if (entry.nameSize == name.size() && sameName(textAt(entry.name, entry.nameSize), name))
            return textAt(entry.value, entry.valueSize);
    }
    return {};
}

int HttpHeaders::count(QByteArrayView name) const
{
    int found = 0;
    for (const Entry &entry : m_index)
        found += entry.nameSize == name.size() && sameName(textAt(entry.name, entry.nameSize), name) ? 1 : 0;
    return found;
}

HttpHeaders::Field HttpHeaders::at(qsizetype i) const
{
    const Entry &entry = m_index.at(i);
    return {textAt(entry.name, entry.nameSize), textAt(entry.value, entry.valueSize)};
}

} // namespace unmta::http
