// What every control of a window must tell: its purpose by its object name, for tests and style, and by its accessible
// name, for those who hear the window instead of seeing it.
// And what every label must do: show text as text.
#pragma once

#include <QStringList>

class QWidget;

namespace unmta::test {

// One sentence per fault of a control below `root`; the entries of menus are controls, too. Object names are asked of
// all of them, accessible names of those on screen: many get theirs with what they are about.
[[nodiscard]] QStringList namelessControls(const QWidget &root);
// Labels that would take a text from outside for HTML if it looks like it.
[[nodiscard]] QStringList guessingLabels(const QWidget &root);
// How many controls there are that were asked.
[[nodiscard]] int controlCount(const QWidget &root);

} // namespace unmta::test
