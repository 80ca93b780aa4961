// Whether a program of this computer listens.
#pragma once

#include <QtGlobal>

namespace unmta::ctl {

// On a TCP port of 127.0.0.1. False where that cannot be found out.
[[nodiscard]] bool isListening(quint16 port);

} // namespace unmta::ctl
