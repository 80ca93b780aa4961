#include "common/system/Service.h"

namespace unmta::service {

std::optional<int> command(const Description &, int, char **)
{
    return std::nullopt;
}

int run(const Description &, int argc, char **argv, const std::function<int(int, char **)> &program)
{
    return program(argc, argv);
}

bool isService()
{
    return false;
}

void onStop(std::function<void()>) {}

void reportReady() {}

void reportStopping() {}

} // namespace unmta::service
