// What a command is given beside its words: files and standard input.
#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QString>

namespace unmta::ctl {

// All of standard input, to its end.
[[nodiscard]] QByteArray standardInput();
// All of a file; "-" is standard input. Errors: usage.wrong, with the reason.
[[nodiscard]] Result<QByteArray> contentOf(const QString &path);

} // namespace unmta::ctl
