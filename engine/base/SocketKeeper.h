// Listening sockets that outlive a process: the service manager holds them while it starts the next one, so that nobody
// is refused meanwhile; who comes then waits in the socket's queue.
#pragma once

#include <QByteArray>

namespace unmta {

// One thread. A name has no colon and no control character.
class SocketKeeper
{
public:
    virtual ~SocketKeeper() = default;

    // The socket of that name that the process before has left, which is the caller's from now on; −1: there is none.
    [[nodiscard]] virtual int take(const QByteArray &name) = 0;
    // Has it kept under that name until whoever is responsible for this process stops it for good.
    virtual void keep(const QByteArray &name, int socket) = 0;
};

} // namespace unmta
