#include "common/ServiceManager.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <cstring>

namespace unmta::service_manager {

namespace {

void tell(const QByteArray &state)
{
    const QByteArray path = qgetenv("NOTIFY_SOCKET");
    sockaddr_un address = {};
    if (path.isEmpty() || static_cast<std::size_t>(path.size()) >= sizeof(address.sun_path))
        return;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.constData(), static_cast<std::size_t>(path.size()));
    if (path.startsWith('@')) // an abstract name
        address.sun_path[0] = '\0';
    const int descriptor = ::socket(AF_UNIX, SOCK_DGRAM, 0);
    if (descriptor < 0)
        return;
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + static_cast<std::size_t>(path.size()));
    // Nobody there is nobody to tell.
    (void)::sendto(descriptor, state.constData(), static_cast<std::size_t>(state.size()), MSG_DONTWAIT,
                   reinterpret_cast<const sockaddr *>(&address), size);
    ::close(descriptor);
}

} // namespace

void ready()
{
    tell("READY=1");
}

void stopping()
{
    tell("STOPPING=1");
}

void alive()
{
    tell("WATCHDOG=1");
}

std::optional<std::chrono::milliseconds> watchdog()
{
    const QByteArray pid = qgetenv("WATCHDOG_PID");
    const std::chrono::microseconds limit(qgetenv("WATCHDOG_USEC").toLongLong());
    if (limit.count() <= 0 || (!pid.isEmpty() && pid.toLongLong() != ::getpid()))
        return std::nullopt;
    return std::chrono::duration_cast<std::chrono::milliseconds>(limit);
}

} // namespace unmta::service_manager
