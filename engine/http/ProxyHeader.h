// What a proxy says at a connection's start, before any byte of the client's: the PROXY protocol of HAProxy, versions 1
// (text) and 2 (binary).
#pragma once

#include "base/IpAddress.h"

#include <optional>
#include <string>
#include <string_view>

namespace unmta::http {

// Reads one header, in pieces of any size. What it says is for whoever knows that a proxy sent it; who may be believed
// is not decided here. Additional values (TLVs), PP2_TYPE_SSL among them, are passed over unread.
class ProxyHeader
{
public:
    enum class State : quint8
    {
        Reading,
        Done,
        Failed, // no such header, or one that breaks the protocol's rules or `mostBytes`
    };

    struct Client
    {
        IpAddress address;
        quint16 port = 0;

        bool operator==(const Client &) const = default;
    };

    // As a whole; version 1 has 107 at most.
    static constexpr std::size_t mostBytes = 4096;

    // Takes the header's bytes and returns how many these were; those behind it are the client's. Until it is Done, all
    // of them; once it has Failed, the number means nothing.
    std::size_t feed(std::string_view bytes);
    [[nodiscard]] State state() const { return m_state; }
    // Once it is Done: whose connection the proxy passes on. None when it speaks for itself (LOCAL), does not know, or
    // the client has no address of IP (Unix sockets).
    [[nodiscard]] std::optional<Client> client() const { return m_state == State::Done ? m_client : std::nullopt; }
    [[nodiscard]] bool isEmpty() const { return m_head.empty(); }

private:
    void take(char c);
    void readLine();
    void readFixedPart();
    void readAddresses();

    State m_state = State::Reading;
    std::optional<Client> m_client;
    std::string m_head; // what has come of the part that is looked at
    std::size_t m_wanted = 0;
    std::size_t m_skip = 0; // behind that part
};

} // namespace unmta::http
