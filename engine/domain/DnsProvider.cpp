#include "domain/DnsProvider.h"

#include "base/DnsProviders.h"

namespace unmta {

using namespace Qt::StringLiterals;

QString dnsProviderOf(const QStringList &nameServers)
{
    if (nameServers.isEmpty())
        return {};
    for (const QString &given : nameServers) {
        QString name = given.toLower();
        if (name.endsWith(u'.'))
            name.chop(1);
        for (const DnsProvider &provider : dnsProviders()) {
            if (provider.owns(name))
                return provider.id;
        }
    }
    return u"other"_s;
}

} // namespace unmta
