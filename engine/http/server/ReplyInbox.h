// The way of answers to their worker. Internal.
#pragma once

#include "http/HttpHandler.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace unmta::http {

class HttpConnection;

// Answers from other threads on their way to the worker; outlives it, so that late answers fall nowhere.
class ReplyInbox final : public ReplyChannel
{
public:
    // So much of a body may come.
    struct Admission
    {
        std::shared_ptr<HttpConnection> connection;
        quint64 serial;
        qint64 limit;
        BodyClaim claim;
    };
    struct Contents
    {
        std::vector<std::vector<PendingReply>> answers; // as they were handed in, to connections
        std::vector<Admission> admissions;
        std::vector<std::shared_ptr<HttpConnection>> handshakes; // that go on

        [[nodiscard]] bool isEmpty() const { return answers.empty() && admissions.empty() && handshakes.empty(); }
    };

    explicit ReplyInbox(std::function<void()> wake)
        : m_wake(std::move(wake))
    {}
    void admit(Admission admission);
    // The connection's handshake.
    void resume(std::shared_ptr<HttpConnection> connection);
    void replyAll(std::vector<PendingReply> replies) override;
    [[nodiscard]] Contents take();
    // Nothing is accepted, and nobody woken, any more.
    void close();
    // The worker's thread says so once.
    void claimThread() { m_owner = std::this_thread::get_id(); }
    [[nodiscard]] bool isOwnThread() const { return m_owner == std::this_thread::get_id(); }

private:
    std::mutex m_mutex;
    std::function<void()> m_wake; // called when the first of anything comes; null once closed
    Contents m_contents;
    std::atomic<std::thread::id> m_owner;
};

} // namespace unmta::http
