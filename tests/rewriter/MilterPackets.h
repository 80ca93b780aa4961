// What a mail server says to a milter, byte by byte.
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QtEndian>

namespace unmta::test {

inline QByteArray number(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

inline QByteArray packet(char command, const QByteArray &data = {})
{
    return number(static_cast<quint32>(data.size() + 1)) + command + data;
}

// NUL-terminated, as in most packets.
inline QByteArray texts(const QByteArrayList &list)
{
    QByteArray result;
    for (const QByteArray &text : list)
        result += text + '\0';
    return result;
}

} // namespace unmta::test
