// Which threads sign certificates, and look at signatures and keys.
#pragma once

#include <Qt>

namespace unmta::test {

struct SeenSignatures
{
    int onWatched = 0;
    int elsewhere = 0;
};

// False where nobody can look on.
[[nodiscard]] bool canWatchSignatures();
// Counts from nothing, with this thread watched.
void watchSignatures(Qt::HANDLE thread);
// What was seen; nobody is watched any more.
[[nodiscard]] SeenSignatures seenSignatures();

} // namespace unmta::test
