#include "sandbox/SandboxDnsServer.h"

#include "base/Bytes.h"
#include "dns/DnsCodec.h"
#include "sandbox/SandboxDnsData.h"

#include <asio/buffer.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/ip/udp.hpp>
#include <asio/read.hpp>
#include <asio/steady_timer.hpp>
#include <asio/write.hpp>

#include <array>
#include <atomic>
#include <mutex>
#include <thread>

using namespace Qt::StringLiterals;

namespace unmta {

namespace {

using asio::ip::tcp;
using asio::ip::udp;

constexpr int PortTries = 20;
constexpr auto TcpIdle = std::chrono::seconds(10);
constexpr qsizetype PlainUdpSize = 512;

// Bytes of a query in, bytes of the reply out; empty for what deserves none.
using Answerer = std::function<QByteArray(QByteArrayView query, bool overTcp)>;

// One client's connection: length-prefixed queries, one after the other.
class TcpSession : public std::enable_shared_from_this<TcpSession>
{
public:
    TcpSession(tcp::socket socket, const Answerer &answer)
        : m_socket(std::move(socket))
        , m_timer(m_socket.get_executor())
        , m_answer(answer)
    {}

    void read()
    {
        m_timer.expires_after(TcpIdle);
        m_timer.async_wait([self = shared_from_this()](asio::error_code error) {
            if (!error)
                self->close();
        });
        asio::async_read(m_socket, asio::buffer(m_length), [self = shared_from_this()](asio::error_code error, size_t) {
            if (error) {
                self->close();
                return;
            }
            self->m_buffer.resize((self->m_length[0] << 8) | self->m_length[1]);
            asio::async_read(self->m_socket, asio::buffer(self->m_buffer.data(), size_t(self->m_buffer.size())),
                             [self](asio::error_code readError, size_t) { readError ? self->close() : self->reply(); });
        });
    }

private:
    void reply()
    {
        const QByteArray answer = m_answer(m_buffer, true);
        if (answer.isEmpty()) {
            close();
            return;
        }
        m_buffer = QByteArray{}.append(char(answer.size() >> 8)).append(char(answer.size() & 0xff)) + answer;
        asio::async_write(
            m_socket, asio::buffer(m_buffer.constData(), size_t(m_buffer.size())),
            [self = shared_from_this()](asio::error_code error, size_t) { error ? self->close() : self->read(); });
    }

    void close()
    {
        asio::error_code ignored;
        m_socket.close(ignored);
        m_timer.cancel();
    }

    tcp::socket m_socket;
    asio::steady_timer m_timer;
    const Answerer &m_answer; // the server outlives the loop that runs this
    std::array<unsigned char, 2> m_length;
    QByteArray m_buffer;
};

} // namespace

class SandboxDnsServer::Server
{
public:
    Server()
        : m_answer([this](QByteArrayView query, bool overTcp) { return answer(query, overTcp); })
    {}
    ~Server() { stop(); }

    Result<void> start(const QString &address, std::uint16_t port)
    {
        stop();
        asio::error_code error;
        const auto where = asio::ip::make_address(address.toStdString(), error);
        auto loop = std::make_unique<Loop>();
        // The same port for both protocols: the system's choice for TCP may be taken for UDP.
        for (int tries = 0; !error && tries < PortTries; ++tries) {
            loop = std::make_unique<Loop>();
            if (loop->open(where, port, error) || port != 0)
                break;
            if (tries + 1 < PortTries)
                error = {};
        }
        if (error)
            return Error(u"sandbox.dns_listen"_s, {}, {{u"address"_s, dns::endpointText(dns::Endpoint{address, port})}},
                         QString::fromStdString(error.message()));
        const std::lock_guard lock(m_mutex);
        m_data.setOwnAddress(address);
        m_endpoint = {address, loop->acceptor.local_endpoint().port()};
        m_loop = std::move(loop);
        receive();
        accept();
        m_thread = std::thread([io = &m_loop->io] { io->run(); });
        return {};
    }

    void stop()
    {
        if (!m_thread.joinable())
            return;
        m_loop->io.stop();
        m_thread.join();
        m_loop.reset();
    }

    QByteArray answer(QByteArrayView bytes, bool overTcp)
    {
        const auto query = dns::decode(bytes);
        if (!query.ok() || query->response || query->question.name.isEmpty())
            return {};
        dns::Message reply;
        {
            const std::lock_guard lock(m_mutex);
            reply = m_data.answer(*query);
        }
        m_answered.fetch_add(1, std::memory_order_relaxed);
        const qsizetype room = query->edns ? std::max<qsizetype>(query->udpSize, PlainUdpSize) : PlainUdpSize;
        auto wire = dns::encode(reply, overTcp ? 65535 : room);
        return wire.ok() ? std::move(wire).value() : QByteArray();
    }

    mutable std::mutex m_mutex; // guards m_data and m_endpoint
    SandboxDnsData m_data;
    dns::Endpoint m_endpoint;
    std::atomic<std::uint64_t> m_answered = 0;

private:
    struct Loop
    {
        bool open(const asio::ip::address &address, std::uint16_t port, asio::error_code &error)
        {
            const tcp::endpoint wanted(address, port);
            acceptor.open(wanted.protocol(), error);
            if (!error)
                acceptor.set_option(tcp::acceptor::reuse_address(true), error);
            if (!error)
                acceptor.bind(wanted, error);
            if (!error)
                acceptor.listen(64, error);
            if (error)
                return false;
            const udp::endpoint same(address, acceptor.local_endpoint().port());
            socket.open(same.protocol(), error);
            if (!error)
                socket.bind(same, error);
            if (error)
                return false;
            asio::error_code ignored;
            socket.set_option(udp::socket::receive_buffer_size(MiB), ignored);
            return true;
        }

        asio::io_context io{1};
        tcp::acceptor acceptor{io};
        udp::socket socket{io};
        udp::endpoint peer;
        std::array<char, 4096> datagram;
    };

    void receive()
    {
        m_loop->socket.async_receive_from(
            asio::buffer(m_loop->datagram), m_loop->peer, [this](asio::error_code error, size_t size) {
                if (error == asio::error::operation_aborted)
                    return;
                const QByteArray reply =
                    error ? QByteArray() : answer({m_loop->datagram.data(), static_cast<qsizetype>(size)}, false);
                asio::error_code ignored;
                if (!reply.isEmpty())
                    m_loop->socket.send_to(asio::buffer(reply.constData(), size_t(reply.size())), m_loop->peer, 0,
                                           ignored);
                receive();
            });
    }

    void accept()
    {
        m_loop->acceptor.async_accept([this](asio::error_code error, tcp::socket socket) {
            if (error == asio::error::operation_aborted)
                return;
            if (!error)
                std::make_shared<TcpSession>(std::move(socket), m_answer)->read();
            accept();
        });
    }

    const Answerer m_answer;
    std::unique_ptr<Loop> m_loop;
    std::thread m_thread;
};

SandboxDnsServer::SandboxDnsServer()
    : m_server(std::make_unique<Server>())
{}

SandboxDnsServer::~SandboxDnsServer() = default;

Result<void> SandboxDnsServer::start(const QString &address, std::uint16_t port)
{
    return m_server->start(address, port);
}

void SandboxDnsServer::stop()
{
    m_server->stop();
}

dns::Endpoint SandboxDnsServer::endpoint() const
{
    const std::lock_guard lock(m_server->m_mutex);
    return m_server->m_endpoint;
}

void SandboxDnsServer::addZone(const QString &zone, const QString &nameServer)
{
    const std::lock_guard lock(m_server->m_mutex);
    m_server->m_data.addZone(zone, nameServer);
}

void SandboxDnsServer::setProvider(const QStringList &nameServers, std::function<QString(const QString &name)> zoneOf)
{
    const std::lock_guard lock(m_server->m_mutex);
    m_server->m_data.setProvider(nameServers, std::move(zoneOf));
}

Result<void> SandboxDnsServer::setRecord(const QString &name, const QString &type, const QString &value,
                                         std::uint32_t ttl)
{
    const std::lock_guard lock(m_server->m_mutex);
    return m_server->m_data.set({name, type, value, ttl});
}

Result<void> SandboxDnsServer::addRecord(const QString &name, const QString &type, const QString &value,
                                         std::uint32_t ttl)
{
    const std::lock_guard lock(m_server->m_mutex);
    return m_server->m_data.add({name, type, value, ttl});
}

bool SandboxDnsServer::removeRecord(const QString &name, const QString &type)
{
    const std::lock_guard lock(m_server->m_mutex);
    return m_server->m_data.remove(name, type);
}

QList<SandboxDnsRecord> SandboxDnsServer::records() const
{
    const std::lock_guard lock(m_server->m_mutex);
    return m_server->m_data.records();
}

std::uint64_t SandboxDnsServer::queriesAnswered() const
{
    return m_server->m_answered;
}

} // namespace unmta
