#include "common/ServiceManager.h"

#include "common/system/Service.h"

namespace unmta::service_manager {

// Nobody here keeps sockets, or asks for signs of life.
bool isThere()
{
    return false;
}

void ready()
{
    service::reportReady();
}

void stopping()
{
    service::reportStopping();
}

void alive() {}

void keep(const QByteArray &, int) {}

void forget(const QByteArray &) {}

std::optional<std::chrono::milliseconds> watchdog()
{
    return std::nullopt;
}

} // namespace unmta::service_manager
