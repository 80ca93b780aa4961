// What a cluster wants done to its mail, and how much work a message may cause.
#pragma once

#include "base/Bytes.h"
#include "domain/TrackingRules.h"

#include <cstddef>

namespace unmta::rewriter {

// Beyond any of these a message passes through as it came, and the outcome says which limit it was.
struct RewriteLimits
{
    std::size_t messageBytes = 64 * MiB;
    std::size_t depth = 40; // of nested multiparts
    std::size_t parts = 1000;
    std::size_t links = 20'000;

    bool operator==(const RewriteLimits &) const = default;
};

struct RewriteRules
{
    bool opens = true;       // without X-Unmta-Track: add the open pixel
    bool clicks = true;      // without X-Unmta-Track: track the links
    bool plainText = false;  // also the addresses that stand in text/plain
    bool dkimSigned = false; // also messages that carry a DKIM-Signature, which rewriting breaks
    PixelPosition pixelPosition = PixelPosition::Auto; // without X-Unmta-Pixel-Position
    std::size_t urlCharacters = 2000;                  // a longer tracked link is not used
    RewriteLimits limits;

    bool operator==(const RewriteRules &) const = default;
};

} // namespace unmta::rewriter
