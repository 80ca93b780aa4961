// Tells which of some events lie in events.db already: an event that was answered early may come a second time, from
// the spool, and its id tells. Internal to this folder.
#pragma once

#include "base/Result.h"

#include <QByteArray>

namespace unmta::store {

class Database;

// Packed again (PackedEvents.h): those whose ids are neither stored nor come earlier among them. Reads what was
// recorded at the same time.
[[nodiscard]] Result<QByteArray> withoutKnown(Database &database, const QByteArray &packed);

} // namespace unmta::store
