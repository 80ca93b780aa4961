#include "common/KeptSockets.h"

namespace unmta {

KeptSockets::KeptSockets() = default;
KeptSockets::~KeptSockets() = default;

int KeptSockets::take(const QByteArray &)
{
    return -1;
}

void KeptSockets::keep(const QByteArray &, int) {}

void KeptSockets::dropRest() {}

void KeptSockets::release() {}

void KeptSockets::handOn() {}

} // namespace unmta
