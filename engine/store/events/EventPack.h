// The packed form of a batch of events: a JSON array with one array per event. Internal to this floor.
//   [event id, "open" or "click", timestamp, cluster, domain, host, message id, recipient, url, link index, link name,
//    ip, user agent, bot, {meta}]
#pragma once

#include "domain/TrackingEvent.h"

#include <QByteArray>

#include <span>

namespace unmta::store {

// Valid JSON whatever the texts hold. A NUL character, which SQLite's JSON functions would take for the end of the
// text, becomes U+FFFD.
[[nodiscard]] QByteArray packEvents(std::span<const TrackingEvent> events);

} // namespace unmta::store
