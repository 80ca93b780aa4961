#include "contract/wire/TrackingDomain.h"

#include "contract/json/JsonArchive.h"
#include "contract/wire/FailureFields.h"

namespace unmta::wire {

template <>
std::span<const EnumName<DomainStatus>> enumNames(DomainStatus)
{
    static constexpr EnumName<DomainStatus> names[]{{DomainStatus::Pending, "pending"},
                                                    {DomainStatus::Active, "active"}};
    return names;
}

template <>
std::span<const EnumName<BulkAction>> enumNames(BulkAction)
{
    static constexpr EnumName<BulkAction> names[]{
        {BulkAction::Add, "add"}, {BulkAction::Verify, "verify"}, {BulkAction::Delete, "delete"}};
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
    a("node", v.node);
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
    a("downgraded_at", v.downgradedAt);
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
void fields(A &a, typename A::template Ref<BulkInput> v)
{
    a("action", v.action);
    a("names", v.names);
}

template <typename A>
void fields(A &a, typename A::template Ref<BulkOutcome> v)
{
    a("name", v.name);
    a("status", v.status);
    a.omittable("domain", v.domain);
    a.omittable("check", v.check);
    a.omittable("error", v.error);
}

UNMTA_WIRE_CODEC(Check)
UNMTA_WIRE_CODEC(TrackingDomain)
UNMTA_WIRE_TEXT(TrackingDomain)
UNMTA_WIRE_CODEC(TrackingDomainInput)
UNMTA_WIRE_CODEC(VerifyReply)
UNMTA_WIRE_CODEC(BulkInput)
UNMTA_WIRE_CODEC(BulkOutcome)

} // namespace unmta::wire
