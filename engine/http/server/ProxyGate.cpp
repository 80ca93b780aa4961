#include "http/server/ProxyGate.h"

#include <array>
#include <vector>

namespace unmta::http {

void ProxyGate::take(Socket socket, bool tls, TimePoint deadline)
{
    const auto waiter = std::make_shared<Waiter>(Waiter{std::move(socket), tls, deadline, {}});
    m_waiting.insert(waiter);
    read(waiter);
}

// Looks first and takes then, since what stands behind the header is for somebody else.
void ProxyGate::read(const std::shared_ptr<Waiter> &waiter)
{
    std::array<char, 256> bytes; // more than most headers have
    asio::error_code error;
    while (waiter->header.state() == ProxyHeader::State::Reading) {
        const auto seen = waiter->socket.receive(asio::buffer(bytes), asio::socket_base::message_peek, error);
        if (error == asio::error::would_block || error == asio::error::try_again) {
            waiter->socket.async_wait(Socket::wait_read, [this, waiter](asio::error_code failed) {
                if (m_waiting.contains(waiter))
                    failed ? refuse(waiter, refusalOf(*waiter)) : read(waiter);
            });
            return;
        }
        if (error || seen == 0)
            return refuse(waiter, refusalOf(*waiter));
        const std::size_t used = waiter->header.feed({bytes.data(), seen});
        waiter->socket.receive(asio::buffer(bytes.data(), used), 0, error);
    }
    if (waiter->header.state() == ProxyHeader::State::Failed)
        return refuse(waiter, Refusal::Malformed);
    m_waiting.erase(waiter);
    m_ways.admit(std::move(waiter->socket), waiter->tls, waiter->header.client());
}

// Of a connection that has ended, or that was reset.
ProxyGate::Refusal ProxyGate::refusalOf(const Waiter &waiter)
{
    return waiter.header.isEmpty() ? Refusal::Left : Refusal::Malformed;
}

void ProxyGate::refuse(const std::shared_ptr<Waiter> &waiter, Refusal why)
{
    m_waiting.erase(waiter);
    m_ways.refuse(waiter->socket, why);
    asio::error_code ignored;
    waiter->socket.close(ignored);
}

void ProxyGate::checkDeadlines(TimePoint now)
{
    std::vector<std::shared_ptr<Waiter>> late;
    for (const auto &waiter : m_waiting) {
        if (now >= waiter->deadline)
            late.push_back(waiter);
    }
    for (const auto &waiter : late)
        refuse(waiter, Refusal::Late);
}

void ProxyGate::hurry(TimePoint deadline)
{
    for (const auto &waiter : m_waiting)
        waiter->deadline = std::min(waiter->deadline, deadline);
}

void ProxyGate::cutAll()
{
    asio::error_code ignored;
    for (const auto &waiter : m_waiting)
        waiter->socket.close(ignored);
    m_waiting.clear();
}

} // namespace unmta::http
