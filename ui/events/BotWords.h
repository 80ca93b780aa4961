// What the console calls the verdicts on programs and the rules behind them, which have names of their own for
// programs.
#pragma once

#include <QString>

namespace unmta::ui {

// "a link scanner" for "link_scanner"; what is not known as it stands.
[[nodiscard]] QString verdictWord(const QString &verdict);
// Who did it: "person", "bot · a link scanner".
[[nodiscard]] QString doerWord(const QString &verdict);
// "Clicks at once" for "instant_click", "gmail image proxy" for the rule of that name.
[[nodiscard]] QString ruleWord(const QString &rule);

} // namespace unmta::ui
