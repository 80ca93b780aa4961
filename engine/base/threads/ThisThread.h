// What the system knows of the calling thread. Where it does not know such things, nothing happens.
#pragma once

namespace unmta {

// For the system's tools (top -H, debuggers); at most 15 characters.
void nameThisThread(const char *name);

// For work that nobody waits for: threads on which somebody's answer depends have the processors first, and get them
// back at once when they wake up. The thread still gets a share when the others leave none; for good.
void workBehindOthers();

} // namespace unmta
