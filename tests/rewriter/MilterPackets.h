// What a mail server says to a milter, byte by byte.
#pragma once

#include <QByteArray>
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

} // namespace unmta::test
