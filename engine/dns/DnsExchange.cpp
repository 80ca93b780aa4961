#include "dns/DnsExchange.h"

#include "dns/DnsCodec.h"

#include <asio/buffer.hpp>
#include <asio/post.hpp>
#include <asio/read.hpp>
#include <asio/write.hpp>

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace unmta::dns {

namespace {

constexpr qsizetype HeaderSize = 12;

unsigned char byteAt(QByteArrayView bytes, qsizetype at)
{
    return static_cast<unsigned char>(bytes[at]);
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Where the question section of a query of ours ends: name, type, class.
qsizetype questionEnd(QByteArrayView query)
{
    qsizetype at = HeaderSize;
    while (byteAt(query, at) != 0)
        at += 1 + byteAt(query, at);
    return at + 5;
}

// Random letter case in the name makes a guessed reply a thousand times less likely ("0x20 encoding").
void mixCase(QByteArray &query, QByteArrayView randomBits)
{
    qsizetype at = HeaderSize;
    qsizetype bit = 0;
    while (byteAt(query, at) != 0) {
        const qsizetype end = at + 1 + byteAt(query, at);
        for (++at; at < end; ++at) {
            if (!isLetter(query[at]))
                continue;
            const bool flip = (byteAt(randomBits, (bit / 8) % randomBits.size()) >> (bit % 8)) & 1;
            ++bit;
            if (flip)
                query[at] = static_cast<char>(query[at] ^ 0x20);
        }
    }
}

QString errorCodeOf(const asio::error_code &error)
{
    if (error == asio::error::connection_refused || error == asio::error::connection_reset)
        return u"dns.unreachable"_s;
    return u"dns.network_down"_s;
}

DnsOutcome outcomeOf(const Result<Message> &result)
{
    if (!result) {
        const QString &code = result.error().code;
        return code == u"dns.timeout"_s     ? DnsOutcome::Timeout
               : code == u"dns.malformed"_s ? DnsOutcome::Malformed
                                            : DnsOutcome::Unreachable;
    }
    switch (result->rcode) {
    case Rcode::NoError:
        return DnsOutcome::NoError;
    case Rcode::NxDomain:
        return DnsOutcome::NxDomain;
    case Rcode::ServFail:
        return DnsOutcome::ServFail;
    case Rcode::Refused:
        return DnsOutcome::Refused;
    default:
        return DnsOutcome::OtherRcode;
    }
}

} // namespace

DnsExchange::DnsExchange(asio::io_context &io, Random &random, DnsCounters &counters, asio::ip::address address,
                         std::uint16_t port, Question question, const QueryOptions &options, QueryDone done)
    : m_udp(io)
    , m_tcp(io)
    , m_timer(io)
    , m_random(random)
    , m_counters(counters)
    , m_address(std::move(address))
    , m_port(port)
    , m_question(std::move(question))
    , m_options(options)
    , m_done(std::move(done))
{}

void DnsExchange::start()
{
    asio::post(m_udp.get_executor(), [self = shared_from_this()] { self->startUdp(); });
}

// A fresh id and fresh letter case for every attempt.
bool DnsExchange::prepareWire()
{
    const QByteArray random = m_random.bytes(34);
    const auto id = static_cast<std::uint16_t>((byteAt(random, 0) << 8) | byteAt(random, 1));
    auto wire = encodeQuery(id, m_question,
                            {m_options.recursionDesired, m_options.checkingDisabled, m_edns, m_options.authenticated});
    if (!wire.ok()) {
        finish(wire.error());
        return false;
    }
    m_wire = std::move(wire).value();
    if (m_mixCase)
        mixCase(m_wire, QByteArrayView(random).sliced(2));
    return true;
}

DnsExchange::Match DnsExchange::matchOf(QByteArrayView reply) const
{
    const qsizetype end = questionEnd(m_wire);
    if (reply.size() < end || std::memcmp(reply.data(), m_wire.constData(), 2) != 0)
        return Match::No;
    // QR set, opcode QUERY, exactly one question.
    if ((byteAt(reply, 2) & 0xf8) != 0x80 || byteAt(reply, 4) != 0 || byteAt(reply, 5) != 1)
        return Match::No;
    bool exact = true;
    for (qsizetype i = HeaderSize; i < end; ++i) {
        const char got = reply[i];
        const char sent = m_wire[i];
        if (got == sent)
            continue;
        if ((got ^ 0x20) != sent || !isLetter(sent) || i >= end - 5)
            return Match::No;
        exact = false;
    }
    return exact ? Match::Exact : Match::CaseDiffers;
}

// Old servers answer a query with OPT by a bare header.
bool DnsExchange::isHeaderOnlyRefusal(QByteArrayView reply) const
{
    if (reply.size() != HeaderSize || std::memcmp(reply.data(), m_wire.constData(), 2) != 0)
        return false;
    const auto rcode = static_cast<Rcode>(byteAt(reply, 3) & 0x0f);
    return (byteAt(reply, 2) & 0xf8) == 0x80 && (rcode == Rcode::FormErr || rcode == Rcode::NotImp);
}

void DnsExchange::startUdp()
{
    closeSockets();
    if (!prepareWire())
        return;
    asio::error_code error;
    const asio::ip::udp::endpoint peer(m_address, m_port);
    m_udp.open(peer.protocol(), error);
    if (!error)
        m_udp.non_blocking(true, error);
    if (!error)
        m_udp.connect(peer, error);
    if (error) {
        fail(u"dns.network_down"_s, QString::fromStdString(error.message()));
        return;
    }
    m_udp.send(asio::buffer(m_wire.constData(), static_cast<size_t>(m_wire.size())), 0, error);
    if (error && error != asio::error::would_block && error != asio::error::no_buffer_space) {
        fail(errorCodeOf(error), QString::fromStdString(error.message()));
        return;
    }
    m_counters.sent.fetch_add(1, std::memory_order_relaxed);
    armTimer();
    receive();
}

void DnsExchange::receive()
{
    m_udp.async_receive(asio::buffer(m_datagram),
                        [self = shared_from_this(), round = m_round](asio::error_code error, size_t size) {
                            if (self->m_finished || round != self->m_round)
                                return;
                            // A datagram longer than the buffer arrives cut off and will not decode.
                            if (error && error != asio::error::message_size) {
                                self->fail(errorCodeOf(error), QString::fromStdString(error.message()));
                                return;
                            }
                            self->onDatagram({self->m_datagram.data(), static_cast<qsizetype>(size)});
                        });
}

void DnsExchange::onDatagram(QByteArrayView datagram)
{
    if (m_edns && isHeaderOnlyRefusal(datagram)) {
        m_edns = false;
        startUdp();
        return;
    }
    const Match match = matchOf(datagram);
    if (match == Match::Exact || (match == Match::CaseDiffers && !m_mixCase)) {
        onReply(datagram, false);
        return;
    }
    // Somebody guesses, or the server is odd: from here only TCP is beyond doubt. Where there is no TCP, UDP again,
    // which then waits for the one right reply among whatever else comes.
    if (match == Match::No)
        m_counters.forged.fetch_add(1, std::memory_order_relaxed);
    else
        m_mixCase = false;
    if (!m_tcpTried)
        startTcp({});
    else if (match == Match::CaseDiffers)
        startUdp();
    else
        receive();
}

void DnsExchange::startTcp(const QString &errorIfItFails)
{
    closeSockets();
    m_tcpTried = true;
    m_tcpError = errorIfItFails;
    if (!prepareWire())
        return;
    armTimer();
    const asio::ip::tcp::endpoint peer(m_address, m_port);
    m_tcp.async_connect(peer, [self = shared_from_this(), round = m_round](asio::error_code error) {
        if (self->m_finished || round != self->m_round)
            return;
        if (error) {
            self->onTcpFailed();
            return;
        }
        const auto size = self->m_wire.size();
        self->m_tcpBuffer = QByteArray{}.append(static_cast<char>(size >> 8)).append(static_cast<char>(size & 0xff));
        self->m_tcpBuffer += self->m_wire;
        self->m_counters.sent.fetch_add(1, std::memory_order_relaxed);
        asio::async_write(self->m_tcp,
                          asio::buffer(self->m_tcpBuffer.constData(), static_cast<size_t>(self->m_tcpBuffer.size())),
                          [self, round](asio::error_code writeError, size_t) {
                              if (self->m_finished || round != self->m_round)
                                  return;
                              writeError ? self->onTcpFailed() : self->readTcp();
                          });
    });
}

void DnsExchange::readTcp()
{
    asio::async_read(
        m_tcp, asio::buffer(m_tcpLength), [self = shared_from_this(), round = m_round](asio::error_code error, size_t) {
            if (self->m_finished || round != self->m_round)
                return;
            if (error) {
                self->onTcpFailed();
                return;
            }
            self->m_tcpBuffer.resize((self->m_tcpLength[0] << 8) | self->m_tcpLength[1]);
            asio::async_read(self->m_tcp,
                             asio::buffer(self->m_tcpBuffer.data(), static_cast<size_t>(self->m_tcpBuffer.size())),
                             [self, round](asio::error_code readError, size_t) {
                                 if (self->m_finished || round != self->m_round)
                                     return;
                                 readError ? self->onTcpFailed() : self->onTcpReply();
                             });
        });
}

void DnsExchange::onTcpReply()
{
    if (matchOf(m_tcpBuffer) == Match::No) {
        m_counters.forged.fetch_add(1, std::memory_order_relaxed);
        onTcpFailed();
        return;
    }
    const QByteArray reply = std::exchange(m_tcpBuffer, {});
    onReply(reply, true);
}

void DnsExchange::onTcpFailed()
{
    if (!m_tcpError.isEmpty())
        fail(m_tcpError, u"no usable answer over TCP"_s);
    else
        startUdp();
}

void DnsExchange::onReply(QByteArrayView bytes, bool overTcp)
{
    auto reply = decode(bytes);
    if (!reply.ok()) {
        if (overTcp || m_tcpTried)
            fail(u"dns.malformed"_s, reply.error().detail);
        else
            startTcp(u"dns.malformed"_s);
        return;
    }
    if (m_edns && (reply->rcode == Rcode::FormErr || reply->rcode == Rcode::NotImp || reply->rcode == Rcode::BadVers)) {
        m_edns = false;
        overTcp ? startTcp(m_tcpError) : startUdp();
        return;
    }
    if (reply->truncated && !overTcp) {
        startTcp(u"dns.timeout"_s);
        return;
    }
    finish(std::move(reply));
}

void DnsExchange::onTimeout()
{
    if (m_tcp.is_open()) {
        onTcpFailed();
        return;
    }
    nextAttempt();
}

void DnsExchange::nextAttempt()
{
    ++m_attempt;
    if (m_attempt <= m_options.retries) {
        // Some boxes drop every query that carries OPT; the last attempt goes without.
        if (m_attempt == m_options.retries)
            m_edns = false;
        startUdp();
    } else if (m_options.tcpAfterTimeout && !m_tcpTried) {
        startTcp(u"dns.timeout"_s);
    } else {
        fail(u"dns.timeout"_s);
    }
}

void DnsExchange::armTimer()
{
    m_timer.expires_after(m_options.timeout);
    m_timer.async_wait([self = shared_from_this(), round = m_round](asio::error_code error) {
        if (!error && !self->m_finished && round == self->m_round)
            self->onTimeout();
    });
}

void DnsExchange::closeSockets()
{
    ++m_round;
    asio::error_code ignored;
    m_udp.close(ignored);
    m_tcp.close(ignored);
    m_timer.cancel();
}

void DnsExchange::fail(const QString &code, const QString &detail)
{
    finish(Error(code, {},
                 {{u"server"_s, endpointText(Endpoint{QString::fromStdString(m_address.to_string()), m_port})}},
                 detail));
}

void DnsExchange::finish(Result<Message> result)
{
    if (m_finished)
        return;
    m_finished = true;
    closeSockets();
    m_counters.outcomes[static_cast<std::size_t>(outcomeOf(result))].fetch_add(1, std::memory_order_relaxed);
    const QueryDone done = std::exchange(m_done, nullptr);
    done(std::move(result));
}

} // namespace unmta::dns
