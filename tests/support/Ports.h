// Ports on loopback that no other test of this user gets, in C++ or in Python (tests/flow/ports.py).
#pragma once

#include <QtGlobal>

namespace unmta::test {

// A port where nobody listens, by TCP or UDP, from below the range that systems hand out by themselves. No other test
// gets it before this process ends, so a server can be started on it, now or later or again, and until then a client
// that goes there finds nobody.
[[nodiscard]] quint16 takePort();

// Whether the process, or one that it has started, listens on the port by TCP. Where the system does not tell whose a
// socket is, that somebody listens must do.
[[nodiscard]] bool listens(qint64 pid, quint16 port);

} // namespace unmta::test
