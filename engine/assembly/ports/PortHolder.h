// Which program holds a TCP port of this machine, for people who wonder why it is taken. Linux only; elsewhere nobody
// is found.
#pragma once

#include <QString>

namespace unmta {

// "nginx (pid 812, user www-data)"; "a program of user www-data" where its files must not be looked into; empty when
// nobody but this process listens there. Looks through all processes: for a question, not for a loop. `proc` is another
// than the system's in tests.
[[nodiscard]] QString portHolder(quint16 port, const QString &proc = QStringLiteral("/proc"));

} // namespace unmta
