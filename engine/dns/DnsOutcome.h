// What became of questions, for whoever counts them.
#pragma once

#include <array>
#include <cstdint>

namespace unmta::dns {

// What a question came to, retries included: what the server said, or why there is no answer.
enum class DnsOutcome : std::uint8_t
{
    NoError,
    NxDomain,
    ServFail,
    Refused,
    OtherRcode,
    Timeout,
    Unreachable, // nobody listens, or no way there
    Malformed,
};
inline constexpr std::size_t dnsOutcomeCount = 8;
// For metrics: "noerror", "nxdomain", …
[[nodiscard]] const char *outcomeName(DnsOutcome outcome);

using DnsOutcomeCounts = std::array<std::uint64_t, dnsOutcomeCount>; // by DnsOutcome

} // namespace unmta::dns
