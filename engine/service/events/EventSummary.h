// Sums of the events that a query finds, by recipient, by link or by message: who opened and clicked what, and which
// links are clicked most.
#pragma once

#include "base/Result.h"
#include "service/events/EventQuery.h"
#include "store/DatabasePlace.h"

#include <QList>

#include <functional>

namespace unmta {

enum class EventGrouping : std::uint8_t
{
    Recipient, // whoever has the same recipientKey()
    Link,      // clicks alone, by destination and name
    Message,
};

struct EventSums
{
    qint64 opens = 0;
    qint64 clicks = 0;
    qint64 opensByPeople = 0;
    qint64 clicksByPeople = 0;
};

struct EventGroup
{
    QString key;           // the recipient, the destination, the message's id; empty: it is not known
    QString linkName = {}; // of links
    EventSums sums = {};
    TimePoint first = {};
    TimePoint last = {};
};

struct EventSummary
{
    EventSums sums = {};
    qint64 groups = 0;      // as many there are, also those that are not among `top`
    bool isComplete = true; // false: there are so many that the later ones' events are in `sums` alone
    QList<EventGroup> top;  // most clicks first, then most opens, then the last that did anything
};

class EventSummarizer
{
public:
    // That are told apart; what they take of memory is bounded with it.
    static constexpr qsizetype mostGroups = 100'000;

    explicit EventSummarizer(store::DatabasePlace events, qsizetype groups = mostGroups)
        : m_events(std::move(events))
        , m_mostGroups(groups)
    {}

    // Reads all that the query may find. `limit`: of top. `isAwaited` is asked now and then: null or true, to go on.
    // Any thread that may block. Errors: request.stopping (nobody waits), those of the store.
    [[nodiscard]] Result<EventSummary> run(const EventQuery &query, EventGrouping grouping, int limit,
                                           const std::function<bool()> &isAwaited = {}) const;

private:
    store::DatabasePlace m_events;
    qsizetype m_mostGroups;
};

} // namespace unmta
