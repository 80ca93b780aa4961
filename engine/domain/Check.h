// One DNS verification and what came of it (architecture.md, "Checks and strikes"): from the diagnosis, which fills it
// in, to the store and to what the API tells.
#pragma once

#include "base/Clock.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>

namespace unmta {

enum class CheckOutcome : std::uint8_t
{
    Match,   // the chain ends at the issued target
    Changed, // a definitive answer that is something else
    Unknown, // nobody could be asked, or the answers say nothing about the record
};

// What one server said during a check.
struct ServerAnswer
{
    QString server;  // host name, or the address when it has none
    QString address; // "192.0.2.53:53"
    QString role;    // "resolver" or "authoritative"
    QString code;    // the check code this answer alone would give
    QString answer;  // the record found or the response code, in words of the protocol: "CNAME x.example." "NXDOMAIN"
    std::optional<std::int64_t> ttl; // seconds left, where there was a record

    bool operator==(const ServerAnswer &) const = default;
};

struct Check
{
    TimePoint at;
    CheckOutcome outcome = CheckOutcome::Unknown;
    QString code;           // "ok", "not_created", …
    bool confirmed = false; // a second source agreed; only such a change may become a strike
    QString expected;       // the target
    QString found;          // what stands there instead, or empty
    QStringList chain;      // every name of the walk, the host first
    QString message;        // one sentence about the world
    QString hint;           // what to do
    QList<ServerAnswer> servers;
    std::optional<Millis> cachedFor; // how long an old answer stays in a cache that hides a correct record; not stored
    QStringList nameServers;         // of the zone, as far as they were learnt
    QString node;                    // which of several nodes made it, by name; empty where there is but one

    // Whose name servers they are: an id of dnsProviders(), "other"; empty while none is known.
    [[nodiscard]] QString provider() const;
    bool operator==(const Check &) const = default;
};

} // namespace unmta
