// A connection's socket that nobody waits for yet. Asio makes a socket known to the poller as soon as it has it; most
// connections of recipients ask once, at once, and are over without anybody ever having waited. Internal.
#pragma once

#include "base/Bytes.h"
#include "http/Asio.h"

#include <memory>
#include <optional>

namespace unmta::http {

// Non-blocking, and closed with this object.
class NewSocket
{
public:
    using Socket = asio::ip::tcp::socket;
    using Acceptor = asio::ip::tcp::acceptor;
    using Endpoint = asio::ip::tcp::endpoint;

    // The socket counts as writable again when less than this is unsent.
    static constexpr int unsentLowWater = 16 * KiB;

    // The next connection that waits, with what the acceptor's sockets are to be like. None, and no error, when none
    // waits any more; an error when accepting itself fails, as without descriptors.
    [[nodiscard]] static std::optional<NewSocket> accept(Acceptor &acceptor, asio::error_code &error);
    // What every connection of that acceptor shall have, where the system lets them inherit it.
    static void prepare(Acceptor &acceptor);

    // Takes the socket back from Asio, where the system can do that; else it stays with the context that it was with.
    NewSocket(Socket socket, const Endpoint &remote);
    NewSocket(NewSocket &&other) noexcept;
    NewSocket &operator=(NewSocket &&other) = delete;
    ~NewSocket();

    [[nodiscard]] const Endpoint &remote() const { return m_remote; }
    [[nodiscard]] Socket::native_handle_type handle() const { return m_handle; }
    [[nodiscard]] bool isHeld() const { return m_held; }
    // Makes the socket known to Asio, of this context; this object has none then.
    [[nodiscard]] Socket intoSocket(asio::io_context &context);

private:
    NewSocket(Socket::native_handle_type handle, const Endpoint &remote)
        : m_handle(handle)
        , m_remote(remote)
        , m_held(true)
    {}

    Socket::native_handle_type m_handle;
    Endpoint m_remote;
    std::unique_ptr<Socket> m_known; // where Asio could not let go of it
    bool m_held;
};

} // namespace unmta::http
