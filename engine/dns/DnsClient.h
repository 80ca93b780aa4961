// Asks DNS servers. One thread of its own with an Asio loop; every query has a connected UDP socket on a fresh port, a
// random id and random letter case. A datagram that does not match in source, id, QR and question is dropped and
// counted, and the question is put again over TCP, where nobody off the path can answer.
#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "base/Result.h"
#include "dns/DnsOutcome.h"
#include "dns/Message.h"

#include <functional>
#include <memory>

namespace unmta::dns {

struct QueryOptions
{
    Millis timeout = Millis(2000); // for each attempt
    int retries = 2;               // further attempts after a timeout
    bool recursionDesired = true;
    bool checkingDisabled = false; // CD=1: the answer even if its signature is bogus
    bool tcpAfterTimeout = false;  // one more attempt over TCP when UDP stayed silent
    bool authenticated = false;    // AD=1: the resolver says whether it has checked the signatures (RFC 6840, 5.7)
};

using QueryDone = std::function<void(Result<Message>)>;

struct DnsClientLimits
{
    int inFlight = 400; // open sockets; further queries wait their turn
};

// query(), post() and after() may be called from any thread; every callback runs on the DNS thread and must not block.
// The destructor ends the thread: outstanding callbacks are dropped, none runs after it. Never destroy on the DNS
// thread.
class DnsClient
{
public:
    explicit DnsClient(Random &random, DnsClientLimits limits = {});
    ~DnsClient();
    DnsClient(const DnsClient &) = delete;
    DnsClient &operator=(const DnsClient &) = delete;

    // Any reply that belongs to the query is a result, whatever its rcode. Errors: "dns.timeout", "dns.unreachable"
    // (nobody listens there), "dns.network_down" (no route), "dns.malformed" (only unreadable replies came),
    // "dns.bad_name", "dns.bad_server" (not an address).
    void query(const Endpoint &server, const Question &question, const QueryOptions &options, QueryDone done);

    // Runs `work` on the DNS thread, soon or after a while.
    void post(std::function<void()> work);
    void after(Millis delay, std::function<void()> work);

    // Datagrams that were not the answer to anything we asked (dns_forged_total).
    [[nodiscard]] std::uint64_t forged() const;
    [[nodiscard]] std::uint64_t queriesSent() const;
    // What questions came to, by DnsOutcome.
    [[nodiscard]] DnsOutcomeCounts outcomes() const;

private:
    class Loop;
    std::unique_ptr<Loop> m_loop;
};

} // namespace unmta::dns
