// The statements of the expansion, apart from their use so that tests can ask SQLite how it would run them. Internal to
// this floor.
#pragma once

#include <QString>

namespace unmta::store {

// Value: the last batch. Stores the events of all batches up to it, in the order in which they came.
[[nodiscard]] QString expandBatchesSql();
// Values: a batch, twice. Counts the events of later batches that stand neither in that one nor in earlier ones, and
// are not stored.
[[nodiscard]] QString countNewSql();
// Value: a row number. Adds the events stored after it to the hourly roll-up.
[[nodiscard]] QString addActivitySql();
// Value: a row number. Counts the events stored after it: cluster, domain, host, then the four counts.
[[nodiscard]] QString countIncreasesSql();

} // namespace unmta::store
