#include "dns/Resolvers.h"

#include "base/IpAddress.h"

using namespace Qt::StringLiterals;

namespace unmta::dns {

namespace {

// In its one spelling, since a resolver that is written in two ways would be taken for two sources. Empty when it is
// no address.
QString canonical(const QString &text)
{
    const auto address = IpAddress::parsePeer(text.toUtf8());
    const qsizetype zone = text.indexOf(u'%');
    return address ? QString::fromLatin1(address->toText()) + (zone < 0 ? QString() : text.sliced(zone)) : QString();
}

} // namespace

Result<Endpoint> parseEndpoint(const QString &text)
{
    const Error bad(u"dns.bad_server"_s, {}, {{u"server"_s, text}});
    QString address = text.trimmed();
    QString port = u"53"_s;
    if (address.startsWith(u'[')) {
        const auto close = address.indexOf(u']');
        if (close < 0)
            return bad;
        const QString rest = address.mid(close + 1);
        if (!rest.isEmpty() && !rest.startsWith(u':'))
            return bad;
        port = rest.isEmpty() ? port : rest.mid(1);
        address = address.mid(1, close - 1);
    } else if (address.count(u':') == 1) {
        port = address.section(u':', 1);
        address = address.section(u':', 0, 0);
    }
    bool ok = false;
    const ushort number = port.toUShort(&ok);
    address = canonical(address);
    if (!ok || number == 0 || address.isEmpty())
        return bad;
    return Endpoint{address, number};
}

Result<QList<Endpoint>> resolversFromSetting(const QString &setting)
{
    if (setting.trimmed() == "system"_L1) {
        const QList<Endpoint> found = systemResolvers();
        return found.isEmpty() ? QList<Endpoint>{{u"127.0.0.1"_s, 53}} : found;
    }
    QList<Endpoint> result;
    const QStringList parts = setting.split(u',', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        auto endpoint = parseEndpoint(part);
        if (!endpoint.ok())
            return Error(u"dns.bad_resolvers"_s, {}, {{u"server"_s, part.trimmed()}});
        if (!result.contains(*endpoint))
            result << *endpoint;
    }
    if (result.isEmpty())
        return Error(u"dns.bad_resolvers"_s, {}, {{u"server"_s, setting}});
    return result;
}

QList<Endpoint> parseResolvConf(const QByteArray &text)
{
    QList<Endpoint> result;
    const QStringList lines = QString::fromLatin1(text).split(u'\n');
    for (const QString &line : lines) {
        const QStringList words = line.simplified().split(u' ');
        if (words.size() < 2 || words.at(0) != "nameserver"_L1)
            continue;
        const QString address = canonical(words.at(1));
        if (!address.isEmpty() && !result.contains(Endpoint{address, 53}))
            result << Endpoint{address, 53};
    }
    return result;
}

} // namespace unmta::dns
