#include "dns/Message.h"

#include <iterator>
#include <utility>

using namespace Qt::StringLiterals;

namespace unmta::dns {

namespace {

constexpr std::pair<RrType, QLatin1StringView> TypeNames[] = {
    {RrType::A, "A"_L1},       {RrType::NS, "NS"_L1},         {RrType::CNAME, "CNAME"_L1},
    {RrType::SOA, "SOA"_L1},   {RrType::PTR, "PTR"_L1},       {RrType::MX, "MX"_L1},
    {RrType::TXT, "TXT"_L1},   {RrType::AAAA, "AAAA"_L1},     {RrType::DNAME, "DNAME"_L1},
    {RrType::OPT, "OPT"_L1},   {RrType::DS, "DS"_L1},         {RrType::RRSIG, "RRSIG"_L1},
    {RrType::NSEC, "NSEC"_L1}, {RrType::DNSKEY, "DNSKEY"_L1}, {RrType::NSEC3, "NSEC3"_L1},
    {RrType::TSIG, "TSIG"_L1}, {RrType::CAA, "CAA"_L1}};

} // namespace

QString endpointText(const Endpoint &endpoint)
{
    const QString port = QString::number(endpoint.port);
    if (endpoint.address.contains(u':'))
        return u"["_s + endpoint.address + u"]:"_s + port;
    return endpoint.address + u':' + port;
}

QString rcodeText(Rcode rcode)
{
    static constexpr QLatin1StringView names[] = {"NOERROR"_L1,  "FORMERR"_L1, "SERVFAIL"_L1,
                                                  "NXDOMAIN"_L1, "NOTIMP"_L1,  "REFUSED"_L1};
    if (rcode == Rcode::BadVers)
        return u"BADVERS"_s;
    const auto value = static_cast<unsigned>(rcode);
    return value < std::size(names) ? QString(names[value]) : u"RCODE%1"_s.arg(value);
}

QString typeText(RrType type)
{
    for (const auto &[known, name] : TypeNames) {
        if (known == type)
            return name;
    }
    return u"TYPE%1"_s.arg(static_cast<unsigned>(type));
}

std::optional<RrType> rrTypeFromText(QStringView text)
{
    for (const auto &[known, name] : TypeNames) {
        if (text.compare(name, Qt::CaseInsensitive) == 0)
            return known;
    }
    return std::nullopt;
}

} // namespace unmta::dns
