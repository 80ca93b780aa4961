// Whose addresses and names are a proxy's. Pure tables.
#pragma once

#include <QString>

namespace unmta::diagnosis {

// The proxy whose published ranges hold the address ("Cloudflare", "Fastly", …), or empty.
[[nodiscard]] QString proxyOfAddress(const QString &address);
// The proxy to which a host name belongs ("x.cdn.cloudflare.net"), or empty.
[[nodiscard]] QString proxyOfName(const QString &name);

} // namespace unmta::diagnosis
