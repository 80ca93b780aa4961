#include "outbound/OutboundHttp.h"

#include "base/system/PlatformSockets.h"
#include "base/threads/ThisThread.h"
#include "outbound/HttpTransfer.h"

#include <map>
#include <mutex>
#include <thread>
#include <unordered_map>

namespace unmta::outbound {

namespace {

using Work = std::function<void()>;
using Steady = std::chrono::steady_clock;

constexpr Millis longestPause = std::chrono::seconds(60);

} // namespace

class OutboundHttp::Worker
{
public:
    Worker()
        : m_multi(curl_multi_init())
        , m_thread([this] { run(); })
    {}
    ~Worker()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
        }
        m_isEnding = true;
        curl_multi_wakeup(m_multi);
        m_thread.join();
        curl_multi_cleanup(m_multi);
    }
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    void enqueue(Steady::time_point when, Work work)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (m_stopping)
                return;
            m_due.emplace(when, std::move(work));
        }
        curl_multi_wakeup(m_multi);
    }

    // Worker thread only.
    void begin(std::unique_ptr<Transfer> transfer)
    {
        const Result<void> prepared = transfer->prepare();
        if (!prepared)
            return transfer->finished(prepared);
        CURL *handle = transfer->handle();
        transfer->endWith(m_isEnding);
        curl_multi_add_handle(m_multi, handle);
        m_transfers.emplace(handle, std::move(transfer));
    }

private:
    void run()
    {
        nameThisThread("outbound");
        while (runDueWork()) {
            int running = 0;
            curl_multi_perform(m_multi, &running);
            finishTransfers();
            curl_multi_poll(m_multi, nullptr, 0, pauseMs(), nullptr);
        }
        // Every transfer sees that the end has come. One that is merely taken out would be brought to a regular end: a
        // mail of which half has been sent would be closed with a dot, and the relay's verdict waited for.
        int running = 0;
        curl_multi_perform(m_multi, &running);
        // Callbacks are destroyed here, unrun, on the thread that would have run them.
        for (const auto &[handle, transfer] : m_transfers)
            curl_multi_remove_handle(m_multi, handle);
        m_transfers.clear();
        std::multimap<Steady::time_point, Work> unrun;
        {
            const std::lock_guard lock(m_mutex);
            unrun.swap(m_due);
        }
    }

    // False when the worker is to stop.
    [[nodiscard]] bool runDueWork()
    {
        std::vector<Work> ready;
        {
            const std::lock_guard lock(m_mutex);
            const auto end = m_due.upper_bound(Steady::now());
            for (auto it = m_due.begin(); it != end; ++it)
                ready.push_back(std::move(it->second));
            m_due.erase(m_due.begin(), end);
        }
        for (const Work &work : ready) {
            if (isStopping())
                return false;
            work();
        }
        return !isStopping();
    }

    void finishTransfers()
    {
        int left = 0;
        while (const CURLMsg *message = curl_multi_info_read(m_multi, &left)) {
            if (message->msg != CURLMSG_DONE)
                continue;
            const CURLcode code = message->data.result;
            CURL *handle = message->easy_handle;
            auto node = m_transfers.extract(handle);
            curl_multi_remove_handle(m_multi, handle);
            if (node.empty())
                continue;
            if (isStopping())
                return;
            const std::unique_ptr<Transfer> transfer = std::move(node.mapped());
            transfer->finished(transfer->interpret(code));
        }
    }

    [[nodiscard]] bool isStopping()
    {
        const std::lock_guard lock(m_mutex);
        return m_stopping;
    }

    [[nodiscard]] int pauseMs()
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping)
            return 0;
        const Millis longest = m_transfers.empty() ? longestPause : Millis(longestSocketWaitMs);
        if (m_due.empty())
            return static_cast<int>(longest.count());
        const auto wait = std::chrono::ceil<Millis>(m_due.begin()->first - Steady::now());
        return static_cast<int>(std::clamp(wait, Millis(0), longest).count());
    }

    std::atomic<bool> m_isEnding = false; // what transfers look at
    std::mutex m_mutex;
    bool m_stopping = false;                                           // guarded
    std::multimap<Steady::time_point, Work> m_due;                     // guarded; equal times keep their order
    std::unordered_map<CURL *, std::unique_ptr<Transfer>> m_transfers; // worker thread
    CURLM *m_multi;
    std::thread m_thread; // last: everything above exists when it starts
};

OutboundHttp::OutboundHttp()
{
    // libcurl's global set-up is not thread-safe everywhere; the first transfer would do it on the worker otherwise.
    curl_global_init(CURL_GLOBAL_ALL);
    m_worker = std::make_unique<Worker>();
}

OutboundHttp::~OutboundHttp() = default;

void OutboundHttp::send(HttpCall call, HttpDone done)
{
    start(std::make_unique<HttpTransfer>(std::move(call), std::move(done)));
}

void OutboundHttp::post(std::function<void()> work)
{
    m_worker->enqueue(Steady::now(), std::move(work));
}

void OutboundHttp::after(Millis delay, std::function<void()> work)
{
    m_worker->enqueue(Steady::now() + std::max(delay, Millis(0)), std::move(work));
}

void OutboundHttp::start(std::unique_ptr<Transfer> transfer)
{
    // std::function wants copies; the transfer is moved out when the work runs.
    auto carrier = std::make_shared<std::unique_ptr<Transfer>>(std::move(transfer));
    m_worker->enqueue(Steady::now(), [worker = m_worker.get(), carrier] { worker->begin(std::move(*carrier)); });
}

} // namespace unmta::outbound
