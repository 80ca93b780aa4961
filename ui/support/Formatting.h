// Times and numbers as people read them, in the order and with the signs of QLocale's default; the examples are those
// of an English that has 24 hours. The present is always handed in.
#pragma once

#include "base/Clock.h"

#include <QString>

class QDate;

namespace unmta::ui {

// "just now", "4 min ago", "21 h ago", "3 d ago", and "in 38 d" for what is to come.
[[nodiscard]] QString relativeTime(TimePoint time, TimePoint now);
// The distance only: "38 d", "4 min".
[[nodiscard]] QString distance(TimePoint from, TimePoint to);
// The whole truth in local time, for tooltips: "Tuesday, 24 November 2026 22:07:10".
[[nodiscard]] QString exactTime(TimePoint time);
// "today 12:10", "yesterday 09:40", "tomorrow 09:12", "18 Nov 09:12", "18 Nov 2025".
[[nodiscard]] QString dayAndTime(TimePoint time, TimePoint now);
// "18 Nov", "18 Nov 2025".
[[nodiscard]] QString dayBriefly(TimePoint time, TimePoint now);
// "4 Feb 2027".
[[nodiscard]] QString dayOnly(TimePoint time);
// "4 Feb".
[[nodiscard]] QString dayOfYear(const QDate &date);
// Each ISO 8601 time in a text as "4 Feb 2027 14:32".
[[nodiscard]] QString withLocalTimes(const QString &text);
// "14:32".
[[nodiscard]] QString clockTime(TimePoint time);
// A tooltip that shows exactly this text: a tooltip would take what looks like markup for markup.
[[nodiscard]] QString plainTip(const QString &text);
// A host name or an address that may go on in the next line after each of its parts; only to be looked at.
[[nodiscard]] QString breakable(const QString &name);
// "48,210".
[[nodiscard]] QString number(qint64 value);

} // namespace unmta::ui
