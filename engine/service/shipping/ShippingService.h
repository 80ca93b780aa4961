// Ships clusters' events to where they are wanted: see ShippingRun.h for one of them. A few work at a time, so that
// what is in memory is bounded whatever waits; one that cannot write takes its place for one try only. Engine thread.
#pragma once

#include "service/shipping/ShippingReader.h"
#include "service/shipping/ShippingRun.h"
#include "store/DatabasePlace.h"
#include "store/events/EventBacklog.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <map>

namespace unmta {

namespace store {
class EngineStore;
}
class ChangeFeed;

// Where one that has never been switched on begins, or one that is told to begin elsewhere.
enum class ShippingStart : std::uint8_t
{
    Oldest, // with all events that there are
    Now,    // with those that are still to come
};

struct ShippingState
{
    enum class Phase : std::uint8_t
    {
        Waiting,
        Working,
        Failing, // until the next try
    };

    Shipping shipping;
    Phase phase = Phase::Waiting;
    std::optional<Error> error; // of the last try
    int failures = 0;           // in a row
    std::optional<TimePoint> nextTryAt = {};
    store::EventBacklog backlog; // not shipped yet
};

class ShippingService final : public QObject
{
    Q_OBJECT

public:
    // All outlive the service. `line` may be called by any thread.
    struct Dependencies
    {
        store::EngineStore &store;
        ChangeFeed &feed;
        const Clock &clock;
        Random &random;
        ObjectStore &objects;
        store::DatabasePlace events;
        EventLine line;
    };
    using Done = std::function<void(const Result<void> &)>;

    static constexpr int mostAtOnce = 4;

    explicit ShippingService(const Dependencies &d);
    ~ShippingService() override;

    // What is stored can be shown. Errors: those of the store.
    [[nodiscard]] Result<void> load();
    // Goes on with what is stored. After the recorder has made events.db. Errors: those of the store.
    [[nodiscard]] Result<void> start();
    // Another node has changed it.
    [[nodiscard]] Result<void> changedElsewhere(const QString &clusterId);
    // Begins nothing any more.
    void stop();
    // The clock was moved.
    void lookAgain();

    // Switches it on or changes where to, and begins at once. Without a secret the present one is kept, as long as the
    // access key is the same. Without `start` it goes on where it ended. Errors: those of checkedTarget(),
    // of ObjectStore::probe(), of the store.
    void set(const QString &clusterId, ShippingTarget target, std::optional<ShippingStart> start, Done done);
    // `done` runs later. Errors: request.not_found where it is off, those of the store.
    void describe(const QString &clusterId, std::function<void(const Result<ShippingState> &)> done);
    // None: it is off.
    [[nodiscard]] std::optional<ShippingTarget> targetOf(const QString &clusterId) const;
    // The place where it ends is kept. Errors: request.not_found.
    [[nodiscard]] Result<void> switchOff(const QString &clusterId);
    // The cluster is gone.
    void forget(const QString &clusterId);

    // Of each cluster that ships; the backlogs are those of a little while ago, and this has them counted again.
    [[nodiscard]] QList<ShippingState> overview() const;

private:
    void apply(const QString &clusterId, const ShippingTarget &target, const std::optional<ShippingProgress> &anew,
               const Done &done);
    [[nodiscard]] ShippingState stateOf(const ShippingRun &run) const;
    void countBacklog(const QString &clusterId, std::function<void(const Result<store::EventBacklog> &)> done) const;
    void schedule();
    void step();

    Dependencies d;
    ShippingReader m_reader;
    ShippingDesk m_desk;
    std::map<QString, std::shared_ptr<ShippingRun>> m_runs;
    mutable QHash<QString, store::EventBacklog> m_backlogs; // of overview()
    mutable ShippingRun::Instant m_countedAt;
    mutable int m_counting = 0; // not counted yet
    bool m_isRunning = false;
    QTimer m_timer;
};

} // namespace unmta
