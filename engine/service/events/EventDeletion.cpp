#include "service/events/EventDeletion.h"

#include "domain/TrackingEvent.h"
#include "service/changes/ChangeFeed.h"
#include "service/events/EventEraser.h"
#include "service/events/EventRecorder.h"
#include "store/Database.h"
#include "store/events/EventReader.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

// Events without a recipient are nobody's, and an empty parameter is a mistake.
Result<store::RecipientOfCluster> recipientOf(const QString &clusterId, const QString &recipient)
{
    const QString key = recipientKey(recipient);
    if (key.isEmpty())
        return Error(u"event.recipient_required"_s, u"recipient"_s);
    return store::RecipientOfCluster{clusterId, key};
}

} // namespace

EventDeletion::EventDeletion(store::DatabasePlace events, EventRecorder &recorder, ChangeFeed &feed, Arrival arrival)
    : m_events(std::move(events))
    , m_recorder(recorder)
    , m_feed(feed)
    , m_arrival(std::move(arrival))
{}

Result<std::int64_t> EventDeletion::count(const QString &clusterId, const QString &recipient) const
{
    const auto wanted = recipientOf(clusterId, recipient);
    if (!wanted)
        return wanted.error();
    const auto database = store::Database::open({m_events, u"events"_s, true});
    if (!database)
        return database.error();
    std::int64_t events = 0;
    const store::EventFilter filter{.clusterId = wanted->clusterId, .recipient = wanted->key};
    const auto counted =
        store::EventReader(**database)
            .visit(filter, 0, store::endOfEvents, store::ReadOrder::Oldest, [&events](std::int64_t, const EventView &) {
                ++events;
                return true;
            });
    if (!counted)
        return counted.error();
    return events;
}

void EventDeletion::run(const QString &clusterId, const QString &recipient, const Done &done)
{
    auto wanted = recipientOf(clusterId, recipient);
    if (!wanted)
        return done(wanted.error());
    const auto finish = [this, clusterId, recipient, done](const Result<std::int64_t> &deleted) {
        if (deleted)
            Q_EMIT this->deleted(clusterId, recipient);
        m_feed.add(ChangeKind::Events, clusterId, clusterId, ChangeAction::Removed);
        done(deleted);
    };
    const auto answer = [this, finish](const Result<std::int64_t> &deleted) {
        QMetaObject::invokeMethod(
            this, [finish, deleted] { finish(deleted); }, Qt::QueuedConnection);
    };
    if (!m_arrival)
        return m_recorder.erase({*std::move(wanted), answer});
    m_arrival([this, recipient = *std::move(wanted), answer](bool arrived) {
        if (arrived)
            m_recorder.erase({recipient, answer});
        else
            answer(Error(u"store.unreachable"_s, {}, {{u"path"_s, m_events.name()}}));
    });
}

} // namespace unmta
