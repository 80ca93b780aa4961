#include "common/ServiceManager.h"

namespace unmta::service_manager {

// Windows has a service manager of its own kind, which starts programs that were written for it.
bool isThere()
{
    return false;
}

void ready() {}
void stopping() {}
void alive() {}

void keep(const QByteArray &, int) {}

void forget(const QByteArray &) {}

std::optional<std::chrono::milliseconds> watchdog()
{
    return std::nullopt;
}

} // namespace unmta::service_manager
