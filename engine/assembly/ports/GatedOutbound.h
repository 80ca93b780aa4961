// The way out for what only one of several nodes may do: closed as soon as this one may no longer, whatever it has
// begun.
#pragma once

#include "outbound/Outbound.h"
#include "service/nodes/DoerPermit.h"

namespace unmta {

class GatedOutbound final : public outbound::Outbound
{
public:
    // Both outlive it.
    GatedOutbound(outbound::Outbound &worker, const DoerPermit &permit)
        : m_worker(worker)
        , m_permit(permit)
    {}

    // Errors besides: store.not_the_holder.
    void send(outbound::HttpCall call, outbound::HttpDone done) override
    {
        if (m_permit.holds())
            return m_worker.send(std::move(call), std::move(done));
        m_worker.post([done = std::move(done)] { done(Error(QStringLiteral("store.not_the_holder"))); });
    }
    void post(std::function<void()> work) override { m_worker.post(std::move(work)); }
    void after(Millis delay, std::function<void()> work) override { m_worker.after(delay, std::move(work)); }

private:
    outbound::Outbound &m_worker;
    const DoerPermit &m_permit;
};

} // namespace unmta
