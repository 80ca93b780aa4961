#include "common/ServiceManager.h"

#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <cstring>

namespace unmta::service_manager {

namespace {

void tell(const QByteArray &state, int attached = -1)
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
    iovec text = {const_cast<char *>(state.constData()), static_cast<std::size_t>(state.size())};
    msghdr message = {};
    message.msg_name = &address;
    message.msg_namelen = size;
    message.msg_iov = &text;
    message.msg_iovlen = 1;
    alignas(cmsghdr) char rights[CMSG_SPACE(sizeof(int))] = {};
    if (attached >= 0) {
        message.msg_control = rights;
        message.msg_controllen = sizeof(rights);
        cmsghdr *const head = CMSG_FIRSTHDR(&message);
        head->cmsg_level = SOL_SOCKET;
        head->cmsg_type = SCM_RIGHTS;
        head->cmsg_len = CMSG_LEN(sizeof(int));
        std::memcpy(CMSG_DATA(head), &attached, sizeof(int));
    }
    // Nobody there is nobody to tell.
    (void)::sendmsg(descriptor, &message, MSG_DONTWAIT);
    ::close(descriptor);
}

} // namespace

bool isThere()
{
    return qEnvironmentVariableIsSet("NOTIFY_SOCKET");
}

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

void keep(const QByteArray &name, int socket)
{
    tell("FDSTORE=1\nFDNAME=" + name, socket);
}

void forget(const QByteArray &name)
{
    tell("FDSTOREREMOVE=1\nFDNAME=" + name);
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
