#include "http/sockets/SocketPoll.h"

#ifdef __linux__

#include "base/Log.h"

#include <sys/epoll.h>

#include <array>
#include <cstring>
#include <utility>

namespace unmta::http {

namespace {

constexpr int mostAtOnce = 128;

epoll_event eventOf(SocketPoll::Place place, bool forWriting)
{
    epoll_event event{};
    event.events = EPOLLIN | EPOLLRDHUP | EPOLLET | (forWriting ? EPOLLOUT : 0U);
    event.data.u32 = static_cast<quint32>(place);
    return event;
}

} // namespace

SocketPoll::SocketPoll(asio::io_context &context, std::function<void()> ready)
    : m_epoll(context)
    , m_ready(std::move(ready))
{
    const int descriptor = ::epoll_create1(EPOLL_CLOEXEC);
    asio::error_code error;
    if (descriptor >= 0)
        m_epoll.assign(descriptor, error);
    if (descriptor < 0 || error) {
        qCCritical(lcHttp).noquote() << "no epoll:" << std::strerror(errno);
        return;
    }
    wait();
}

void SocketPoll::close()
{
    asio::error_code ignored;
    m_epoll.close(ignored);
}

// One epoll within another: Asio looks after this one, which is ready when anything in it is.
void SocketPoll::wait()
{
    m_epoll.async_wait(asio::posix::stream_descriptor::wait_read, [this](asio::error_code error) {
        if (error)
            return;
        m_ready();
        wait();
    });
}

void SocketPoll::serve()
{
    std::array<epoll_event, mostAtOnce> events;
    const int count = ::epoll_wait(m_epoll.native_handle(), events.data(), mostAtOnce, 0);
    for (int i = 0; i < count; ++i) {
        const epoll_event &event = events[static_cast<std::size_t>(i)];
        // Whoever was here may have gone meanwhile, and somebody else come: he looks in vain, which does no harm.
        Waiter *const waiter = m_waiters[event.data.u32];
        if (!waiter)
            continue;
        const bool hasFailed = (event.events & (EPOLLHUP | EPOLLERR)) != 0;
        const bool hasEnded = hasFailed || (event.events & EPOLLRDHUP) != 0;
        waiter->onReady(
            {hasEnded || (event.events & EPOLLIN) != 0, hasFailed || (event.events & EPOLLOUT) != 0, hasEnded});
    }
}

SocketPoll::Place SocketPoll::add(int socket, Waiter &waiter)
{
    const bool isNew = m_free.empty();
    const Place place = isNew ? static_cast<Place>(m_waiters.size()) : m_free.back();
    epoll_event event = eventOf(place, false);
    if (::epoll_ctl(m_epoll.native_handle(), EPOLL_CTL_ADD, socket, &event) != 0)
        return nowhere;
    if (isNew)
        m_waiters.push_back(&waiter);
    else
        m_free.pop_back();
    m_waiters[static_cast<std::size_t>(place)] = &waiter;
    return place;
}

void SocketPoll::tellAgain(int socket, Place place, bool forWriting)
{
    epoll_event event = eventOf(place, forWriting);
    ::epoll_ctl(m_epoll.native_handle(), EPOLL_CTL_MOD, socket, &event);
}

void SocketPoll::remove(Place place)
{
    m_waiters[static_cast<std::size_t>(place)] = nullptr;
    m_free.push_back(place);
}

} // namespace unmta::http

#endif
