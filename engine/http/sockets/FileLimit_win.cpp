#include "http/sockets/FileLimit.h"

#include <limits>

namespace unmta::http {

// Windows has no such limit.
int raiseFileLimit()
{
    return std::numeric_limits<int>::max();
}

} // namespace unmta::http
