#include "http/HttpHandler.h"

#include "base/Bytes.h"

#include <algorithm>

namespace unmta::http {

namespace {

constexpr std::size_t usualReplies = 16; // that leave together

} // namespace

void ReplySink::admitBody(quint64, qint64, BodyClaim claim)
{
    claim = {}; // nobody will read it
}

Responder::Responder(std::shared_ptr<ReplySink> sink, quint64 requestSerial, BodyClaim claim)
    : m_sink(std::move(sink))
    , m_serial(requestSerial)
    , m_claim(std::move(claim))
{}

Responder &Responder::operator=(Responder &&other) noexcept
{
    if (this != &other) {
        if (m_sink)
            send(HttpResponse(500));
        m_sink = std::move(other.m_sink);
        m_serial = other.m_serial;
        m_claim = std::move(other.m_claim);
    }
    return *this;
}

Responder::~Responder()
{
    if (m_sink)
        send(HttpResponse(500));
}

void Responder::send(HttpResponse response)
{
    if (const auto sink = std::exchange(m_sink, nullptr))
        sink->reply(m_serial, std::move(response));
    m_claim = {};
}

std::shared_ptr<ReplySink> Responder::release()
{
    m_claim = {};
    return std::exchange(m_sink, nullptr);
}

ResponderBatch &ResponderBatch::operator=(ResponderBatch &&other) noexcept
{
    if (this != &other) {
        send();
        m_groups = std::move(other.m_groups);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

void ResponderBatch::add(Responder responder, HttpResponse response)
{
    const quint64 serial = responder.serial();
    auto sink = responder.release();
    if (!sink)
        return;
    ++m_size;
    ReplyChannel *const channel = sink->channel();
    auto group =
        std::find_if(m_groups.begin(), m_groups.end(), [&](const Group &known) { return known.channel == channel; });
    if (group == m_groups.end()) {
        group = m_groups.insert(group, {channel, {}});
        group->replies.reserve(usualReplies);
    }
    group->replies.push_back({std::move(sink), serial, std::move(response)});
}

void ResponderBatch::send()
{
    m_size = 0;
    for (Group &group : std::exchange(m_groups, {})) {
        if (group.channel) {
            group.channel->replyAll(std::move(group.replies));
        } else {
            for (PendingReply &pending : group.replies)
                pending.sink->reply(pending.requestSerial, std::move(pending.response));
        }
    }
}

void BodyAdmission::admit(qint64 limit, BodyClaim claim)
{
    const quint64 serial = m_refusal.serial();
    if (const auto sink = m_refusal.release())
        sink->admitBody(serial, limit, std::move(claim));
}

void HttpHandler::admitBody(HttpRequest head, std::optional<qint64>, BodyAdmission admission)
{
    head = {}; // whoever asks is of no matter here
    admission.admit(MiB);
}

} // namespace unmta::http
