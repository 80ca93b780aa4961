#include "domain/Check.h"

#include "domain/DnsProvider.h"

namespace unmta {

QString Check::provider() const
{
    return dnsProviderOf(nameServers);
}

} // namespace unmta
