#include "service/webhooks/WebhookSource.h"

#include "store/Database.h"
#include "store/events/EventReader.h"
#include "store/tables/webhooks/WebhookNoticeTable.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

// What is looked through in one go: some milliseconds, after which it is another webhook's turn.
constexpr std::int64_t longestStretch = 20'000;

QByteArray headOf(WebhookType type, TimePoint at)
{
    const QLatin1StringView name = webhookTypeName(type);
    return "{\"type\":\"" + QByteArray(name.data(), name.size()) + "\",\"timestamp\":\"" + toIso8601(at).toLatin1() +
           "\",\"data\":";
}

store::EventFilter filterOf(const Webhook &webhook, const WebhookWalk &walk)
{
    store::EventFilter filter{.clusterId = webhook.clusterId.value_or(QString())};
    if (webhook.hosts.size() == 1)
        filter.trackingHost = webhook.hosts.first();
    if (!webhook.wants(WebhookType::EventClick))
        filter.kind = LinkKind::Open;
    else if (!webhook.wants(WebhookType::EventOpen))
        filter.kind = LinkKind::Click;
    filter.since = walk.since;
    filter.until = walk.until;
    if (webhook.peopleOnly)
        filter.people = true;
    return filter;
}

QByteArray dataOf(const store::WebhookNotice &notice, const Webhook &webhook)
{
    QJsonObject data = notice.data;
    // What is about the installation may name what belongs to other clusters.
    if (webhook.clusterId && !notice.clusterId)
        data = {};
    data.insert(u"id"_s, u"notice-%1"_s.arg(qlonglong{notice.seq}));
    if (notice.clusterId)
        data.insert(u"cluster_id"_s, *notice.clusterId);
    if (!notice.host.isEmpty())
        data.insert(u"name"_s, notice.host);
    return QJsonDocument(data).toJson(QJsonDocument::Compact);
}

} // namespace

struct WebhookSource::Found
{
    struct Item
    {
        std::int64_t seq = 0;
        TimePoint at;
        QByteArray key;
        QByteArray envelope;
    };

    std::vector<Item> items;
    qsizetype bytes = 0;
    std::int64_t upTo = 0; // looked through
    bool isAll = true;     // up to where it was asked for

    [[nodiscard]] bool isEnough(const WebhookAppetite &appetite) const
    {
        return static_cast<qsizetype>(items.size()) >= appetite.items || bytes >= appetite.bytes;
    }
    // False: it is enough.
    bool add(Item item, const WebhookAppetite &appetite)
    {
        bytes += item.envelope.size();
        upTo = item.seq;
        items.push_back(std::move(item));
        isAll = !isEnough(appetite);
        return isAll;
    }
};

Result<std::unique_ptr<WebhookSource>> WebhookSource::open(const Paths &paths, EventWriter writer)
{
    auto engine = store::Database::open({paths.engine, u"engine"_s, true, paths.engine.server != nullptr});
    if (!engine)
        return engine.error();
    auto events = store::Database::open({paths.events, u"events"_s, true, paths.events.server != nullptr});
    if (!events)
        return events.error();
    return std::unique_ptr<WebhookSource>(new WebhookSource(*std::move(engine), *std::move(events), std::move(writer)));
}

WebhookSource::WebhookSource(std::unique_ptr<store::Database> engine, std::unique_ptr<store::Database> events,
                             EventWriter writer)
    : m_engine(std::move(engine))
    , m_events(std::move(events))
    , m_writer(std::move(writer))
{}

WebhookSource::~WebhookSource() = default;

Result<WebhookPosition> WebhookSource::last()
{
    const auto event = store::EventReader(*m_events).lastSeq();
    if (!event)
        return event.error();
    const auto notice = store::WebhookNoticeTable(*m_engine).lastSeq();
    if (!notice)
        return notice.error();
    return WebhookPosition{*event, *notice};
}

Result<WebhookSource::Found> WebhookSource::findEvents(const Webhook &webhook, const WebhookWalk &walk,
                                                       std::int64_t upTo, const WebhookAppetite &appetite) const
{
    Found found;
    found.upTo = std::max(walk.at.event, upTo);
    if (!webhook.wantsEvents() || upTo <= walk.at.event)
        return found;
    const std::int64_t end = std::min(upTo, walk.at.event + longestStretch);
    const QSet<QByteArray> hosts = [&webhook] {
        QSet<QByteArray> names;
        for (const QString &host : webhook.hosts)
            names.insert(host.toLatin1());
        return names;
    }();
    bool isFull = false;
    const auto take = [&](std::int64_t seq, const EventView &event) {
        const QByteArrayView host = event[EventText::Host];
        if (!hosts.isEmpty() && !hosts.contains(QByteArray::fromRawData(host.data(), host.size())))
            return true;
        const TrackingEvent whole = toEvent(event);
        QByteArray envelope =
            headOf(event.kind == LinkKind::Open ? WebhookType::EventOpen : WebhookType::EventClick, whole.timestamp);
        m_writer(envelope, seq, whole);
        envelope += '}';
        isFull = !found.add({seq, whole.timestamp, whole.eventId.toLatin1(), std::move(envelope)}, appetite);
        return !isFull;
    };
    const store::EventReader reader(*m_events);
    const store::EventFilter filter = filterOf(webhook, walk);
    const auto read = webhook.clusterId ? reader.visit(filter, walk.at.event, end + 1, store::ReadOrder::Oldest, take)
                                        : reader.visitAll(filter, walk.at.event, end + 1, take);
    if (!read)
        return read.error();
    if (!isFull) {
        found.upTo = end;
        found.isAll = end == upTo;
    }
    return found;
}

Result<WebhookSource::Found> WebhookSource::findNotices(const Webhook &webhook, const WebhookWalk &walk,
                                                        std::int64_t upTo, const WebhookAppetite &appetite) const
{
    Found found;
    found.upTo = std::max(walk.at.notice, upTo);
    if (upTo <= walk.at.notice)
        return found;
    bool isFull = false;
    const auto read = store::WebhookNoticeTable(*m_engine).visit(
        webhook.clusterId, walk.at.notice, upTo, [&](const store::WebhookNotice &notice) {
            if (!webhook.wants(notice.type) || (walk.since && notice.at < *walk.since) ||
                (walk.until && notice.at >= *walk.until) ||
                (!webhook.hosts.isEmpty() && !notice.host.isEmpty() && !webhook.hosts.contains(notice.host)))
                return true;
            isFull = !found.add({notice.seq, notice.at, "notice-" + QByteArray::number(qint64{notice.seq}),
                                 headOf(notice.type, notice.at) + dataOf(notice, webhook) + '}'},
                                appetite);
            return !isFull;
        });
    if (!read)
        return read.error();
    if (!isFull)
        found.upTo = upTo;
    return found;
}

Result<WebhookItems> WebhookSource::read(const Webhook &webhook, const WebhookWalk &walk, WebhookPosition upTo,
                                         const WebhookAppetite &appetite)
{
    auto events = findEvents(webhook, walk, upTo.event, appetite);
    if (!events)
        return events.error();
    auto notices = findNotices(webhook, walk, upTo.notice, appetite);
    if (!notices)
        return notices.error();
    // The older one comes first. Where one of the two has more than was read, nothing of the other overtakes it.
    WebhookItems result;
    result.upTo = walk.at;
    auto event = events->items.begin();
    auto notice = notices->items.begin();
    qsizetype bytes = 0;
    const auto take = [&](Found::Item &item) {
        bytes += item.envelope.size();
        result.items.append({result.upTo, item.at, std::move(item.key), std::move(item.envelope)});
    };
    while (result.items.size() < appetite.items && bytes < appetite.bytes) {
        const bool hasEvent = event != events->items.end();
        const bool hasNotice = notice != notices->items.end();
        if ((!hasEvent && !hasNotice) || (!hasEvent && !events->isAll) || (!hasNotice && !notices->isAll))
            break;
        if (hasEvent && (!hasNotice || event->at <= notice->at)) {
            result.upTo.event = event->seq;
            take(*event++);
        } else {
            result.upTo.notice = notice->seq;
            take(*notice++);
        }
    }
    const bool hasAllEvents = event == events->items.end();
    const bool hasAllNotices = notice == notices->items.end();
    if (hasAllEvents)
        result.upTo.event = events->upTo;
    if (hasAllNotices)
        result.upTo.notice = notices->upTo;
    if (!result.items.isEmpty())
        result.items.last().to = result.upTo;
    result.isAll = hasAllEvents && hasAllNotices && events->isAll && notices->isAll;
    return result;
}

} // namespace unmta
