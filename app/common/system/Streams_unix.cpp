#include "common/system/Streams.h"

namespace unmta {

void prepareStreams() {}

} // namespace unmta
