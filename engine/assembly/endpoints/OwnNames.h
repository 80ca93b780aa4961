// How this computer is called and reached.
#pragma once

#include <QStringList>

namespace unmta {

// Every host name and numeric address under which a client may ask for a listener on `address`: for "::" and "0.0.0.0"
// those of all interfaces, as they are now. Reads local facts only and never waits for the network.
[[nodiscard]] QStringList ownSubjects(const QString &address);

// The numeric addresses of all interfaces, as they are now, without link-local ones.
[[nodiscard]] QStringList ownAddresses();

} // namespace unmta
