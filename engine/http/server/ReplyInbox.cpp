#include "http/server/ReplyInbox.h"

#include "http/server/HttpConnection.h"

namespace unmta::http {

void ReplyInbox::admit(Admission admission)
{
    const std::lock_guard lock(m_mutex);
    if (!m_wake)
        return;
    const bool isFirst = m_contents.isEmpty();
    m_contents.admissions.push_back(std::move(admission));
    if (isFirst)
        m_wake();
}

void ReplyInbox::resume(std::shared_ptr<HttpConnection> connection)
{
    const auto keepsThis = connection; // the worker may be done with it before the lock is open
    const std::lock_guard lock(m_mutex);
    if (!m_wake)
        return;
    const bool isFirst = m_contents.isEmpty();
    m_contents.handshakes.push_back(std::move(connection));
    if (isFirst)
        m_wake();
}

void ReplyInbox::replyAll(std::vector<PendingReply> replies)
{
    if (replies.empty())
        return;
    const auto keepsThis = replies.front().sink; // the worker may be done with all of them before the lock is open
    const std::lock_guard lock(m_mutex);
    if (!m_wake)
        return;
    const bool isFirst = m_contents.isEmpty();
    m_contents.answers.push_back(std::move(replies));
    if (isFirst)
        m_wake();
}

ReplyInbox::Contents ReplyInbox::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_contents, {});
}

void ReplyInbox::close()
{
    Contents dropped;
    const std::lock_guard lock(m_mutex);
    m_wake = nullptr;
    std::swap(dropped, m_contents);
}

} // namespace unmta::http
