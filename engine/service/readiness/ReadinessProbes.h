// What the readiness checks ask of the network, as a port: each answer says what was seen, not what it means. All
// functions are called on the engine thread and return at once; `done` runs there too, exactly once, within
// probeLimit, and never again after the prober is gone.
#pragma once

#include "base/Clock.h"
#include "base/Error.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace unmta {

class Settings;

inline constexpr Millis probeLimit = std::chrono::seconds(20);

// Where a name leads.
struct AddressesSeen
{
    bool isKnown = false;      // somebody said what there is, or that there is nothing
    bool byItsServers = false; // those of the name's own zone, else a resolver
    QString zone;              // that has name servers and holds the name; empty: none was found
    QStringList addresses;     // IPv4 and IPv6, sorted; empty: the name leads nowhere
    QString alias;             // the last CNAME on the way; empty: there was none
    QStringList askedServers;  // who answered: "ns1.example.net (192.0.2.53)", "192.0.2.1"
};

// What met a request for a nonce that only this engine's edge knows, sent to one public address.
struct ReachSeen
{
    enum class Outcome : std::uint8_t
    {
        Reached, // the nonce came back
        Refused, // nobody listens there
        Silent,  // no answer in time: a firewall, or a router that does not send traffic back inside
        NoRoute,
        Foreign, // somebody else answered
        Broken,  // a connection that ended without an answer
    };
    QString address;
    int port = 0;
    Outcome outcome = Outcome::Silent;
    QString detail; // what the other one said: "404 nginx/1.22.1"; or the system's words
};

struct AuthoritySeen
{
    std::optional<Error> error;       // why the directory could not be had
    std::optional<Millis> clockAhead; // of ours, against the Date of the answer (RFC 9110, 6.6.1)
    bool hasAccount = false;
    bool wantsBinding = false; // externalAccountRequired (RFC 8555, 7.1.1)
};

struct ResolverSeen
{
    QString server; // "192.0.2.53:53"
    bool answers = false;
    QString says;           // the same of every name: "192.0.2.66", "NXDOMAIN"; empty: nothing is known against it
    bool validates = false; // sets AD for a signed name (RFC 6840, 5.8)
};

class ReadinessProbes
{
public:
    virtual ~ReadinessProbes() = default;

    virtual void addresses(const QString &name, std::function<void(AddressesSeen)> done) = 0;
    // One answer per address: by http to port 80, or by https to port 443, whose certificate does not matter. `host` is
    // a name that leads to the addresses and that nobody else uses at the time.
    virtual void reach(const QString &host, const QStringList &addresses, bool tls,
                       std::function<void(QList<ReachSeen>)> done) = 0;
    // The directory that the settings name.
    virtual void authority(const Settings &settings, std::function<void(AuthoritySeen)> done) = 0;
    // Those that checks ask, or others, as dns.resolvers names them. `existing`: names that cannot all be missing.
    virtual void resolvers(const std::optional<QString> &others, const QStringList &existing,
                           std::function<void(QList<ResolverSeen>)> done) = 0;
    // The mail relay of the settings: greeted, and logged in to where the settings say so, without a mail.
    virtual void relay(std::function<void(std::optional<Error>)> done) = 0;
};

} // namespace unmta
