// Where the lines of the log arrive.
#pragma once

namespace unmta {

// Whether standard error leads straight to systemd's journal, which wants each line's priority in front of it.
[[nodiscard]] bool isJournal();

} // namespace unmta
