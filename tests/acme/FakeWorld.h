// The outbound port without threads or sockets: a queue of work in simulated time. A day of retries takes a moment.
#pragma once

#include "support/FakeClock.h"

#include "outbound/Outbound.h"

#include <map>

namespace unmta::test {

class FakeWorld final : public outbound::Outbound
{
public:
    using Server = std::function<Result<outbound::HttpReply>(const outbound::HttpCall &)>;

    FakeClock clock;
    Server server;
    int calls = 0;

    void send(outbound::HttpCall call, outbound::HttpDone done) override
    {
        ++calls;
        after(Millis(5), [this, call = std::move(call), done = std::move(done)] { done(server(call)); });
    }
    void post(std::function<void()> work) override { after(Millis(0), std::move(work)); }
    void after(Millis delay, std::function<void()> work) override
    {
        m_queue.emplace(clock.now() + delay, std::move(work));
    }

    // Runs what is due, moving the clock, until nothing is left or the time has passed. False when work is left.
    bool run(Millis atMost = std::chrono::hours(24 * 30))
    {
        const TimePoint end = clock.now() + atMost;
        while (!m_queue.empty()) {
            auto first = m_queue.begin();
            if (first->first > end)
                return false;
            const auto work = std::move(first->second);
            clock.advance(std::max(first->first - clock.now(), Millis(0)));
            m_queue.erase(first);
            work();
        }
        return true;
    }

private:
    std::multimap<TimePoint, std::function<void()>> m_queue;
};

} // namespace unmta::test
