// What the console calls the settings and their values, which have names of their own for programs.
#pragma once

#include <QString>

namespace unmta {
struct Setting;
}

namespace unmta::ui {

// "Check every"; empty for what is no setting.
[[nodiscard]] QString settingLabel(const QString &name);
// The sentence beneath the field.
[[nodiscard]] QString settingHint(const Setting &row);
// "Redirected to https" for "require", "automatic" for "auto", "1 day" for "24h"; a value that has no words is as it
// stands.
[[nodiscard]] QString settingValueWords(const QString &name, const QString &value);
// The other way round, for what was typed: either is understood, and of a duration every unit from seconds to weeks.
[[nodiscard]] QString settingValueOf(const QString &name, const QString &words);
// Whether it is either on or off.
[[nodiscard]] bool isSwitch(const Setting &row);

} // namespace unmta::ui
