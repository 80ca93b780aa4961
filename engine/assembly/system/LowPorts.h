// Ports below 1024.
#pragma once

namespace unmta {

[[nodiscard]] bool mayOpenLowPorts();

} // namespace unmta
