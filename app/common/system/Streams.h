// Standard input and output.
#pragma once

namespace unmta {

// Before anything is read or printed: bytes come and go as they are, which is UTF-8, also where a terminal expects
// something else.
void prepareStreams();

} // namespace unmta
