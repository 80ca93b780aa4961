// What is asked about a tracking domain's record.
#pragma once

#include <QString>

namespace unmta::diagnosis {

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
    bool cachesAreOver = false; // the zone has said otherwise for longer than any resolver may have kept its answer
};

} // namespace unmta::diagnosis
