// What was written in one hour, for whoever reads the objects.
#pragma once

#include "domain/shipping/ShippingProgress.h"

namespace unmta {

// {"version":1,"cluster_id":…,"hour":"2026-11-29T13:00:00Z","objects":[{"name":…,"first_seq":…,"last_seq":…,
// "events":…,"bytes":…,"sha256":…}]}, the names as they are below the bucket or the directory.
[[nodiscard]] QByteArray manifestText(const QString &clusterId, std::int64_t hour, const QList<ShippedObject> &objects);

} // namespace unmta
