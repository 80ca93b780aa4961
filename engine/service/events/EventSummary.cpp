#include "service/events/EventSummary.h"

#include "domain/TrackingEvent.h"
#include "store/Database.h"
#include "store/events/EventReader.h"

#include <QHash>

#include <algorithm>
#include <tuple>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

// Between the parts of a link's key; no URL has it.
constexpr char separator = '\n';

struct Tally
{
    EventSums sums;
    std::int64_t first = 0; // milliseconds since 1970
    std::int64_t last = 0;

    [[nodiscard]] bool isEmpty() const { return sums.opens + sums.clicks == 0; }
    void add(const EventView &event, bool isByPerson);
    void add(const Tally &other);
    void widen(std::int64_t from, std::int64_t to)
    {
        first = isEmpty() ? from : std::min(first, from);
        last = isEmpty() ? to : std::max(last, to);
    }
};

void Tally::add(const EventView &event, bool isByPerson)
{
    widen(event.timestamp, event.timestamp);
    const bool isOpen = event.kind == LinkKind::Open;
    ++(isOpen ? sums.opens : sums.clicks);
    if (isByPerson)
        ++(isOpen ? sums.opensByPeople : sums.clicksByPeople);
}

void Tally::add(const Tally &other)
{
    widen(other.first, other.last);
    sums.opens += other.sums.opens;
    sums.clicks += other.sums.clicks;
    sums.opensByPeople += other.sums.opensByPeople;
    sums.clicksByPeople += other.sums.clicksByPeople;
}

using Tallies = QHash<QByteArray, Tally>;

// Adds up one event after the other; the reader's bytes are copied only for a key that is new.
class Counter
{
public:
    Counter(EventGrouping grouping, qsizetype mostGroups)
        : m_grouping(grouping)
        , m_mostGroups(mostGroups)
    {}

    void add(const EventView &event)
    {
        const bool isByPerson = event[EventText::Bot].isEmpty();
        m_total.add(event, isByPerson);
        if (m_grouping == EventGrouping::Link && event.kind != LinkKind::Click)
            return;
        const QByteArray key = keyOf(event);
        if (const auto known = m_tallies.find(key); known != m_tallies.end())
            return known->add(event, isByPerson);
        if (m_tallies.size() >= m_mostGroups) {
            m_isComplete = false;
            return;
        }
        m_tallies.insert(QByteArray(key.constData(), key.size()), {}).value().add(event, isByPerson);
    }
    [[nodiscard]] EventSummary summary(int limit) const;

private:
    // Of links a copy, of the others the event's own bytes.
    [[nodiscard]] QByteArray keyOf(const EventView &event) const
    {
        if (m_grouping == EventGrouping::Link) {
            QByteArray key = event[EventText::Url].toByteArray();
            key += separator;
            return key.append(event[EventText::LinkName]);
        }
        const QByteArrayView text =
            event[m_grouping == EventGrouping::Recipient ? EventText::Recipient : EventText::MessageId];
        return QByteArray::fromRawData(text.data(), text.size());
    }
    [[nodiscard]] QList<EventGroup> groups() const;

    EventGrouping m_grouping;
    qsizetype m_mostGroups;
    Tally m_total;
    Tallies m_tallies;
    bool m_isComplete = true;
};

QList<EventGroup> Counter::groups() const
{
    struct Named
    {
        QString name;
        Tally tally;
    };
    // Recipients that differ in the case of letters alone are one.
    QHash<QString, Named> merged;
    for (auto it = m_tallies.cbegin(); it != m_tallies.cend(); ++it) {
        const QString text = QString::fromUtf8(it.key());
        Named &named = merged[m_grouping == EventGrouping::Recipient ? recipientKey(text) : text];
        if (named.tally.isEmpty() || it->last > named.tally.last)
            named.name = text;
        named.tally.add(*it);
    }
    QList<EventGroup> groups;
    groups.reserve(merged.size());
    for (const Named &named : std::as_const(merged)) {
        const qsizetype end = m_grouping == EventGrouping::Link ? named.name.indexOf(QLatin1Char(separator)) : -1;
        groups.append({end < 0 ? named.name : named.name.left(end), end < 0 ? QString() : named.name.mid(end + 1),
                       named.tally.sums, TimePoint(Millis(named.tally.first)), TimePoint(Millis(named.tally.last))});
    }
    return groups;
}

EventSummary Counter::summary(int limit) const
{
    EventSummary summary{m_total.sums, 0, m_isComplete, groups()};
    summary.groups = summary.top.size();
    const auto isAbove = [](const EventGroup &a, const EventGroup &b) {
        return std::tuple(-a.sums.clicks, -a.sums.opens, b.last, a.key, a.linkName) <
               std::tuple(-b.sums.clicks, -b.sums.opens, a.last, b.key, b.linkName);
    };
    const auto end = summary.top.begin() + std::min<qsizetype>(limit, summary.top.size());
    std::partial_sort(summary.top.begin(), end, summary.top.end(), isAbove);
    summary.top.erase(end, summary.top.end());
    return summary;
}

} // namespace

Result<EventSummary> EventSummarizer::run(const EventQuery &query, EventGrouping grouping, int limit,
                                          const std::function<bool()> &isAwaited) const
{
    const auto database = store::Database::open({m_events, u"events"_s, true});
    if (!database)
        return database.error();
    Counter counter(grouping, m_mostGroups);
    const auto reach = store::EventReader(**database)
                           .visitWhile(
                               filterOf(query), 0, store::endOfEvents, store::ReadOrder::Oldest,
                               [&counter](std::int64_t, const EventView &event) {
                                   counter.add(event);
                                   return true;
                               },
                               [&isAwaited] { return !isAwaited || isAwaited(); });
    if (!reach)
        return reach.error();
    if (!reach->isEnd)
        return Error(u"request.stopping"_s);
    return counter.summary(limit);
}

} // namespace unmta
