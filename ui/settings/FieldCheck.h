// A look at a setting's value when its field is left, so that what is certainly wrong is told at once and beside it.
// The engine decides; what this lets through may still be refused.
#pragma once

#include <QString>

namespace unmta {
struct Setting;
}

namespace unmta::ui {

// A sentence that says what to give instead; empty: nothing to say.
[[nodiscard]] QString fieldFault(const Setting &row, const QString &value);

} // namespace unmta::ui
