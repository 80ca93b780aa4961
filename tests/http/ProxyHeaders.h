// PROXY headers as proxies send them.
#pragma once

#include <QByteArray>

namespace unmta::test {

inline QByteArray bigEndian(unsigned number)
{
    return QByteArray(1, static_cast<char>(number >> 8)) + static_cast<char>(number & 0xFF);
}

// Version 2, with these bytes for version and command, and for family and transport.
inline QByteArray proxyHeader(unsigned char command, unsigned char family, const QByteArray &rest)
{
    return QByteArray("\r\n\r\n\0\r\nQUIT\n", 12) + static_cast<char>(command) + static_cast<char>(family) +
           bigEndian(static_cast<unsigned>(rest.size())) + rest;
}

// A client's, at 192.0.2.20:443.
inline QByteArray proxyHeader4(const QByteArray &fourBytes, unsigned port, const QByteArray &more = {})
{
    return proxyHeader(0x21, 0x11, fourBytes + QByteArray("\xC0\0\2\x14", 4) + bigEndian(port) + bigEndian(443) + more);
}

inline QByteArray proxyHeader6(const QByteArray &sixteenBytes, unsigned port, const QByteArray &more = {})
{
    return proxyHeader(0x21, 0x21, sixteenBytes + QByteArray(16, '\1') + bigEndian(port) + bigEndian(443) + more);
}

inline QByteArray additional(unsigned char type, const QByteArray &value)
{
    return static_cast<char>(type) + bigEndian(static_cast<unsigned>(value.size())) + value;
}

} // namespace unmta::test
