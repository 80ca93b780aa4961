// Where a cluster's events are shipped to, and in which pieces.
#pragma once

#include "base/Bytes.h"
#include "base/Clock.h"
#include "base/Result.h"

#include <QString>

#include <optional>

namespace unmta {

enum class ShippingKind : std::uint8_t
{
    Directory,
    S3,
};

enum class ShippingCompression : std::uint8_t
{
    Gzip, // RFC 1952
    Zstd, // RFC 8878
};

struct ShippingTarget
{
    ShippingKind kind = ShippingKind::Directory;
    QString path; // directory: absolute
    // S3; objects are addressed by path, endpoint/bucket/name.
    QString endpoint; // "https://s3.eu-central-1.amazonaws.com"
    QString region;
    QString bucket;
    QString accessKey;
    QString secretKey;

    QString prefix; // of the objects' names, without slashes at its ends; may be empty
    ShippingCompression compression = ShippingCompression::Gzip;
    Millis interval = std::chrono::minutes(5); // between looks for new events
    std::int64_t maxBytes = 16 * MiB;          // of an object's lines, before they are compressed

    bool operator==(const ShippingTarget &) const = default;
};

// Brought into its one spelling, with what the other kind has left out. Errors, with the field: shipping.malformed
// (context "field", "expected").
[[nodiscard]] Result<ShippingTarget> checkedTarget(ShippingTarget target);

} // namespace unmta
