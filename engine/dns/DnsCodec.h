// DNS messages to bytes and back. The only file that knows ldns; any thread, no state.
#pragma once

#include "base/Result.h"
#include "dns/Message.h"

#include <QByteArray>

#include <limits>

namespace unmta::dns {

// What we announce by EDNS: fits every path without fragments (DNS Flag Day 2020).
inline constexpr std::uint16_t EdnsUdpSize = 1232;
inline constexpr std::uint32_t MaxTtl = 7 * 24 * 3600;

struct QueryFlags
{
    bool recursionDesired = true;
    bool checkingDisabled = false;
    bool edns = true;
    bool authenticated = false;
};

// Errors: "dns.bad_name" for a name that isValidName() refuses. The name's case is kept.
[[nodiscard]] Result<QByteArray> encodeQuery(std::uint16_t id, const Question &question, const QueryFlags &flags);

// Any bytes at all are safe. At most one question, at most 256 records; messages with a TSIG record are refused. TTLs
// are clamped, one with the top bit set is 0 (RFC 2181, 8). Errors: "dns.malformed".
[[nodiscard]] Result<Message> decode(QByteArrayView bytes);

// For servers: a whole message, with an OPT record when `edns` is set. If it does not fit into `maxSize` bytes, the
// sections are left out and TC is set. Only types that RrType names are written; record data is what Record::data
// describes. Errors: "dns.bad_name", "dns.bad_data".
[[nodiscard]] Result<QByteArray> encode(const Message &message,
                                        qsizetype maxSize = std::numeric_limits<std::uint16_t>::max());

} // namespace unmta::dns
