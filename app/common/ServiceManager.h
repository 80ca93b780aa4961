// What whoever started this process as a service is told: systemd, by the protocol of sd_notify(3). Nothing happens
// where nobody listens. Any thread.
#pragma once

#include <QByteArray>

#include <chrono>
#include <optional>

namespace unmta::service_manager {

[[nodiscard]] bool isThere();

// It serves now; it has begun to end; it is alive.
void ready();
void stopping();
void alive();

// Holds the socket under this name for the next start of the service; until forgotten, or the service is stopped for
// good.
void keep(const QByteArray &name, int socket);
void forget(const QByteArray &name);

// Within which alive() is to be called again and again, or the process is taken for hung and started anew.
[[nodiscard]] std::optional<std::chrono::milliseconds> watchdog();

} // namespace unmta::service_manager
