// Tracking domains: the record to publish, the checks of it, the certificate.
#pragma once

#include "base/Clock.h"
#include "contract/wire/Envelope.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace unmta::wire {

enum class DomainStatus : std::uint8_t
{
    Pending,
    Active
};
enum class CheckOutcome : std::uint8_t
{
    Match,
    Changed,
    Unknown
};
enum class CertificateState : std::uint8_t
{
    None,
    Issuing,
    Valid,
    Renewing,
    Failed
};

struct Record
{
    QString type; // "CNAME"
    QString name;
    QString value;
    QString label; // what to type into a provider's name field: "track"
    QString zone;  // the customer's registrable domain: "example.com"
    bool operator==(const Record &) const = default;
};

struct ServerAnswer
{
    QString server;
    QString address;
    QString role; // "resolver" or "authoritative"
    QString code;
    QString answer;
    std::optional<qint64> ttl; // seconds
    bool operator==(const ServerAnswer &) const = default;
};

struct Check
{
    TimePoint at;
    CheckOutcome outcome = CheckOutcome::Unknown;
    QString code;
    bool confirmed = false;
    QString expected;
    QString found; // empty: nothing
    QStringList chain;
    QString message;
    QString hint;
    QList<ServerAnswer> servers;
    QString provider; // an id of dnsProviders(), for example "route53"; empty while unknown
    QString node;     // which of several nodes made it, by name; empty where there is but one
    bool operator==(const Check &) const = default;
};

struct Problem
{
    QString code;
    QString message;
    bool operator==(const Problem &) const = default;
};

struct Certificate
{
    CertificateState state = CertificateState::None;
    std::optional<QString> issuer;     // "acme" or "internal"
    std::optional<QString> issuerName; // the CA's own name, for people
    std::optional<TimePoint> notAfter;
    std::optional<TimePoint> renewAt;
    std::optional<Problem> error;
    bool operator==(const Certificate &) const = default;
};

// Sums over the last seven days, for the list.
struct RecentActivity
{
    qint64 opens = 0;
    qint64 clicks = 0;
    bool operator==(const RecentActivity &) const = default;
};

struct TrackingDomain
{
    qint64 id = 0;
    QString clusterId;
    QString name;
    QString unicodeName; // equal to name without IDNA labels
    DomainStatus status = DomainStatus::Pending;
    bool isDefault = false;
    bool defaultOnVerify = false;
    Record record;
    int strikes = 0;
    std::optional<TimePoint> verifiedAt;
    std::optional<TimePoint> downgradedAt; // since when links are dead that worked before; none: active, or never was
    std::optional<Check> lastCheck;
    std::optional<TimePoint> nextCheckAt;
    bool checking = false; // a check is under way
    Certificate certificate;
    RecentActivity activity7d;
    QString provider; // of the zone's DNS: an id of dnsProviders(); empty while unknown
    TimePoint createdAt;
    bool operator==(const TrackingDomain &) const = default;
};

struct TrackingDomainInput
{
    QString name;
    bool wantsDefault = false;
};

enum class BulkAction : std::uint8_t
{
    Add,
    Verify,
    Delete
};

struct BulkInput
{
    BulkAction action = BulkAction::Add;
    QStringList names;
};

// What became of one name: what a call for it alone would have answered.
struct BulkOutcome
{
    QString name; // as it was given
    int status = 0;
    std::optional<TrackingDomain> domain; // that there is now
    std::optional<Check> check;           // of a verification
    std::optional<Failure> error;
    bool operator==(const BulkOutcome &) const = default;
};

struct VerifyReply
{
    TrackingDomain domain;
    Check check;
    bool operator==(const VerifyReply &) const = default;
};

} // namespace unmta::wire
