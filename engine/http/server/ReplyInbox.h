// The way of answers to their worker. Internal.
#pragma once

#include "http/HttpHandler.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <vector>

namespace unmta::http {

class HttpConnection;

// Answers from other threads on their way to the worker; outlives it, so that late answers fall nowhere.
class ReplyInbox final : public ReplyChannel
{
public:
    struct Item
    {
        std::shared_ptr<HttpConnection> connection;
        quint64 serial;
        HttpResponse response;
        std::optional<qint64> admitted; // instead of the response: so much of a body
        BodyClaim claim;
    };

    explicit ReplyInbox(std::function<void()> wake)
        : m_wake(std::move(wake))
    {}
    void push(Item item);
    void replyAll(std::span<PendingReply> replies) override;
    [[nodiscard]] std::vector<Item> take();
    // Nothing is accepted, and nobody woken, any more.
    void close();
    // The worker's thread says so once.
    void claimThread() { m_owner = std::this_thread::get_id(); }
    [[nodiscard]] bool isOwnThread() const { return m_owner == std::this_thread::get_id(); }

private:
    std::mutex m_mutex;
    std::function<void()> m_wake; // called when the first item comes; null once closed
    std::vector<Item> m_items;
    std::atomic<std::thread::id> m_owner;
};

} // namespace unmta::http
