// Where the tests find files of the source tree and the programs under test.
#pragma once

#include <QString>

namespace unmta::test {

// Below the source tree: sourcePath(u"resources/openapi.yaml"_s).
[[nodiscard]] QString sourcePath(const QString &relative);
// A program of the build, by its name: programPath(u"unmta-ctl"_s).
[[nodiscard]] QString programPath(const QString &name);

} // namespace unmta::test
