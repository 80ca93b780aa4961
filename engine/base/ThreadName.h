// What the system's tools (top -H, debuggers) call a thread.
#pragma once

namespace unmta {

// The calling thread; at most 15 characters. Where the system has no such names, nothing happens.
void nameThisThread(const char *name);

} // namespace unmta
