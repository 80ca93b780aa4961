#include "http/server/ReplyInbox.h"

#include "http/server/HttpConnection.h"

namespace unmta::http {

void ReplyInbox::push(Item item)
{
    const std::lock_guard lock(m_mutex);
    if (!m_wake)
        return;
    m_items.push_back(std::move(item));
    if (m_items.size() == 1)
        m_wake();
}

void ReplyInbox::replyAll(std::span<PendingReply> replies)
{
    if (replies.empty())
        return;
    const auto keepsThis = replies.front().sink; // the worker may be done with all of them before the lock is open
    const std::lock_guard lock(m_mutex);
    if (!m_wake)
        return;
    const bool isFirst = m_items.empty();
    for (PendingReply &pending : replies) {
        // Nobody but connections name this channel.
        m_items.push_back({std::static_pointer_cast<HttpConnection>(std::move(pending.sink)),
                           pending.requestSerial,
                           std::move(pending.response),
                           std::nullopt,
                           {}});
    }
    if (isFirst)
        m_wake();
}

std::vector<ReplyInbox::Item> ReplyInbox::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_items, {});
}

void ReplyInbox::close()
{
    std::vector<Item> dropped;
    const std::lock_guard lock(m_mutex);
    m_wake = nullptr;
    dropped.swap(m_items);
}

} // namespace unmta::http
