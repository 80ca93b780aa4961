#include "contract/wire/WireCodec.h"

#include "contract/wire/JsonArchive.h"

namespace unmta::wire {

// Names -----------------------------------------------------------------------------------------------------------

template <>
std::span<const EnumName<DomainStatus>> enumNames(DomainStatus)
{
    static constexpr EnumName<DomainStatus> names[]{{DomainStatus::Pending, "pending"},
                                                    {DomainStatus::Active, "active"}};
    return names;
}

template <>
std::span<const EnumName<CheckOutcome>> enumNames(CheckOutcome)
{
    static constexpr EnumName<CheckOutcome> names[]{
        {CheckOutcome::Match, "match"}, {CheckOutcome::Changed, "changed"}, {CheckOutcome::Unknown, "unknown"}};
    return names;
}

template <>
std::span<const EnumName<CertificateState>> enumNames(CertificateState)
{
    static constexpr EnumName<CertificateState> names[]{{CertificateState::None, "none"},
                                                        {CertificateState::Issuing, "issuing"},
                                                        {CertificateState::Valid, "valid"},
                                                        {CertificateState::Renewing, "renewing"},
                                                        {CertificateState::Failed, "failed"}};
    return names;
}

template <>
std::span<const EnumName<EventType>> enumNames(EventType)
{
    static constexpr EnumName<EventType> names[]{{EventType::Open, "Open"}, {EventType::Click, "Click"}};
    return names;
}

template <>
std::span<const EnumName<ChangeAction>> enumNames(ChangeAction)
{
    static constexpr EnumName<ChangeAction> names[]{
        {ChangeAction::Added, "added"}, {ChangeAction::Changed, "changed"}, {ChangeAction::Removed, "removed"}};
    return names;
}

// The LinkInput kind is spelt as in query strings.
enum class LinkKindName : std::uint8_t
{
    Open,
    Click
};

template <>
std::span<const EnumName<LinkKindName>> enumNames(LinkKindName)
{
    static constexpr EnumName<LinkKindName> names[]{{LinkKindName::Open, "open"}, {LinkKindName::Click, "click"}};
    return names;
}

std::optional<EventType> eventTypeFromKind(const QString &kind)
{
    if (kind == QLatin1StringView("open"))
        return EventType::Open;
    if (kind == QLatin1StringView("click"))
        return EventType::Click;
    return std::nullopt;
}

QString kindOf(EventType type)
{
    return type == EventType::Open ? QStringLiteral("open") : QStringLiteral("click");
}

// Fields ----------------------------------------------------------------------------------------------------------

template <typename A>
void fields(A &a, typename A::template Ref<Listener> v)
{
    a("kind", v.kind);
    a("address", v.address);
    a("port", v.port);
}

template <typename A>
void fields(A &a, typename A::template Ref<Server> v)
{
    a("version", v.version);
    a("node", v.node);
    a("listeners", v.listeners);
    a("capabilities", v.capabilities);
    a("epoch", v.epoch);
    a("time", v.time);
    a("target_zone", v.targetZone);
    a("internal_root", v.internalRoot);
}

template <typename A>
void fields(A &a, typename A::template Ref<Cluster> v)
{
    a("id", v.id);
    a("name", v.name);
    a("fallback_host", v.fallbackHost);
    a("default_tracking_domain", v.defaultTrackingDomain);
    a("tracking_host", v.trackingHost);
    a("created_at", v.createdAt);
    a("notify_to", v.notifyTo);
}

template <typename A>
void fields(A &a, typename A::template Ref<ClusterInput> v)
{
    a("name", v.name);
}

template <typename A>
void fields(A &a, typename A::template Ref<Record> v)
{
    a("type", v.type);
    a("name", v.name);
    a("value", v.value);
    a("label", v.label);
    a("zone", v.zone);
}

template <typename A>
void fields(A &a, typename A::template Ref<ServerAnswer> v)
{
    a("server", v.server);
    a("address", v.address);
    a("role", v.role);
    a("code", v.code);
    a("answer", v.answer);
    a("ttl", v.ttl);
}

template <typename A>
void fields(A &a, typename A::template Ref<Check> v)
{
    a("at", v.at);
    a("outcome", v.outcome);
    a("code", v.code);
    a("confirmed", v.confirmed);
    a("expected", v.expected);
    a("found", v.found);
    a("chain", v.chain);
    a("message", v.message);
    a("hint", v.hint);
    a("servers", v.servers);
    a("provider", v.provider);
}

template <typename A>
void fields(A &a, typename A::template Ref<Problem> v)
{
    a("code", v.code);
    a("message", v.message);
}

template <typename A>
void fields(A &a, typename A::template Ref<Certificate> v)
{
    a("state", v.state);
    a("issuer", v.issuer);
    a("issuer_name", v.issuerName);
    a("not_after", v.notAfter);
    a("renew_at", v.renewAt);
    a("error", v.error);
}

template <typename A>
void fields(A &a, typename A::template Ref<RecentActivity> v)
{
    a("opens", v.opens);
    a("clicks", v.clicks);
}

template <typename A>
void fields(A &a, typename A::template Ref<TrackingDomain> v)
{
    a("id", v.id);
    a("cluster_id", v.clusterId);
    a("name", v.name);
    a("unicode_name", v.unicodeName);
    a("status", v.status);
    a("default", v.isDefault);
    a("default_on_verify", v.defaultOnVerify);
    a("record", v.record);
    a("strikes", v.strikes);
    a("verified_at", v.verifiedAt);
    a("last_check", v.lastCheck);
    a("next_check_at", v.nextCheckAt);
    a("checking", v.checking);
    a("certificate", v.certificate);
    a("activity_7d", v.activity7d);
    a("provider", v.provider);
    a("created_at", v.createdAt);
}

template <typename A>
void fields(A &a, typename A::template Ref<TrackingDomainInput> v)
{
    a("name", v.name);
    a.optional("default", v.wantsDefault);
}

template <typename A>
void fields(A &a, typename A::template Ref<VerifyReply> v)
{
    a("domain", v.domain);
    a("check", v.check);
}

template <typename A>
void fields(A &a, typename A::template Ref<Event> v)
{
    a("event_id", v.eventId);
    a("type", v.type);
    a("timestamp", v.timestamp);
    a("cluster_id", v.clusterId);
    a("tracking_host", v.trackingHost);
    a("message_id", v.messageId);
    a("recipient", v.recipient);
    a("url", v.url);
    a("link_index", v.linkIndex);
    a("link_name", v.linkName);
    a("ip", v.ip);
    a("user_agent", v.userAgent);
    a("bot", v.bot);
    a("meta", v.meta);
}

template <typename A>
void fields(A &a, typename A::template Ref<ActivityBucket> v)
{
    a("start", v.start);
    a("opens", v.opens);
    a("clicks", v.clicks);
    a("opens_by_people", v.opensByPeople);
    a("clicks_by_people", v.clicksByPeople);
}

void fields(JsonWriter &a, const LinkInput &v)
{
    a("kind", kindOf(v.kind));
    a("url", v.url);
    a("message_id", v.messageId);
    a("recipient", v.recipient);
    a.omittable("tracking_host", v.trackingHost);
    a("link_name", v.linkName);
    a("meta", v.meta);
}

void fields(JsonReader &a, LinkInput &v)
{
    LinkKindName kind = LinkKindName::Click;
    a("kind", kind);
    v.kind = kind == LinkKindName::Open ? EventType::Open : EventType::Click;
    a.optional("url", v.url);
    a.optional("message_id", v.messageId);
    a.optional("recipient", v.recipient);
    a.omittable("tracking_host", v.trackingHost);
    a.optional("link_name", v.linkName);
    a.optional("meta", v.meta);
}

template <typename A>
void fields(A &a, typename A::template Ref<Link> v)
{
    a("url", v.url);
}

template <typename A>
void fields(A &a, typename A::template Ref<Token> v)
{
    a("id", v.id);
    a("name", v.name);
    a("scopes", v.scopes);
    a("cluster_id", v.clusterId);
    a("created_at", v.createdAt);
    a("last_used_at", v.lastUsedAt);
    a("expires_at", v.expiresAt);
    a.omittable("token", v.token);
}

template <typename A>
void fields(A &a, typename A::template Ref<TokenInput> v)
{
    a("name", v.name);
    a("scopes", v.scopes);
    a.omittable("cluster_id", v.clusterId);
    a.omittable("expires_at", v.expiresAt);
}

template <typename A>
void fields(A &a, typename A::template Ref<Notification> v)
{
    a("id", v.id);
    a("at", v.at);
    a("kind", v.kind);
    a("cluster_id", v.clusterId);
    a("domain", v.domain);
    a("message", v.message);
    a("state", v.state);
    a("sent_at", v.sentAt);
    a("error", v.error);
}

template <typename A>
void fields(A &a, typename A::template Ref<AuditEntry> v)
{
    a("id", v.id);
    a("at", v.at);
    a("actor", v.actor);
    a("action", v.action);
    a("subject", v.subject);
    a("detail", v.detail);
}

template <typename A>
void fields(A &a, typename A::template Ref<Change> v)
{
    a("sequence", v.sequence);
    a("kind", v.kind);
    a("cluster_id", v.clusterId);
    a("subject", v.subject);
    a("action", v.action);
}

template <typename A>
void fields(A &a, typename A::template Ref<ChangePage> v)
{
    a("epoch", v.epoch);
    a("next", v.next);
    a("reset", v.reset);
    a("changes", v.changes);
}

template <typename A>
void fields(A &a, typename A::template Ref<DnsRecord> v)
{
    a("name", v.name);
    a("type", v.type);
    a("value", v.value);
    a.optional("ttl", v.ttl);
}

template <typename A>
void fields(A &a, typename A::template Ref<ClockInput> v)
{
    a("advance", v.advance);
}

template <typename A>
void fields(A &a, typename A::template Ref<BackupInput> v)
{
    a("directory", v.directory);
}

template <typename A>
void fields(A &a, typename A::template Ref<Backup> v)
{
    a("directory", v.directory);
    a("files", v.files);
}

template <typename A>
void fields(A &a, typename A::template Ref<ClockState> v)
{
    a("time", v.time);
}

template <typename A>
void fields(A &a, typename A::template Ref<Failure> v)
{
    a("message", v.message);
    a.optional("code", v.code);
    a.optional("errors", v.errors);
}

// Entry points ----------------------------------------------------------------------------------------------------

UNMTA_WIRE_CODEC(Server)
UNMTA_WIRE_CODEC(Cluster)
UNMTA_WIRE_CODEC(ClusterInput)
UNMTA_WIRE_CODEC(Check)
UNMTA_WIRE_CODEC(TrackingDomain)
UNMTA_WIRE_CODEC(TrackingDomainInput)
UNMTA_WIRE_CODEC(VerifyReply)
UNMTA_WIRE_CODEC(Event)
UNMTA_WIRE_CODEC(ActivityBucket)
UNMTA_WIRE_CODEC(LinkInput)
UNMTA_WIRE_CODEC(Link)
UNMTA_WIRE_CODEC(Token)
UNMTA_WIRE_CODEC(TokenInput)
UNMTA_WIRE_CODEC(Notification)
UNMTA_WIRE_CODEC(AuditEntry)
UNMTA_WIRE_CODEC(Change)
UNMTA_WIRE_CODEC(ChangePage)
UNMTA_WIRE_CODEC(DnsRecord)
UNMTA_WIRE_CODEC(ClockInput)
UNMTA_WIRE_CODEC(ClockState)
UNMTA_WIRE_CODEC(BackupInput)
UNMTA_WIRE_CODEC(Backup)
UNMTA_WIRE_CODEC(Failure)

} // namespace unmta::wire
