// The font of host names, record values and files: fixed, and as large as the text around it, whatever size the system
// gives its own fixed font.
#pragma once

#include <QFont>

namespace unmta::ui {

[[nodiscard]] QFont fixedFont(const QFont &around);

} // namespace unmta::ui
