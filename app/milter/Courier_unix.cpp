#include "milter/Courier.h"

#include "base/Bytes.h"

#include <algorithm>
#include <cerrno>
#include <csignal>

#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/syscall.h>
#endif
#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0
#endif

namespace unmta::milter {

namespace {

constexpr int wantedSendBuffer = 8 * MiB; // the system grants what its limit permits
constexpr int patienceMs = 300'000;       // for a server that reads nothing

// Between fork() and _exit() only calls that are safe in a signal handler are allowed: other threads may have held
// locks.

void closeAllBut(int first, int second)
{
    const int low = std::min(first, second);
    const int high = std::max(first, second);
#ifdef SYS_close_range
    if (::syscall(SYS_close_range, 3u, static_cast<unsigned>(low - 1), 0u) == 0 &&
        ::syscall(SYS_close_range, static_cast<unsigned>(low + 1), static_cast<unsigned>(high - 1), 0u) == 0 &&
        ::syscall(SYS_close_range, static_cast<unsigned>(high + 1), ~0u, 0u) == 0)
        return;
#endif
    const int end = static_cast<int>(std::min(::sysconf(_SC_OPEN_MAX), 65'536L));
    for (int descriptor = 3; descriptor < end; ++descriptor) {
        if (descriptor != low && descriptor != high)
            ::close(descriptor);
    }
}

[[noreturn]] void runCourier(int socket, int done, const char *data, std::size_t size)
{
    ::signal(SIGTERM, SIG_IGN);
    ::signal(SIGINT, SIG_IGN);
    ::signal(SIGHUP, SIG_IGN);
    ::signal(SIGPIPE, SIG_IGN);
    closeAllBut(socket, done); // or other connections would seem open while we live
    while (size > 0) {
        const ssize_t sent = ::send(socket, data, size, MSG_NOSIGNAL);
        if (sent > 0) {
            data += sent;
            size -= static_cast<std::size_t>(sent);
            continue;
        }
        if (sent < 0 && errno == EINTR)
            continue;
        pollfd waiting{socket, POLLOUT, 0};
        const bool again = sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
        if (!again || ::poll(&waiting, 1, patienceMs) <= 0)
            ::_exit(1);
    }
    ::_exit(0);
}

} // namespace

qsizetype prepareSendBuffer(int socket)
{
    (void)::setsockopt(socket, SOL_SOCKET, SO_SNDBUF, &wantedSendBuffer, sizeof wantedSendBuffer);
    int granted = 0;
    socklen_t length = sizeof granted;
    if (::getsockopt(socket, SOL_SOCKET, SO_SNDBUF, &granted, &length) != 0)
        return 0;
    return granted / 4; // the system counts its own bookkeeping too
}

std::optional<Courier> sendCourier(int socket, QByteArrayView bytes)
{
    int ends[2];
    if (::pipe(ends) != 0)
        return std::nullopt;
    const pid_t process = ::fork();
    if (process == 0)
        runCourier(socket, ends[1], bytes.data(), static_cast<std::size_t>(bytes.size()));
    ::close(ends[1]);
    if (process < 0) {
        ::close(ends[0]);
        return std::nullopt;
    }
    return Courier{process, ends[0]};
}

bool Courier::succeeded() const
{
    int status = 0;
    while (::waitpid(process, &status, 0) < 0) {
        if (errno != EINTR)
            return false;
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

} // namespace unmta::milter
