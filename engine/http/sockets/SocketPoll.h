// Which of a worker's connections have something to do, by epoll. A connection is made known once, when it first waits,
// and costs no further call: Asio would arm its socket anew for each wait, which is a system call per request.
// Linux only; elsewhere connections wait by Asio. One thread. Internal.
#pragma once

#include <QtGlobal>

#ifdef __linux__

#include "http/Asio.h"

#include <asio/posix/stream_descriptor.hpp>

#include <functional>
#include <vector>

namespace unmta::http {

class SocketPoll
{
public:
    // What has come for a socket since it was last told of; edges, so each is told once.
    struct Readiness
    {
        bool toRead;   // be it an end
        bool toWrite;  // be it a failure
        bool hasEnded; // the peer sends nothing more, or the socket has failed
    };
    class Waiter
    {
    public:
        virtual ~Waiter() = default;
        // May close this or any other connection. Now and then nothing has come after all.
        virtual void onReady(Readiness readiness) = 0;
    };
    using Place = qint32;
    static constexpr Place nowhere = -1;

    // `ready` is called when any have something to do, and calls serve().
    SocketPoll(asio::io_context &context, std::function<void()> ready);
    // Tells all that are found ready together.
    void serve();
    // Nobody is told any more.
    void close();

    // Tells, from then on, what comes to be read, beginning with what is there. `nowhere` when the system has no room.
    [[nodiscard]] Place add(int socket, Waiter &waiter);
    // Tells again what is there; until the next such call of room for writing, too, or not.
    void tellAgain(int socket, Place place, bool forWriting);
    // The socket is closed next, which is what makes the system forget it.
    void remove(Place place);

private:
    void wait();

    asio::posix::stream_descriptor m_epoll;
    std::function<void()> m_ready;
    std::vector<Waiter *> m_waiters; // by place; null where nobody is
    std::vector<Place> m_free;
};

} // namespace unmta::http

#endif
