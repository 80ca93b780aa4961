// A choice beside others, or one by itself: pressed as long as it holds.
#pragma once

#include <QPushButton>

namespace unmta::ui {

// `heard` is what it is called for those who do not see what it stands beside.
[[nodiscard]] QPushButton *chip(const QString &objectName, const QString &text, const QString &heard);

} // namespace unmta::ui
