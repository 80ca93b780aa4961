// How far a cluster's events have been shipped. What is to be written next is decided, and made durable, before it is
// written: whoever is killed in between writes the same object of the same name again, and no other has its events.
#pragma once

#include "base/Clock.h"
#include "domain/shipping/ShippingTarget.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace unmta {

// The days and hours since 1970, UTC, in which a time lies.
[[nodiscard]] std::int64_t dayOf(std::int64_t unixMs);
[[nodiscard]] std::int64_t hourOf(TimePoint time);

// "<prefix>/<cluster>/2026/11/29/0000000000000042.ndjson.gz": the day of its events and the number of its first one.
[[nodiscard]] QString objectName(const QString &prefix, const QString &clusterId, std::int64_t day,
                                 std::int64_t firstSeq, ShippingCompression compression);
// "<prefix>/<cluster>/2026/11/29/manifest-13-0000000000000042.json": the hour in which the objects that it lists were
// written, and the number of the first of them, which makes it unlike any other whatever the clock does.
[[nodiscard]] QString manifestName(const QString &prefix, const QString &clusterId, std::int64_t hour,
                                   std::int64_t firstSeq);

// One object that is to be written: the cluster's events with numbers in (after, last] and times on that day.
struct ShippingPart
{
    QString name;
    std::int64_t day = 0;

    bool operator==(const ShippingPart &) const = default;
};

struct ShippingPiece
{
    std::int64_t after = 0;
    std::int64_t last = 0;
    ShippingPart part;

    bool operator==(const ShippingPiece &) const = default;
};

// A value: each step gives the progress after it.
class ShippingProgress
{
public:
    // Events arrive nearly in order: around midnight those of two days alternate, which makes two objects.
    static constexpr qsizetype mostParts = 2;

    struct Fields
    {
        std::int64_t cursor = 0;      // every event up to this number is shipped
        std::int64_t pendingLast = 0; // those up to this one are being shipped; 0: none
        QList<ShippingPart> pending;  // not written yet, in the order in which they are
        bool operator==(const Fields &) const = default;
    };

    ShippingProgress() = default;
    // As it was stored.
    explicit ShippingProgress(Fields fields)
        : m_fields(std::move(fields))
    {}
    // Nothing up to that number is shipped.
    static ShippingProgress from(std::int64_t cursor) { return ShippingProgress(Fields{cursor, 0, {}}); }

    [[nodiscard]] const Fields &fields() const { return m_fields; }
    [[nodiscard]] std::int64_t cursor() const { return m_fields.cursor; }
    // What has to be written before anything else is decided.
    [[nodiscard]] std::optional<ShippingPiece> pending() const;

    // The events up to `last` go next, in these objects. Not while there is something pending.
    [[nodiscard]] ShippingProgress planned(std::int64_t last, const QList<ShippingPart> &parts) const;
    // The pending object is where it belongs.
    [[nodiscard]] ShippingProgress written() const;

    bool operator==(const ShippingProgress &) const = default;

private:
    Fields m_fields;
};

// An object that was written.
struct ShippedObject
{
    QString name;
    std::int64_t firstSeq = 0; // 0: without events, for all of them were deleted after it was planned
    std::int64_t lastSeq = 0;
    std::int64_t events = 0;
    std::int64_t bytes = 0;
    QByteArray sha256; // of its bytes, in hex
    TimePoint at;

    bool operator==(const ShippedObject &) const = default;
};

// All that is stored about one cluster's shipping.
struct Shipping
{
    QString clusterId;
    ShippingTarget target;
    ShippingProgress progress;
    std::int64_t objects = 0; // written so far, and what they held
    std::int64_t events = 0;
    std::optional<ShippedObject> lastObject = {};
};

} // namespace unmta
