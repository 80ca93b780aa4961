#include "domain/DnsProvider.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

bool isCloudflares(const QString &nameServer)
{
    const QString dotted = u'.' + nameServer;
    return dotted.endsWith(".ns.cloudflare.com"_L1) || dotted.endsWith(".foundationdns.com"_L1);
}

// ns-123.awsdns-45.co.uk
bool isRoute53s(const QString &nameServer)
{
    return nameServer.section(u'.', 1, 1).startsWith("awsdns-"_L1);
}

} // namespace

QString dnsProviderOf(const QStringList &nameServers)
{
    if (nameServers.isEmpty())
        return {};
    for (const QString &given : nameServers) {
        QString name = given.toLower();
        if (name.endsWith(u'.'))
            name.chop(1);
        if (isCloudflares(name))
            return u"cloudflare"_s;
        if (isRoute53s(name))
            return u"route53"_s;
    }
    return u"other"_s;
}

} // namespace unmta
