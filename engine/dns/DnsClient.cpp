#include "dns/DnsClient.h"

#include "base/Log.h"
#include "base/threads/ThisThread.h"
#include "dns/DnsExchange.h"
#include "dns/DnsName.h"

#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>

#include <deque>
#include <thread>

using namespace Qt::StringLiterals;

namespace unmta::dns {

class DnsClient::Loop
{
public:
    Loop(Random &random, DnsClientLimits limits)
        : m_random(random)
        , m_limits(limits)
        , m_guard(m_io.get_executor())
        , m_thread([this] { run(); })
    {}

    ~Loop()
    {
        m_io.stop();
        m_thread.join();
    }

    void query(const Endpoint &server, const Question &question, const QueryOptions &options, QueryDone done)
    {
        asio::error_code error;
        const auto address = asio::ip::make_address(server.address.toStdString(), error);
        if (error || !isValidName(question.name)) {
            Error failure = error ? Error(u"dns.bad_server"_s, {}, {{u"server"_s, server.address}})
                                  : Error(u"dns.bad_name"_s, {}, {{u"name"_s, question.name}});
            post([done = std::move(done), failure = std::move(failure)] { done(failure); });
            return;
        }
        post([this, address, port = server.port, question = question, options, done = std::move(done)]() mutable {
            auto released = [this, done = std::move(done)](Result<Message> result) {
                --m_inFlight;
                startWaiting();
                done(std::move(result));
            };
            m_waiting.push_back(std::make_shared<DnsExchange>(m_io, m_random, m_counters, address, port,
                                                              std::move(question), options, std::move(released)));
            startWaiting();
        });
    }

    void post(std::function<void()> work) { asio::post(m_io, std::move(work)); }

    void after(Millis delay, std::function<void()> work)
    {
        auto timer = std::make_shared<asio::steady_timer>(m_io, delay);
        timer->async_wait([timer, work = std::move(work)](asio::error_code error) {
            if (!error)
                work();
        });
    }

    DnsCounters m_counters;

private:
    void run()
    {
        nameThisThread("dns");
        for (;;) {
            try {
                m_io.run();
                return;
            } catch (const std::exception &failure) {
                qCCritical(lcDns).noquote() << "callback failed error=" << logSafe(QString::fromUtf8(failure.what()));
            }
        }
    }

    void startWaiting()
    {
        while (m_inFlight < m_limits.inFlight && !m_waiting.empty()) {
            ++m_inFlight;
            m_waiting.front()->start();
            m_waiting.pop_front();
        }
    }

    Random &m_random;
    const DnsClientLimits m_limits;
    asio::io_context m_io{1};
    std::deque<std::shared_ptr<DnsExchange>> m_waiting; // DNS thread only
    int m_inFlight = 0;                                 // DNS thread only
    asio::executor_work_guard<asio::io_context::executor_type> m_guard;
    std::thread m_thread;
};

DnsClient::DnsClient(Random &random, DnsClientLimits limits)
    : m_loop(std::make_unique<Loop>(random, limits))
{}

DnsClient::~DnsClient() = default;

void DnsClient::query(const Endpoint &server, const Question &question, const QueryOptions &options, QueryDone done)
{
    m_loop->query(server, question, options, std::move(done));
}

void DnsClient::post(std::function<void()> work)
{
    m_loop->post(std::move(work));
}

void DnsClient::after(Millis delay, std::function<void()> work)
{
    m_loop->after(delay, std::move(work));
}

std::uint64_t DnsClient::forged() const
{
    return m_loop->m_counters.forged;
}

std::uint64_t DnsClient::queriesSent() const
{
    return m_loop->m_counters.sent;
}

DnsOutcomeCounts DnsClient::outcomes() const
{
    DnsOutcomeCounts result{};
    for (std::size_t i = 0; i < dnsOutcomeCount; ++i)
        result[i] = m_loop->m_counters.outcomes[i];
    return result;
}

const char *outcomeName(DnsOutcome outcome)
{
    static constexpr std::array<const char *, dnsOutcomeCount> names{
        "noerror", "nxdomain", "servfail", "refused", "other_rcode", "timeout", "unreachable", "malformed"};
    return names[static_cast<std::size_t>(outcome)];
}

} // namespace unmta::dns
