#include "generator/Load.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <array>
#include <cmath>

namespace unmta::generator {

Load::Load(const Options &options)
    : m_options(options)
    , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
{
    if (options.tls != Tls::None)
        m_tls.emplace(options.tls, options.host);
    for (int i = 0; i < options.connections; ++i) {
        m_connections.push_back(std::make_unique<Connection>(options));
        m_idle.push_back(m_connections.back().get());
    }
}

Load::~Load()
{
    ::close(m_epoll);
}

void Load::watch(Connection &connection, bool isNew)
{
    epoll_event event{};
    event.events = connection.wantsToWrite() ? EPOLLOUT : EPOLLIN;
    event.data.ptr = &connection;
    ::epoll_ctl(m_epoll, isNew ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, connection.socket(), &event);
}

bool Load::ask(Connection &connection, Clock::time_point since)
{
    const bool isNew = !connection.isOpen();
    if (isNew && !connection.open(m_tls ? &*m_tls : nullptr)) {
        m_fault = connection.fault();
        return false;
    }
    const std::string &request = m_options.requests[m_next];
    m_next = m_next + 1 == m_options.requests.size() ? 0 : m_next + 1;
    ++m_underWay;
    const auto step = connection.ask(request, since);
    if (isNew || connection.wantsToWrite())
        watch(connection, isNew);
    return advance(connection, step);
}

bool Load::advance(Connection &connection, Connection::Step step)
{
    if (step == Connection::Step::Failed) {
        m_fault = connection.fault();
        return false;
    }
    if (step == Connection::Step::Answered)
        answered(connection);
    return true;
}

void Load::answered(Connection &connection)
{
    m_latencies.add(Clock::now() - connection.since());
    --m_underWay;
    if (!m_options.keepsAlive)
        connection.close(m_tls ? &*m_tls : nullptr);
    m_idle.push_back(&connection);
}

bool Load::look(bool waits)
{
    std::array<epoll_event, 256> events;
    constexpr int patienceMs = 20'000;
    const int count = ::epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), waits ? patienceMs : 0);
    if (count == 0 && waits) {
        m_fault = "no answer for 20 seconds";
        return false;
    }
    for (int i = 0; i < count; ++i) {
        auto &connection = *static_cast<Connection *>(events[static_cast<std::size_t>(i)].data.ptr);
        const bool wrote = connection.wantsToWrite();
        const auto step = connection.go();
        if (connection.wantsToWrite() != wrote)
            watch(connection, false);
        if (!advance(connection, step))
            return false;
    }
    return true;
}

bool Load::warmUp()
{
    // One after the other, so that those who resume a session find one.
    for (const auto &connection : m_connections) {
        m_idle.clear();
        if (!ask(*connection, Clock::now()))
            return false;
        while (m_underWay > 0) {
            if (!look(true))
                return false;
        }
    }
    m_idle.clear();
    for (const auto &connection : m_connections)
        m_idle.push_back(connection.get());
    return true;
}

// Recipients come independently of each other: pauses are distributed exponentially, the same ones in every run.
Clock::duration Load::nextPause()
{
    m_dice ^= m_dice << 13;
    m_dice ^= m_dice >> 7;
    m_dice ^= m_dice << 17;
    const double share = (static_cast<double>(m_dice >> 11) + 1) / 9007199254740993.0;
    return std::chrono::duration_cast<Clock::duration>(
        std::chrono::duration<double>(-std::log(share) / m_options.rate));
}

// Whoever finds no free connection waits from the moment he is due.
bool Load::sendWhatIsDue(Clock::time_point now)
{
    while (!m_idle.empty() && m_due <= now) {
        Connection &connection = *m_idle.front();
        m_idle.pop_front();
        const Clock::time_point since = m_due;
        m_due += nextPause();
        if (!ask(connection, since))
            return false;
    }
    return true;
}

bool Load::run()
{
    m_latencies.clear();
    if (m_tls)
        m_tls->forgetCounts();
    const auto begun = Clock::now();
    const auto ends =
        begun + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(m_options.seconds));
    m_due = begun;
    const bool isPaced = m_options.rate > 0;
    auto now = begun;
    while (now < ends) {
        if (isPaced && !sendWhatIsDue(now))
            return false;
        while (!isPaced && !m_idle.empty()) {
            Connection &connection = *m_idle.front();
            m_idle.pop_front();
            if (!ask(connection, Clock::now()))
                return false;
        }
        // On a core of its own; a timer of the system would be late by what is to be measured.
        if (!look(!isPaced))
            return false;
        now = Clock::now();
    }
    m_seconds = std::chrono::duration<double>(now - begun).count();
    while (m_underWay > 0) {
        if (!look(true))
            return false;
    }
    return true;
}

} // namespace unmta::generator
