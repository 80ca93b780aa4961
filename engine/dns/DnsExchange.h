// One question put to one server, from the first datagram to the verdict: retries, EDNS, TCP. Internal to DnsClient;
// lives on the DNS thread.
#pragma once

#include "dns/DnsClient.h"

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/ip/udp.hpp>
#include <asio/steady_timer.hpp>

#include <array>
#include <atomic>

namespace unmta::dns {

struct DnsCounters
{
    std::atomic<std::uint64_t> forged = 0;
    std::atomic<std::uint64_t> sent = 0;
    std::array<std::atomic<std::uint64_t>, dnsOutcomeCount> outcomes{};
};

class DnsExchange : public std::enable_shared_from_this<DnsExchange>
{
public:
    // `done` is called exactly once, never from within start().
    DnsExchange(asio::io_context &io, Random &random, DnsCounters &counters, asio::ip::address address,
                std::uint16_t port, Question question, const QueryOptions &options, QueryDone done);

    void start();

private:
    enum class Match
    {
        No,
        Exact,
        CaseDiffers
    };

    [[nodiscard]] bool prepareWire();
    [[nodiscard]] Match matchOf(QByteArrayView reply) const;
    [[nodiscard]] bool isHeaderOnlyRefusal(QByteArrayView reply) const;

    void startUdp();
    void receive();
    void onDatagram(QByteArrayView datagram);
    void startTcp(const QString &errorIfItFails);
    void readTcp();
    void onTcpReply();
    // TCP did not help either: `m_tcpError`, or one more round of UDP if that is not yet exhausted.
    void onTcpFailed();
    // The reply is ours; decides whether it is the last word.
    void onReply(QByteArrayView bytes, bool overTcp);
    void onTimeout();
    void nextAttempt();
    void armTimer();
    void closeSockets();
    void fail(const QString &code, const QString &detail = {});
    void finish(Result<Message> result);

    asio::ip::udp::socket m_udp;
    asio::ip::tcp::socket m_tcp;
    asio::steady_timer m_timer;
    Random &m_random;
    DnsCounters &m_counters;
    const asio::ip::address m_address;
    const std::uint16_t m_port;
    const Question m_question;
    const QueryOptions m_options;
    QueryDone m_done;

    QByteArray m_wire;      // the query as it was sent last
    QByteArray m_tcpBuffer; // length prefix and query, then the reply
    std::array<char, 4096> m_datagram;
    std::array<unsigned char, 2> m_tcpLength;
    QString m_tcpError;   // what to report if TCP fails; empty: go on with UDP
    unsigned m_round = 0; // tells late handlers of an abandoned attempt from current ones
    int m_attempt = 0;
    bool m_edns = true;
    bool m_mixCase = true;
    bool m_tcpTried = false;
    bool m_finished = false;
};

} // namespace unmta::dns
