// What the command line's three streams lead to.
#pragma once

#include <QtGlobal>

namespace unmta::ctl {

// Columns of the terminal that standard output is; 0: it is none.
[[nodiscard]] qsizetype terminalWidth();
// Standard input is a terminal.
[[nodiscard]] bool isPersonThere();
// Standard error is a terminal.
[[nodiscard]] bool areNotesSeen();
// Standard error leads into the same file as standard output.
[[nodiscard]] bool notesEnterTheResult();

} // namespace unmta::ctl
