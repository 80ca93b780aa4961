// The outbound worker: one thread around libcurl's multi interface. The only place that starts a thread for outbound
// traffic; mail adds its own kind of transfer to the same thread.
#pragma once

#include "outbound/Outbound.h"

#include <memory>

namespace unmta::outbound {

class Transfer;

class OutboundHttp final : public Outbound
{
public:
    OutboundHttp();
    // Ends all transfers at once and joins the thread; callbacks not yet run are destroyed unrun.
    // Never call it on the worker thread.
    ~OutboundHttp() override;
    OutboundHttp(const OutboundHttp &) = delete;
    OutboundHttp &operator=(const OutboundHttp &) = delete;

    void send(HttpCall call, HttpDone done) override;
    void post(std::function<void()> work) override;
    void after(Millis delay, std::function<void()> work) override;

    // Any thread: runs a transfer that its caller has set up (see Transfer.h).
    void start(std::unique_ptr<Transfer> transfer);

private:
    class Worker;
    std::unique_ptr<Worker> m_worker;
};

} // namespace unmta::outbound
