// Shipping of a cluster's events to a directory or to S3.
#pragma once

#include "base/Clock.h"

#include <QString>

#include <optional>

namespace unmta::wire {

enum class ShippingKind : std::uint8_t
{
    Directory,
    S3
};

enum class ShippingCompression : std::uint8_t
{
    Gzip,
    Zstd
};

enum class ShippingStart : std::uint8_t
{
    Oldest,
    Now
};

enum class ShippingPhase : std::uint8_t
{
    Waiting,
    Working,
    Failing
};

// What is left out has its default; what the kind does not need is left out.
struct ShippingInput
{
    ShippingKind kind = ShippingKind::Directory;
    std::optional<QString> path;
    std::optional<QString> endpoint;
    std::optional<QString> region;
    std::optional<QString> bucket;
    std::optional<QString> accessKey;
    std::optional<QString> secretKey; // absent, or as it was shown: stays
    std::optional<QString> prefix;
    std::optional<ShippingCompression> compression;
    std::optional<QString> interval; // a duration
    std::optional<qint64> maxBytes;
    std::optional<ShippingStart> start; // absent: where it ended, or the oldest
};

struct ShippedObject
{
    QString name;
    qint64 firstSeq = 0;
    qint64 lastSeq = 0;
    qint64 events = 0;
    qint64 bytes = 0;
    QString sha256;
    TimePoint at;
    bool operator==(const ShippedObject &) const = default;
};

// Why nothing was written the last time.
struct ShippingProblem
{
    QString code;
    QString message;
    bool operator==(const ShippingProblem &) const = default;
};

struct ShippingState
{
    ShippingPhase phase = ShippingPhase::Waiting;
    QString cursor; // every event up to it is shipped
    qint64 backlog = 0;
    std::optional<TimePoint> oldestAt; // of what waits
    qint64 objects = 0;
    qint64 events = 0;
    std::optional<ShippedObject> lastObject;
    std::optional<ShippingProblem> error;
    int failures = 0; // in a row
    std::optional<TimePoint> nextTryAt;
    bool operator==(const ShippingState &) const = default;
};

struct Shipping
{
    ShippingKind kind = ShippingKind::Directory;
    std::optional<QString> path;
    std::optional<QString> endpoint;
    std::optional<QString> region;
    std::optional<QString> bucket;
    std::optional<QString> accessKey;
    std::optional<QString> secretKey; // masked
    QString prefix;
    ShippingCompression compression = ShippingCompression::Gzip;
    QString interval;
    qint64 maxBytes = 0;
    ShippingState state;
    bool operator==(const Shipping &) const = default;
};

} // namespace unmta::wire
