// How many sockets and files this process may have open.
#pragma once

namespace unmta::http {

// Raises the soft limit to the hard one. What holds now.
int raiseFileLimit();

} // namespace unmta::http
