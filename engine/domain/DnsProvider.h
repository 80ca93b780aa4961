// Who runs a zone's DNS, as far as its name servers tell.
#pragma once

#include <QString>
#include <QStringList>

namespace unmta {

// The id of one of dnsProviders(), "other" for everybody else; empty for an empty list. One name server of a provider
// decides. Case and a final dot do not matter.
[[nodiscard]] QString dnsProviderOf(const QStringList &nameServers);

} // namespace unmta
