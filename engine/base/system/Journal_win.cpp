#include "base/system/Journal.h"

namespace unmta {

bool isJournal()
{
    return false;
}

} // namespace unmta
