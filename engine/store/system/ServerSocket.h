// The socket below a connection to a database server.
#pragma once

class QSqlDriver;

namespace unmta::store {

// -1 where it cannot be had, or the connection is none to a server.
[[nodiscard]] int socketOf(const QSqlDriver &driver);
// Ends what it carries, in both directions; whoever has it still closes it. Nothing, where there is none.
void endSocket(int socket);

} // namespace unmta::store
