// The program in the computer's list of services: put there, taken out, started, stopped. Internal.
#pragma once

#include "common/system/Service.h"

#include <string>
#include <vector>

namespace unmta::service {

// How the list of services starts the program.
inline constexpr const char *asService = "--as-service";

// The words behind "service". Prints what it has done, or why not; the exit status.
[[nodiscard]] int control(const Description &description, const std::vector<std::string> &words);

} // namespace unmta::service
