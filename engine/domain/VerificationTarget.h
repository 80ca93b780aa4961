// The CNAME value that is issued to one tracking domain and to no other, ever.
#pragma once

#include "base/Random.h"

#include <QString>

namespace unmta {

// "v-<20 hex digits>.<zone>": 80 random bits. That it was never issued before is the store's to assure (the table of
// targets keeps deleted ones), because only it knows.
[[nodiscard]] QString issueTarget(Random &random, const QString &targetZone);

// The product-owned host of a cluster without a default: "c-<cluster id>.<zone>"; empty while there is no zone.
[[nodiscard]] QString fallbackHost(const QString &clusterId, const QString &targetZone);

} // namespace unmta
