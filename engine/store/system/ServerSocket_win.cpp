#include "store/system/ServerSocket.h"

namespace unmta::store {

// Qt is built without the driver for servers here.
int socketOf(const QSqlDriver &)
{
    return -1;
}

void endSocket(int) {}

} // namespace unmta::store
