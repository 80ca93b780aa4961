// One check of a tracking domain's record: the question, and everything that was learnt.
#pragma once

#include "dns/Message.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace unmta::dns {

enum class CheckDepth
{
    Sweep, // a match from the resolver ends the check: the cheap daily look
    Full   // resolver and every authoritative server are asked and reported (Verify Now)
};

// All names ASCII and normalised (lower case, no final dot).
struct CheckQuestion
{
    QString host;       // "track.example.com"
    QString target;     // "v-0123456789abcdef0123.track.unmta.net"
    QString targetZone; // "track.unmta.net"
    QString zone;       // the customer's registrable domain, "example.com"; empty: the host's parent
    CheckDepth depth = CheckDepth::Full;
};

enum class CheckOutcome
{
    Match,
    Changed,
    Unknown
};

enum class ServerRole
{
    Resolver,
    Authoritative
};

// Who answered what.
struct ServerAnswer
{
    QString server;  // the name server's name, or the resolver's address
    QString address; // with port: "192.0.2.53:53"
    ServerRole role = ServerRole::Resolver;
    QString answer;        // "CNAME v-….track.unmta.net", "A 192.0.2.1", "no record", "no answer"
    QString rcode;         // "NOERROR", "NXDOMAIN", …; empty when no reply came
    std::uint32_t ttl = 0; // seconds left
    QString code;          // what this answer alone would mean: a check code
};

struct CheckResult
{
    CheckOutcome outcome = CheckOutcome::Unknown;
    QString code;           // design section 7: "ok", "not_created", …
    bool confirmed = false; // a second source said the same; only then may a change count as a strike
    QString host;
    QString expected;  // the target
    QString found;     // what stands in its place: a name, addresses, or empty
    QStringList chain; // host first
    QList<ServerAnswer> servers;
    QString zone;                  // the zone that holds the host, as far as it was found
    QStringList nameServers;       // of that zone
    QString provider;              // "cloudflare", "route53", "other"; empty when the name servers are unknown
    QString proxy;                 // with `proxied`: "Cloudflare", …
    bool foundIsOurTarget = false; // with `wrong_target`: it leads to a target of another tracking domain
    QString foundOwner;            // that domain's name; the caller may fill it in before describe()
    std::uint32_t retryAfter = 0;  // seconds until a cached old answer ends; 0: nothing cached is in the way
    QString message;               // a sentence about the world, then what was found and expected
    QString hint;                  // what to do
};

} // namespace unmta::dns
