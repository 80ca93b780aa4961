#include "service/system/Signatures.h"

namespace unmta::test {

bool canWatchSignatures()
{
    return false;
}

void watchSignatures(Qt::HANDLE) {}

SeenSignatures seenSignatures()
{
    return {};
}

} // namespace unmta::test
