#include "api/LocalTransport.h"

#include "api/ApiDispatcher.h"

#include <mutex>

namespace unmta {

using namespace Qt::StringLiterals;

// Shared by both threads; the locks order posting against the ends of the two objects.
struct LocalTransport::Link
{
    std::mutex mutex;
    ApiDispatcher *dispatcher = nullptr;
    LocalTransport *transport = nullptr;

    void reply(const Callback &done, Result<ApiResponse> outcome)
    {
        const std::lock_guard lock(mutex);
        if (transport) {
            QMetaObject::invokeMethod(
                transport, [done, outcome = std::move(outcome)] { done(outcome); }, Qt::QueuedConnection);
        }
    }
};

namespace {

Error engineGone()
{
    return Error(u"transport.unreachable"_s, {}, {{u"address"_s, u"this computer"_s}});
}

} // namespace

LocalTransport::LocalTransport(ApiDispatcher &dispatcher)
    : m_link(std::make_shared<Link>())
{
    m_link->dispatcher = &dispatcher;
    m_link->transport = this;
    // Runs in the engine's thread, while its objects are taken apart.
    connect(
        &dispatcher, &QObject::destroyed, &dispatcher,
        [link = m_link] {
            const std::lock_guard lock(link->mutex);
            link->dispatcher = nullptr;
        },
        Qt::DirectConnection);
}

LocalTransport::~LocalTransport()
{
    const std::lock_guard lock(m_link->mutex);
    m_link->transport = nullptr;
}

void LocalTransport::send(ApiRequest request, Callback done)
{
    // An answer that never comes (the engine ended first) must still end the caller's wait.
    struct Pending
    {
        Pending(std::shared_ptr<Link> where, Callback what)
            : link(std::move(where))
            , done(std::move(what))
        {}
        Pending(const Pending &) = delete; // a copy's end would be taken for the engine's
        Pending &operator=(const Pending &) = delete;
        ~Pending()
        {
            if (done)
                link->reply(done, engineGone());
        }

        std::shared_ptr<Link> link;
        Callback done;
    };
    const auto pending = std::make_shared<Pending>(m_link, std::move(done));
    const std::lock_guard lock(m_link->mutex);
    ApiDispatcher *dispatcher = m_link->dispatcher;
    if (!dispatcher) {
        QMetaObject::invokeMethod(
            this, [done = std::exchange(pending->done, nullptr)] { done(engineGone()); }, Qt::QueuedConnection);
        return;
    }
    QMetaObject::invokeMethod(
        dispatcher,
        [dispatcher, pending, request = std::move(request)]() mutable {
            dispatcher->dispatch(std::move(request), {ApiCaller::Kind::Console, {}, {}},
                                 [pending](ApiResponse response) {
                                     pending->link->reply(std::exchange(pending->done, nullptr), std::move(response));
                                 });
        },
        Qt::QueuedConnection);
}

} // namespace unmta
