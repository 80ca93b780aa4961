// The socket below a connection to a database server.
#pragma once

class QSqlDatabase;

namespace unmta::store {

// -1 where it cannot be had, or the connection is none to a server.
[[nodiscard]] int socketOf(const QSqlDatabase &handle);
// Ends what it carries, in both directions; whoever has it still closes it.
void endSocket(int socket);

} // namespace unmta::store
