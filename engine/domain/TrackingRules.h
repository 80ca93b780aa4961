// What a cluster wants done to mail whose headers do not say otherwise.
#pragma once

namespace unmta {

struct TrackingRules
{
    bool opens = true;
    bool clicks = true;
    bool plainText = false;  // also addresses that stand in text/plain
    bool dkimSigned = false; // also messages whose signature rewriting breaks

    bool operator==(const TrackingRules &) const = default;
};

} // namespace unmta
