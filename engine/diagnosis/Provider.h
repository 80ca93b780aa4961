// Knowledge about the outside world: who runs a zone, and whose addresses are a proxy's. Pure tables.
#pragma once

#include <QString>
#include <QStringList>

namespace unmta::dns {

// "cloudflare", "route53" or "other"; empty for an empty list. One name server of a provider decides.
[[nodiscard]] QString detectProvider(const QStringList &nameServers);
// The proxy whose published ranges hold the address ("Cloudflare", "Fastly", …), or empty.
[[nodiscard]] QString proxyOfAddress(const QString &address);
// The proxy to which a host name belongs ("x.cdn.cloudflare.net"), or empty.
[[nodiscard]] QString proxyOfName(const QString &name);

} // namespace unmta::dns
