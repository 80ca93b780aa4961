// The shapes of the management API (design section 6): what travels, and nothing else. Plain values; every time is UTC;
// every optional is JSON null when empty. Codecs: WireCodec.h. Field names on the wire are in WireCodec.cpp.
#pragma once

#include "base/Clock.h"
#include "contract/wire/WireAdmin.h"
#include "contract/wire/WireHistory.h"

#include <QJsonObject>
#include <QList>
#include <QMap>
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
enum class EventType : std::uint8_t
{
    Open,
    Click
};
enum class ChangeAction : std::uint8_t
{
    Added,
    Changed,
    Removed
};

struct Listener
{
    QString kind; // "http", "https", "api", "local"
    QString address;
    int port = 0; // 0 for "local", whose address is a path
    bool operator==(const Listener &) const = default;
};

struct Server
{
    QString version;
    QString node; // random name of this installation
    QList<Listener> listeners;
    QStringList capabilities; // "sandbox" among them
    QString epoch;            // changes when the change feed starts anew
    TimePoint time;           // the engine's clock; the sandbox can move it
    QString targetZone;
    std::optional<QString> internalRoot; // PEM of the internal issuer's root, once there is one
    bool operator==(const Server &) const = default;
};

struct Cluster
{
    QString id;
    QString name;
    QString fallbackHost;
    std::optional<QString> defaultTrackingDomain;
    QString trackingHost; // the one in force for new mail
    TimePoint createdAt;
    QStringList notifyTo = {}; // mail addresses; empty: those of the installation
    bool operator==(const Cluster &) const = default;
};

struct ClusterInput
{
    QString name;
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
    QString provider; // "cloudflare", "route53", "other"; empty when the name servers are not known
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
    std::optional<Check> lastCheck;
    std::optional<TimePoint> nextCheckAt;
    bool checking = false; // a check is under way
    Certificate certificate;
    RecentActivity activity7d;
    QString provider; // of the zone's DNS: "cloudflare", "route53", "other"; empty while unknown
    TimePoint createdAt;
    bool operator==(const TrackingDomain &) const = default;
};

struct TrackingDomainInput
{
    QString name;
    bool wantsDefault = false;
};

struct VerifyReply
{
    TrackingDomain domain;
    Check check;
    bool operator==(const VerifyReply &) const = default;
};

struct Event
{
    QString eventId;
    EventType type = EventType::Open;
    TimePoint timestamp;
    QString clusterId;
    QString trackingHost;
    QString messageId;
    QString recipient;
    QString url;
    int linkIndex = 0;
    QString linkName;
    QString ip;
    QString userAgent;
    QString bot;
    QMap<QString, QString> meta;
    bool operator==(const Event &) const = default;
};

struct ActivityBucket
{
    TimePoint start;
    qint64 opens = 0;
    qint64 clicks = 0;
    qint64 opensByPeople = 0;
    qint64 clicksByPeople = 0;
    bool operator==(const ActivityBucket &) const = default;
};

struct LinkInput
{
    EventType kind = EventType::Click;
    QString url;
    QString messageId;
    QString recipient;
    std::optional<QString> trackingHost;
    QString linkName;
    QMap<QString, QString> meta;
};

struct Link
{
    QString url;
    bool operator==(const Link &) const = default;
};

// What changed, not how: readers ask for the state themselves.
struct Change
{
    qint64 sequence = 0;
    // "domain", "cluster", "settings", "token", "notification", "activity", "certificate", "monitor", "dangling",
    // "dns_record"
    QString kind;
    QString clusterId;
    QString subject; // the domain's name, the cluster's id, …
    ChangeAction action = ChangeAction::Changed;
    bool operator==(const Change &) const = default;
};

struct ChangePage
{
    QString epoch;
    qint64 next = 0;    // pass it as `since`
    bool reset = false; // changes were missed: read everything anew
    QList<Change> changes;
    bool operator==(const ChangePage &) const = default;
};

// The body of every refusal.
struct Failure
{
    QString message;
    QString code;
    QMap<QString, QStringList> errors; // field → sentences
    bool operator==(const Failure &) const = default;
};

using Settings = QMap<QString, QString>;

template <typename T>
struct Page
{
    QList<T> items;
    std::optional<QString> next; // cursor of the following page
};

} // namespace unmta::wire
