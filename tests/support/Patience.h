// How long a test waits for something that is to happen. The bound says "not for ever" and nothing else, so that a busy
// machine is no failure; what is to be quick is shown by counting, or by a clock of the test's own.
#pragma once

#include <QTest>

#include <chrono>
#include <ctime>

namespace unmta::test {

constexpr int patienceMs = 30'000;
constexpr auto patience = std::chrono::milliseconds(patienceMs);

// What this process has computed so far, in milliseconds: work, which costs the same on a busy machine.
inline double processorMs()
{
    return 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

} // namespace unmta::test

// Qt gives up after five seconds.
#undef QTRY_VERIFY
#undef QTRY_VERIFY2
#undef QTRY_COMPARE
#define QTRY_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT((condition), unmta::test::patienceMs)
#define QTRY_VERIFY2(condition, message) QTRY_VERIFY2_WITH_TIMEOUT((condition), message, unmta::test::patienceMs)
#define QTRY_COMPARE(actual, expected) QTRY_COMPARE_WITH_TIMEOUT((actual), expected, unmta::test::patienceMs)
