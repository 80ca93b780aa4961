#include "LyingDnsServer.h"

#include "dns/DnsCodec.h"

#include <asio/buffer.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/ip/udp.hpp>
#include <asio/read.hpp>
#include <asio/steady_timer.hpp>
#include <asio/write.hpp>

#include <array>
#include <thread>

using namespace Qt::StringLiterals;

namespace unmta::test {

using asio::ip::tcp;
using asio::ip::udp;

dns::Message LyingExchange::honest() const
{
    dns::Message reply;
    reply.id = query.id;
    reply.response = true;
    reply.authoritative = true;
    reply.recursionAvailable = true;
    reply.recursionDesired = query.recursionDesired;
    reply.checkingDisabled = query.checkingDisabled;
    reply.edns = query.edns;
    reply.question = query.question;
    return reply;
}

void LyingExchange::send(const dns::Message &message)
{
    replies << wireOf(message);
}

QByteArray wireOf(const dns::Message &message)
{
    auto wire = dns::encode(message);
    return wire.ok() ? std::move(wire).value() : QByteArray();
}

class LyingDnsServer::Loop
{
public:
    Loop(Liar liar, Tcp tcp)
        : m_liar(std::move(liar))
    {
        m_elsewhere.open(udp::v4());
        m_elsewhere.bind({asio::ip::address_v4::loopback(), 0});
        bindBoth();
        m_udp.set_option(udp::socket::receive_buffer_size(1 << 20));
        if (tcp == Tcp::Yes) {
            m_acceptor.listen();
            accept();
        }
        m_port = m_udp.local_endpoint().port();
        receive();
        m_thread = std::thread([this] { m_io.run(); });
    }

    ~Loop()
    {
        m_io.stop();
        m_thread.join();
    }

    [[nodiscard]] std::uint16_t port() const { return m_port; }

    std::atomic<int> m_udpQueries = 0;
    std::atomic<int> m_tcpQueries = 0;

private:
    // Both protocols on one port; without TCP the port is held but nobody listens. What is free for the one may be
    // taken for the other: every client's socket takes a port of UDP.
    void bindBoth()
    {
        const auto loopback = asio::ip::address_v4::loopback();
        asio::error_code error = asio::error::address_in_use;
        for (int tries = 0; error == asio::error::address_in_use && tries < 100; ++tries) {
            m_acceptor = tcp::acceptor(m_io, tcp::v4());
            m_acceptor.bind({loopback, 0});
            m_udp = udp::socket(m_io, udp::v4());
            m_udp.bind({loopback, m_acceptor.local_endpoint().port()}, error);
        }
        if (error)
            qFatal("the lying server finds no port: %s", error.message().c_str());
    }

    struct Session
    {
        explicit Session(tcp::socket &&accepted)
            : socket(std::move(accepted))
        {}
        tcp::socket socket;
        std::array<unsigned char, 2> length{};
        QByteArray buffer;
    };

    LyingExchange lie(const QByteArray &wire, bool overTcp)
    {
        LyingExchange exchange;
        exchange.wire = wire;
        exchange.overTcp = overTcp;
        auto query = dns::decode(wire);
        if (query.ok()) {
            exchange.query = *query;
            m_liar(exchange);
        }
        return exchange;
    }

    void receive()
    {
        m_udp.async_receive_from(asio::buffer(m_datagram), m_peer, [this](asio::error_code error, size_t size) {
            if (error == asio::error::operation_aborted)
                return;
            if (!error) {
                ++m_udpQueries;
                const LyingExchange exchange = lie(QByteArray(m_datagram.data(), qsizetype(size)), false);
                asio::error_code ignored;
                for (const QByteArray &datagram : exchange.fromElsewhere)
                    m_elsewhere.send_to(asio::buffer(datagram.constData(), size_t(datagram.size())), m_peer, 0,
                                        ignored);
                reply(exchange);
            }
            receive();
        });
    }

    void reply(const LyingExchange &exchange)
    {
        const auto send = [this, replies = exchange.replies, peer = m_peer] {
            asio::error_code ignored;
            for (const QByteArray &datagram : replies)
                m_udp.send_to(asio::buffer(datagram.constData(), size_t(datagram.size())), peer, 0, ignored);
        };
        if (exchange.delay <= Millis(0)) {
            send();
            return;
        }
        const auto timer = std::make_shared<asio::steady_timer>(m_io, exchange.delay);
        timer->async_wait([timer, send](asio::error_code error) {
            if (!error)
                send();
        });
    }

    void accept()
    {
        m_acceptor.async_accept([this](asio::error_code error, tcp::socket socket) {
            if (error)
                return;
            read(std::make_shared<Session>(std::move(socket)));
            accept();
        });
    }

    void read(const std::shared_ptr<Session> &session)
    {
        asio::async_read(
            session->socket, asio::buffer(session->length), [this, session](asio::error_code error, size_t) {
                if (error)
                    return;
                session->buffer.resize((session->length[0] << 8) | session->length[1]);
                asio::async_read(session->socket, asio::buffer(session->buffer.data(), size_t(session->buffer.size())),
                                 [this, session](asio::error_code readError, size_t) {
                                     if (!readError)
                                         answer(session);
                                 });
            });
    }

    void answer(const std::shared_ptr<Session> &session)
    {
        ++m_tcpQueries;
        const LyingExchange exchange = lie(session->buffer, true);
        session->buffer.clear();
        for (const QByteArray &reply : exchange.replies)
            session->buffer.append(char(reply.size() >> 8)).append(char(reply.size() & 0xff)).append(reply);
        asio::async_write(session->socket, asio::buffer(session->buffer.constData(), size_t(session->buffer.size())),
                          [this, session](asio::error_code error, size_t) {
                              if (!error)
                                  read(session);
                          });
    }

    const Liar m_liar;
    asio::io_context m_io{1};
    udp::socket m_udp{m_io};
    udp::socket m_elsewhere{m_io};
    tcp::acceptor m_acceptor{m_io};
    udp::endpoint m_peer;
    std::array<char, 4096> m_datagram{};
    std::uint16_t m_port = 0;
    std::thread m_thread;
};

LyingDnsServer::LyingDnsServer(Liar liar, Tcp tcp)
    : m_loop(std::make_unique<Loop>(std::move(liar), tcp))
{}

LyingDnsServer::~LyingDnsServer() = default;

dns::Endpoint LyingDnsServer::endpoint() const
{
    return {u"127.0.0.1"_s, m_loop->port()};
}

int LyingDnsServer::udpQueries() const
{
    return m_loop->m_udpQueries;
}

int LyingDnsServer::tcpQueries() const
{
    return m_loop->m_tcpQueries;
}

} // namespace unmta::test
