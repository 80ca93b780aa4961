#include "store/system/ServerSocket.h"

#include <QSqlDriver>
#include <QVariant>

#include <dlfcn.h>
#include <sys/socket.h>

namespace unmta::store {

// Qt's driver gives libpq's connection away, and libpq its socket: the copy of the library that the driver has loaded
// is asked, and nothing is loaded for it.
int socketOf(const QSqlDriver &driver)
{
    const QVariant connection = driver.handle();
    const QByteArrayView type = connection.typeName(); // libpq has two names for it
    if (type != "PGconn*" && type != "pg_conn*")
        return -1;
    void *library = dlopen("libpq.so.5", RTLD_LAZY | RTLD_NOLOAD);
    if (!library)
        return -1;
    const auto ask = reinterpret_cast<int (*)(void *)>(dlsym(library, "PQsocket"));
    const int socket = ask ? ask(*static_cast<void *const *>(connection.constData())) : -1;
    dlclose(library);
    return socket;
}

void endSocket(int socket)
{
    if (socket >= 0)
        ::shutdown(socket, SHUT_RDWR);
}

} // namespace unmta::store
