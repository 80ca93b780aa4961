#include "common/Renewal.h"

namespace unmta {

// Nobody can ask for it: there is no such signal.
Renewal::Renewal(int, char **) {}

void Renewal::tryProgram(QObject *, std::function<void(bool)>) {}

void Renewal::takePlace(KeptSockets &) const {}

} // namespace unmta
