// The seam at which exceptions of libraries end: a program says what happened and ends with a status, not with a core.
#pragma once

#include <cstdio>
#include <exception>

namespace unmta {

// What `run` returns, or 1 after one line on stderr.
template <typename Run>
[[nodiscard]] int guarded(const char *program, Run run) noexcept
{
    try {
        return run();
    } catch (const std::exception &fault) {
        std::fprintf(stderr, "%s: ended by an internal fault: %s\n", program, fault.what());
    } catch (...) {
        std::fprintf(stderr, "%s: ended by an internal fault\n", program);
    }
    return 1;
}

} // namespace unmta
