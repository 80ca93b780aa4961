// What travels in a DNS message, as plain values. Names are in presentation form, lower case and without the final dot
// (the root is "."); only the question keeps the case in which it travelled, because a reply must echo it.
#pragma once

#include <QList>
#include <QString>

#include <cstdint>
#include <optional>

namespace unmta::dns {

enum class RrType : std::uint16_t
{
    A = 1,
    NS = 2,
    CNAME = 5,
    SOA = 6,
    PTR = 12,
    MX = 15,
    TXT = 16,
    AAAA = 28,
    DNAME = 39,
    OPT = 41,
    DS = 43,
    RRSIG = 46,
    NSEC = 47,
    DNSKEY = 48,
    NSEC3 = 50,
    TSIG = 250,
    CAA = 257
};

// The response codes that have a meaning here (RFC 1035, 4.1.1); any other value is kept as it came.
enum class Rcode : std::uint16_t
{
    NoError = 0,
    FormErr = 1,
    ServFail = 2,
    NxDomain = 3,
    NotImp = 4,
    Refused = 5,
    BadVers = 16 // of EDNS (RFC 6891, 6.1.3)
};

// Where a server listens: an address in text ("192.0.2.53", "2001:db8::53") and a port.
struct Endpoint
{
    QString address;
    std::uint16_t port = 53;

    bool operator==(const Endpoint &) const = default;
};

// "192.0.2.53:53", "[2001:db8::53]:53"
[[nodiscard]] QString endpointText(const Endpoint &endpoint);

struct Question
{
    QString name;
    RrType type = RrType::CNAME;

    bool operator==(const Question &) const = default;
};

struct Record
{
    QString name;
    RrType type = RrType::A;
    std::uint32_t ttl = 0; // seconds, at most a week (RFC 8767, 4)
    // A normalised name for CNAME, NS, DNAME, PTR; an address for A, AAAA; else zone-file text, in lower case for MX,
    // SOA.
    QString data;

    bool operator==(const Record &) const = default;
};

struct Message
{
    std::uint16_t id = 0;
    bool response = false;           // QR
    bool authoritative = false;      // AA
    bool truncated = false;          // TC
    bool recursionDesired = false;   // RD
    bool recursionAvailable = false; // RA
    bool authenticated = false;      // AD
    bool checkingDisabled = false;   // CD
    std::uint8_t opcode = 0;
    Rcode rcode = Rcode::NoError;
    bool edns = false;
    std::uint16_t udpSize = 0; // from the OPT record, 0 without one
    Question question;
    QList<Record> answer;
    QList<Record> authority;
    QList<Record> additional; // without OPT
};

// "NXDOMAIN", "SERVFAIL", … or "RCODE17".
[[nodiscard]] QString rcodeText(Rcode rcode);
// "CNAME", "AAAA", … or "TYPE4711".
[[nodiscard]] QString typeText(RrType type);
// "cname" → CNAME; nothing for types without a name in RrType.
[[nodiscard]] std::optional<RrType> rrTypeFromText(QStringView text);

} // namespace unmta::dns
