// Where the documentation lies that was installed with the programs, or built beside them.
#pragma once

#include <QString>

namespace unmta {

// The file of a topic's HTML page, for example "quick-start"; "index" is the contents. Looked for beside `programDir`:
// ../share/doc/unmta/html as installed, ../docs/html as built. Empty when it is in neither.
[[nodiscard]] QString documentationPage(const QString &programDir, const QString &topic);

} // namespace unmta
