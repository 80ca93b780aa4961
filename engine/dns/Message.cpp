#include "dns/Message.h"

#include <iterator>

using namespace Qt::StringLiterals;

namespace unmta::dns {

QString toString(const Endpoint &endpoint)
{
    const QString port = QString::number(endpoint.port);
    if (endpoint.address.contains(u':'))
        return u"["_s + endpoint.address + u"]:"_s + port;
    return endpoint.address + u':' + port;
}

QString toString(Rcode rcode)
{
    static constexpr QLatin1StringView names[] = {"NOERROR"_L1,  "FORMERR"_L1, "SERVFAIL"_L1,
                                                  "NXDOMAIN"_L1, "NOTIMP"_L1,  "REFUSED"_L1};
    const auto value = static_cast<unsigned>(rcode);
    return value < std::size(names) ? QString(names[value]) : u"RCODE%1"_s.arg(value);
}

QString toString(RrType type)
{
    switch (type) {
    case RrType::A:
        return u"A"_s;
    case RrType::NS:
        return u"NS"_s;
    case RrType::CNAME:
        return u"CNAME"_s;
    case RrType::SOA:
        return u"SOA"_s;
    case RrType::PTR:
        return u"PTR"_s;
    case RrType::MX:
        return u"MX"_s;
    case RrType::TXT:
        return u"TXT"_s;
    case RrType::AAAA:
        return u"AAAA"_s;
    case RrType::DNAME:
        return u"DNAME"_s;
    case RrType::OPT:
        return u"OPT"_s;
    case RrType::DS:
        return u"DS"_s;
    case RrType::RRSIG:
        return u"RRSIG"_s;
    case RrType::NSEC:
        return u"NSEC"_s;
    case RrType::DNSKEY:
        return u"DNSKEY"_s;
    case RrType::NSEC3:
        return u"NSEC3"_s;
    case RrType::TSIG:
        return u"TSIG"_s;
    }
    return u"TYPE%1"_s.arg(static_cast<unsigned>(type));
}

} // namespace unmta::dns
