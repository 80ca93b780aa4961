// Looks for what does not fit: text that ends in the middle, controls narrower than their words, what sticks out of the
// page, and what lies on something else.
#pragma once

#include <QStringList>

class QWidget;

namespace unmta::test {

// One sentence per fault, of what is shown below `window`. Texts that may be longer than any window (hosts, record
// values) are shown by fields that scroll or by labels that tell the rest as a tip; those need room for a few letters.
[[nodiscard]] QStringList cutTexts(const QWidget &window);

} // namespace unmta::test
