// Keys for TLS session tickets. Internal.
#pragma once

#include "base/Clock.h"
#include "http/server/SharedTickets.h"

#include <array>
#include <chrono>
#include <memory>
#include <mutex>

namespace unmta::http {

// Keys for session tickets (RFC 5077, RFC 8446 section 4.6.1), known to this process only, unless they are shared. A
// key seals for `period` and opens for as long again; then sessions sealed with it cannot be read by anybody. Any
// thread.
class TicketKeys
{
public:
    struct Key
    {
        std::array<unsigned char, 16> name;
        std::array<unsigned char, 32> cipher;
        std::array<unsigned char, 32> mac;
    };
    static constexpr std::chrono::hours period{8};

    explicit TicketKeys(const Clock &clock, std::shared_ptr<const SharedTickets> shared = {})
        : m_clock(clock)
        , m_shared(std::move(shared))
    {}
    ~TicketKeys();
    // False when the system has no randomness to offer.
    [[nodiscard]] bool sealingKey(Key &key);
    // `current` tells whether a fresh ticket should replace this one.
    [[nodiscard]] bool openingKey(const unsigned char *name, Key &key, bool &current);

private:
    struct Generation
    {
        Key key{};
        std::chrono::steady_clock::time_point made{};
        bool present = false;
    };
    [[nodiscard]] bool rotate();

    const Clock &m_clock;
    const std::shared_ptr<const SharedTickets> m_shared;
    std::mutex m_mutex;
    Generation m_current;
    Generation m_previous;
};

} // namespace unmta::http
