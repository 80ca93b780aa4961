// The system's headers for internet addresses and sockets, and its numbers for what goes wrong with them.
#pragma once

#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <arpa/inet.h>
#include <cerrno>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#endif

namespace unmta {

#ifdef _WIN32
inline constexpr long connectionRefused = WSAECONNREFUSED;
inline constexpr long hostUnreachable = WSAEHOSTUNREACH;
inline constexpr long networkUnreachable = WSAENETUNREACH;
inline constexpr long addressNotAvailable = WSAEADDRNOTAVAIL;
inline constexpr long familyNotSupported = WSAEAFNOSUPPORT;
#else
inline constexpr long connectionRefused = ECONNREFUSED;
inline constexpr long hostUnreachable = EHOSTUNREACH;
inline constexpr long networkUnreachable = ENETUNREACH;
inline constexpr long addressNotAvailable = EADDRNOTAVAIL;
inline constexpr long familyNotSupported = EAFNOSUPPORT;
#endif

} // namespace unmta
