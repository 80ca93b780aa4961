// From SQLite's result codes to ours. Internal to this floor.
#pragma once

#include "base/Error.h"

class QSqlError;

namespace unmta::store {

[[nodiscard]] Error errorOf(const QSqlError &error, const QString &path);

} // namespace unmta::store
