// Walks what those who hear the window are told of it: the tree of QAccessible, from the window down.
#pragma once

#include <QStringList>

class QWidget;

namespace unmta::test {

// One sentence per fault: a control, a page or a table without a name; a control that can be reached by keyboard but is
// told to be nothing at all; a check box that is none; two controls of one kind that nobody can tell apart.
[[nodiscard]] QStringList accessFaults(QWidget &window);
// How many controls were met.
[[nodiscard]] int accessCount(QWidget &window);

} // namespace unmta::test
