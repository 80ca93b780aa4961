// A transport without an engine: requests go to a handler in the same thread, which answers when it likes. The wire can
// be cut.
#pragma once

#include "contract/Transport.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace unmta::test {

class FakeTransport final : public QObject, public Transport
{
public:
    using Respond = std::function<void(ApiResponse)>;
    // May keep `respond` and call it later, at most once.
    using Handler = std::function<void(const ApiRequest &request, Respond respond)>;

    explicit FakeTransport(Handler handler)
        : m_handler(std::move(handler))
    {}

    void send(ApiRequest request, Callback done) override
    {
        ++m_sent;
        auto call = std::make_shared<Call>(Call{std::move(done), false});
        if (request.path.endsWith(QStringLiteral("/changes")))
            m_poll = call;
        QTimer::singleShot(0, this, [this, request = std::move(request), call] {
            if (m_cut)
                return finish(*call, unreachable());
            m_handler(request, [this, call](ApiResponse response) {
                // Never before send() has returned, and not within the handler either.
                QTimer::singleShot(0, this, [this, call, response = std::move(response)]() mutable {
                    m_cut ? finish(*call, unreachable()) : finish(*call, std::move(response));
                });
            });
        });
    }

    // From now on nothing gets through; the poll that waits fails at once.
    void cut()
    {
        m_cut = true;
        if (const auto poll = m_poll.lock())
            finish(*poll, unreachable());
    }
    void mend() { m_cut = false; }
    [[nodiscard]] int sent() const { return m_sent; }

private:
    struct Call
    {
        Callback done;
        bool answered;
    };

    static Error unreachable()
    {
        return Error(QStringLiteral("transport.unreachable"), {},
                     {{QStringLiteral("address"), QStringLiteral("https://engine.example.com:8089")}});
    }
    static void finish(Call &call, Result<ApiResponse> result)
    {
        if (!std::exchange(call.answered, true))
            call.done(std::move(result));
    }

    Handler m_handler;
    std::weak_ptr<Call> m_poll;
    bool m_cut = false;
    int m_sent = 0;
};

} // namespace unmta::test
