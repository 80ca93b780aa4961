#include "assembly/system/LowPorts.h"

namespace unmta {

bool mayOpenLowPorts()
{
    return true;
}

} // namespace unmta
