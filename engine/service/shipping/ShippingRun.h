// One cluster's shipping: what it does next, and when. One object at a time, each decided on before it is written
// (domain/shipping/ShippingProgress.h). Engine thread; owned by ShippingService.
#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "domain/shipping/ShippingProgress.h"
#include "service/shipping/ObjectPacker.h"
#include "service/shipping/ObjectStore.h"
#include "store/tables/shipping/ShippingTable.h"

#include <chrono>
#include <functional>
#include <memory>

namespace unmta {

class ShippingReader;

// What all runs work with; outlives them.
struct ShippingDesk
{
    store::ShippingTable &store;
    const Clock &clock;
    Random &random;
    ObjectStore &objects;
    ShippingReader &reader;
    EventLine line;
    std::function<void()> stepped; // a run is free again
};

class ShippingRun final : public std::enable_shared_from_this<ShippingRun>
{
public:
    using Instant = std::chrono::steady_clock::time_point;

    ShippingRun(const ShippingDesk &desk, Shipping shipping);

    [[nodiscard]] const Shipping &shipping() const { return m_shipping; }
    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    // Of Clock::steady(). While it is not busy.
    [[nodiscard]] Instant dueAt() const { return m_dueAt; }
    // Why the last step failed; none: it did not.
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    [[nodiscard]] int failures() const { return m_failures; } // in a row
    // By the wall clock.
    [[nodiscard]] std::optional<TimePoint> nextTryAt() const;

    // Goes on at once. What is under way is ended as it was begun.
    void setTarget(const ShippingTarget &target);
    // Goes on from there at once. What is under way does not count.
    void setProgress(const ShippingProgress &progress);

    // One step; not while it is busy.
    void step();

private:
    template <typename T>
    using Handler = void (ShippingRun::*)(const Result<T> &);
    // Calls the handler with what comes, if it still counts by then.
    template <typename T, typename Then>
    [[nodiscard]] std::function<void(const Result<T> &)> guarded(Then then);

    void plan();
    void planned(const Result<std::optional<ShippingPlan>> &plan);
    void pack(const ShippingPiece &piece);
    void write(const QString &name, const PackedObject &object);
    void written(ShippedObject object);
    void writeManifest();
    void rest();
    void fail(const Error &error);
    void end(Instant dueAt);
    [[nodiscard]] Millis pause(const Error &error) const;

    const ShippingDesk &d;
    Shipping m_shipping;
    bool m_isBusy = false;
    bool m_isRound = false; // from the first look until there is nothing left
    quint64 m_epoch = 0;    // of the progress
    Instant m_dueAt;
    Instant m_nextRound;
    std::optional<Error> m_error;
    int m_failures = 0;
};

} // namespace unmta
