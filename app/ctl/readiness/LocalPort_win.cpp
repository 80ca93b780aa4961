#include "ctl/readiness/LocalPort.h"

#include <winsock2.h>

#include <ws2tcpip.h>

namespace unmta::ctl {

bool isListening(quint16 port)
{
    WSADATA data{};
    if (WSAStartup(MAKEWORD(2, 2), &data) != 0)
        return false;
    bool isThere = false;
    const SOCKET socket = ::socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    if (socket != INVALID_SOCKET) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        // A refusal takes Windows two seconds, in which it asks again.
        isThere = ::connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
        ::closesocket(socket);
    }
    WSACleanup();
    return isThere;
}

} // namespace unmta::ctl
