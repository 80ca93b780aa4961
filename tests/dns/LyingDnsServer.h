// A DNS server on loopback that answers whatever a test wants: wrong ids, wrong questions, garbage, silence, from
// elsewhere.
#pragma once

#include "base/Clock.h"
#include "dns/Message.h"

#include <QByteArray>
#include <QList>

#include <atomic>
#include <functional>
#include <memory>

namespace unmta::test {

// One query as it came, and what is to be sent for it, in order.
struct LyingExchange
{
    QByteArray wire;
    dns::Message query;
    bool overTcp = false;
    QList<QByteArray> replies;
    QList<QByteArray> fromElsewhere; // datagrams that another socket sends
    Millis delay{0};                 // before a datagram's replies leave

    // A correct reply without records.
    [[nodiscard]] dns::Message honest() const;
    void send(const dns::Message &message);
};

enum class Tcp
{
    Yes,
    No
};

class LyingDnsServer
{
public:
    using Liar = std::function<void(LyingExchange &)>; // called on the server's thread

    explicit LyingDnsServer(Liar liar, Tcp tcp = Tcp::Yes);
    ~LyingDnsServer();
    LyingDnsServer(const LyingDnsServer &) = delete;
    LyingDnsServer &operator=(const LyingDnsServer &) = delete;

    [[nodiscard]] dns::Endpoint endpoint() const;
    [[nodiscard]] int udpQueries() const;
    [[nodiscard]] int tcpQueries() const;

private:
    class Loop;
    std::unique_ptr<Loop> m_loop;
};

[[nodiscard]] QByteArray wireOf(const dns::Message &message);

} // namespace unmta::test
