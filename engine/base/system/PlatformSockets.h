// The system's headers for internet addresses and sockets, its numbers for what goes wrong with them, and how far it
// can be trusted to tell what they are ready for.
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
// Of a socket that is waited for by an event it tells that there is room again only after a write that found none, for
// which libcurl has a trick (reset_socket_fdwrite()) that wine does not know.
inline constexpr int longestSocketWaitMs = 100;
#else
inline constexpr long connectionRefused = ECONNREFUSED;
inline constexpr long hostUnreachable = EHOSTUNREACH;
inline constexpr long networkUnreachable = ENETUNREACH;
inline constexpr long addressNotAvailable = EADDRNOTAVAIL;
inline constexpr long familyNotSupported = EAFNOSUPPORT;
inline constexpr int longestSocketWaitMs = 60'000;
#endif

} // namespace unmta
