// What is asked about a tracking domain's record.
#pragma once

#include <QString>

namespace unmta::diagnosis {

enum class CheckDepth
{
    // The daily look: every resolver and two of the zone's own servers. When nobody contradicts, and one of the zone's
    // servers says that all is well, that is the verdict; else the zone's other servers are asked too, and it is what
    // `Full` would say. Where the zone's name servers are was perhaps looked up for an earlier check.
    Sweep,
    Full // every resolver and every authoritative server are asked and reported (Verify Now)
};

// All names ASCII and normalised (lower case, no final dot).
struct CheckQuestion
{
    QString host;       // "track.example.com"
    QString target;     // "v-0123456789abcdef0123.track.unmta.net"
    QString targetZone; // "track.unmta.net"
    QString zone;       // the customer's registrable domain, "example.com"; empty: the host's parent
    CheckDepth depth = CheckDepth::Full;
    bool cachesAreOver = false; // the zone has said otherwise for longer than any resolver may have kept its answer
};

} // namespace unmta::diagnosis
