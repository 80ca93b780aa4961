#include "service/webhooks/WebhookCourier.h"

#include "base/Log.h"
#include "service/webhooks/WebhookSignature.h"

namespace unmta {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Kind = WebhookDelivery::Kind;

// A batch waits that long for more.
constexpr auto gathering = 1s;
// Single items that are read at once.
constexpr WebhookAppetite singles{100, 256 * 1024};
// So many rows a webhook adds to the log between two reports; what goes well after that is one row.
constexpr qsizetype rowsPerReport = 20;
// What was only looked through is written down that rarely: to look through it again costs little.
constexpr std::int64_t unreportedEvents = 10'000;

WebhookPosition later(const WebhookPosition &a, const WebhookPosition &b)
{
    return {std::max(a.event, b.event), std::max(a.notice, b.notice)};
}

} // namespace

WebhookCourier::WebhookCourier(World &world, Webhook webhook, quint64 revision, quint64 serial)
    : m_world(world)
    , m_webhook(std::move(webhook))
    , m_revision(revision)
    , m_serial(serial)
    , m_reportedEvent(m_webhook.present.at.event)
{}

void WebhookCourier::update(Webhook webhook, quint64 revision)
{
    webhook.present.at = later(webhook.present.at, m_webhook.present.at);
    m_webhook = std::move(webhook);
    m_revision = revision;
    m_items.clear();
    m_gatherUntil.reset();
    if (m_sent)
        m_sent->isStale = true;
}

WebhookWalk &WebhookCourier::walk()
{
    return m_kind == Kind::Replay ? *m_webhook.replay : m_webhook.present;
}

bool WebhookCourier::hasWork(const WebhookWalk &walk) const
{
    const WebhookPosition end = walk.end.value_or(m_world.last);
    return walk.pending || walk.at.event < end.event || walk.at.notice < end.notice;
}

// A replay and the present take turns: neither has to wait for the other's end.
bool WebhookCourier::choose()
{
    const bool hasReplay = m_webhook.replay.has_value();
    const bool hasPresent = hasWork(m_webhook.present);
    if (!hasReplay && !hasPresent)
        return false;
    m_kind = hasReplay && (m_kind == Kind::Present || !hasPresent) ? Kind::Replay : Kind::Present;
    return true;
}

bool WebhookCourier::isGathering()
{
    if (!m_webhook.isBatch || m_kind == Kind::Replay || m_webhook.present.pending ||
        m_world.last.event - m_webhook.present.at.event >= WebhookAppetite().items) {
        m_gatherUntil.reset();
        return false;
    }
    const auto now = m_world.clock.steady();
    if (m_gatherUntil && now >= *m_gatherUntil) {
        m_gatherUntil.reset();
        return false;
    }
    if (!m_gatherUntil) {
        m_gatherUntil = now + gathering;
        m_world.again(*this, gathering);
    }
    return true;
}

void WebhookCourier::look()
{
    if (m_sent || !m_webhook.health.isDue(m_world.clock.now()))
        return;
    if (!m_items.isEmpty() || fetch())
        send();
}

bool WebhookCourier::fetch()
{
    if (!choose() || isGathering())
        return false;
    const WebhookWalk &from = walk();
    const WebhookPosition upTo = from.pending ? *from.pending : from.end.value_or(m_world.last);
    auto read = m_world.reader->read(m_webhook, from, upTo, m_webhook.isBatch ? WebhookAppetite() : singles);
    if (!read) {
        qCWarning(lcWebhook).noquote() << u"not read webhook=%1"_s.arg(id()) << describe(read.error());
        return false;
    }
    if (read->items.isEmpty()) {
        passed(read->upTo, read->isAll);
        return false;
    }
    m_items = std::move(read->items);
    if (m_kind == Kind::Present)
        m_oldest = m_items.first().at;
    return true;
}

// There is nothing for this webhook up to there.
void WebhookCourier::passed(WebhookPosition upTo, bool isAll)
{
    WebhookWalk &passing = walk();
    passing.at = upTo;
    if (isAll)
        passing.pending.reset();
    if (m_kind == Kind::Replay) {
        m_isReportDue = true;
        if (!hasWork(passing))
            m_webhook.replay.reset();
    } else {
        m_oldest.reset();
        m_isReportDue = m_isReportDue || upTo.event - m_reportedEvent >= unreportedEvents;
    }
    if (m_webhook.replay || hasWork(m_webhook.present))
        m_world.again(*this, 0ms);
}

void WebhookCourier::send()
{
    const WebhookItem &first = m_items.first();
    const WebhookItem &last = m_webhook.isBatch ? m_items.last() : first;
    const qsizetype count = m_webhook.isBatch ? m_items.size() : 1;
    Sent sent;
    sent.kind = m_kind;
    sent.from = walk().at;
    sent.to = last.to;
    sent.content.id = webhookMessageId(id(), first.key, last.key, count);
    sent.content.items = static_cast<int>(count);
    sent.content.isBatch = m_webhook.isBatch;
    if (m_webhook.isBatch) {
        QList<QByteArray> envelopes;
        for (const WebhookItem &item : std::as_const(m_items))
            envelopes << item.envelope;
        sent.content.body = webhookBatch(envelopes);
    } else {
        sent.content.body = first.envelope;
    }
    m_sent = std::move(sent);
    m_world.send(*this, webhookCall(m_webhook, m_sent->content, m_world.network, m_world.clock.now()));
    if (m_sent)
        m_sent->content.body.clear(); // the call has it
}

void WebhookCourier::answered(const Result<outbound::HttpReply> &reply)
{
    if (!m_sent)
        return;
    WebhookDelivery delivery = webhookDelivery(m_webhook, m_sent->content, reply, m_world.wording, m_world.clock.now());
    delivery.kind = m_sent->kind;
    delivery.from = m_sent->from;
    delivery.to = m_sent->to;
    if (delivery.isGood())
        succeeded();
    else
        failed(delivery, reply);
    log(delivery);
    m_sent.reset();
    m_isReportDue = true;
    m_world.again(*this, 0ms);
}

void WebhookCourier::succeeded()
{
    m_webhook.health = m_webhook.health.succeeded(m_world.clock.now());
    if (m_sent->kind == Kind::Replay && m_sent->isStale) // there may be another one by now
        return;
    WebhookWalk &done = m_sent->kind == Kind::Replay ? *m_webhook.replay : m_webhook.present;
    done.at = later(done.at, m_sent->to);
    done.pending.reset();
    if (m_sent->isStale)
        return;
    if (m_webhook.isBatch)
        m_items.clear();
    else
        m_items.removeFirst();
    if (m_sent->kind == Kind::Present)
        m_oldest = m_items.isEmpty() ? std::nullopt : std::optional(m_items.first().at);
    else if (!hasWork(done))
        m_webhook.replay.reset();
}

void WebhookCourier::failed(WebhookDelivery &delivery, const Result<outbound::HttpReply> &reply)
{
    m_items.clear();
    if (m_sent->isStale)
        return;
    const TimePoint now = m_world.clock.now();
    walk().pending = m_sent->to;
    if (delivery.status == 410) {
        m_webhook.health = m_webhook.health.gone(delivery.problem);
        return;
    }
    const auto asked = reply ? outbound::parseRetryAfter(reply->header("retry-after"), now) : std::nullopt;
    m_webhook.health = m_webhook.health.failed(delivery.problem, asked, now, m_world.random);
    delivery.nextAttemptAt = m_webhook.health.fields().nextAttemptAt;
}

void WebhookCourier::log(const WebhookDelivery &delivery)
{
    const bool joins = m_log.size() >= rowsPerReport && delivery.isGood() && m_log.last().isGood() &&
                       m_log.last().kind == delivery.kind && m_log.last().to == delivery.from;
    if (!joins) {
        m_log.append(delivery);
        return;
    }
    WebhookDelivery joined = delivery;
    const WebhookDelivery &before = m_log.last();
    joined.calls += before.calls;
    joined.events += before.events;
    joined.from = before.from;
    joined.attempt = before.attempt;
    m_log.last() = joined;
}

std::optional<WebhookReport> WebhookCourier::takeReport()
{
    if (!std::exchange(m_isReportDue, false))
        return std::nullopt;
    m_reportedEvent = m_webhook.present.at.event;
    return WebhookReport{
        id(), m_revision, m_webhook.health, m_webhook.present, m_webhook.replay, std::exchange(m_log, {})};
}

WebhookReading WebhookCourier::reading() const
{
    const WebhookPosition &at = m_webhook.present.at;
    WebhookReading reading{id(), 0, Millis(0)};
    if (m_webhook.wantsEvents())
        reading.backlog = std::max<std::int64_t>(0, m_world.last.event - at.event);
    reading.backlog += std::max<std::int64_t>(0, m_world.last.notice - at.notice);
    if (reading.backlog == 0)
        return reading;
    const auto &since = m_oldest ? m_oldest : m_webhook.health.fields().firstFailedAt;
    if (since)
        reading.behind = std::max(Millis(0), m_world.clock.now() - *since);
    return reading;
}

} // namespace unmta
