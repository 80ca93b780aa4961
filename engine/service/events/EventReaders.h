// Lists of events, and what is counted of them, read on threads of their own, each with a connection that only reads.
// However many events there are and however rare those that are asked for: a list is read some milliseconds at a time,
// in turns with the others that wait, so nobody waits for a long one, and the store's writer for none. Lives on the
// engine thread.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "domain/TrackingEvent.h"
#include "domain/events/LinkTally.h"
#include "service/events/EventQuery.h"
#include "store/DatabasePlace.h"

#include <QList>
#include <QObject>
#include <QString>

#include <functional>
#include <memory>

namespace unmta {

struct EventPage
{
    struct Item
    {
        TrackingEvent event;
        QString cursor; // the list goes on behind it, in either order
    };

    // As many as were asked for, or fewer: there are no more at present, or the time was over.
    QList<Item> items;
    // Where to ask on from. Oldest first there always is such a place once there was an event, also when nothing was
    // found, so that one can follow. Newest first, empty: that was the oldest.
    QString next;
    bool more = false; // it is worth asking on at once
};

struct TopLinksSeen
{
    QList<LinkFigures> links;
    std::int64_t clicks = 0;       // of all links
    std::int64_t missedAtMost = 0; // LinkTally.h
    // The time was over before all was counted, from the newest back: as far as this.
    std::optional<TimePoint> countedSince;
};

class EventReaders final : public QObject
{
public:
    struct Rules
    {
        int threads = 2;
        std::size_t mostWaiting = 64; // lists; more are refused
        Millis slice{50};             // that one list is read for while others wait
        Millis longest{5'000};        // after which a list is answered with what was found
    };
    // On a reader's thread, with what was read; what it gives is called on this object's thread.
    using Prepare = std::function<std::function<void()>(const Result<EventPage> &page)>;
    using PrepareLinks = std::function<std::function<void()>(const Result<TopLinksSeen> &links)>;
    // Whether anybody still wants the answer; from any thread. Where not, it comes with what was found. Null: yes.
    using IsAwaited = std::function<bool()>;

    explicit EventReaders(store::DatabasePlace events);
    EventReaders(store::DatabasePlace events, const Rules &rules);
    ~EventReaders() override; // stop()

    // Once, after the recorder has made the file.
    void start();
    // Ends the threads; what has not been answered by then never is.
    void stop();

    // Errors: store.bad_cursor, event.busy (context "seconds"): too many lists wait; those of the store.
    void list(const EventQuery &query, const QString &after, int limit, IsAwaited isAwaited, Prepare prepare);
    // Of the query's clicks, which links have the most; `query.kind` and `query.order` are not looked at. Errors:
    // event.busy; those of the store.
    void topLinks(const EventQuery &query, int limit, IsAwaited isAwaited, PrepareLinks prepare);

private:
    struct Job;
    struct ListJob;
    struct LinksJob;
    struct Shared;

    void queue(std::unique_ptr<Job> job);
    void answer(const Job &job, const Result<void> &outcome);
    void run(int number);

    const store::DatabasePlace m_place;
    const Rules m_rules;
    std::unique_ptr<Shared> m_shared;
};

} // namespace unmta
