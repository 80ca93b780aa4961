#include "contract/wire/delivery/Webhook.h"

#include "contract/json/JsonArchive.h"

namespace unmta::wire {

template <>
std::span<const EnumName<WebhookState>> enumNames(WebhookState)
{
    static constexpr EnumName<WebhookState> names[]{{WebhookState::On, "on"},
                                                    {WebhookState::Failing, "failing"},
                                                    {WebhookState::Off, "off"},
                                                    {WebhookState::Gone, "gone"},
                                                    {WebhookState::GivenUp, "given_up"}};
    return names;
}

template <typename A>
void fields(A &a, typename A::template Ref<Webhook> v)
{
    a("id", v.id);
    a("cluster_id", v.clusterId);
    a("url", v.url);
    a("types", v.types);
    a("hosts", v.hosts);
    a("people_only", v.peopleOnly);
    a("batch", v.batch);
    a("enabled", v.enabled);
    a("state", v.state);
    a("failures", v.failures);
    a("next_attempt_at", v.nextAttemptAt);
    a("last_success_at", v.lastSuccessAt);
    a("last_error", v.lastError);
    a("backlog", v.backlog);
    a("behind_seconds", v.behindSeconds);
    a("replaying", v.replaying);
    a("former_secret_until", v.formerSecretUntil);
    a("created_at", v.createdAt);
    a.omittable("secret", v.secret);
}

template <typename A>
void fields(A &a, typename A::template Ref<WebhookInput> v)
{
    a("url", v.url);
    a("types", v.types);
    a.omittable("hosts", v.hosts);
    a.omittable("people_only", v.peopleOnly);
    a.omittable("batch", v.batch);
    a.omittable("enabled", v.enabled);
}

template <typename A>
void fields(A &a, typename A::template Ref<WebhookChange> v)
{
    a.omittable("url", v.url);
    a.omittable("types", v.types);
    a.omittable("hosts", v.hosts);
    a.omittable("people_only", v.peopleOnly);
    a.omittable("batch", v.batch);
    a.omittable("enabled", v.enabled);
}

template <typename A>
void fields(A &a, typename A::template Ref<WebhookReplay> v)
{
    a.omittable("delivery", v.delivery);
    a.omittable("since", v.since);
    a.omittable("until", v.until);
}

template <typename A>
void fields(A &a, typename A::template Ref<WebhookDelivery> v)
{
    a("id", v.id);
    a("kind", v.kind);
    a("message_id", v.messageId);
    a("at", v.at);
    a("calls", v.calls);
    a("events", v.events);
    a("attempt", v.attempt);
    a("status", v.status);
    a("took_ms", v.tookMs);
    a("error", v.error);
    a("problem", v.problem);
    a("answer", v.answer);
    a("next_attempt_at", v.nextAttemptAt);
}

UNMTA_WIRE_CODEC(Webhook)
UNMTA_WIRE_CODEC(WebhookInput)
UNMTA_WIRE_CODEC(WebhookChange)
UNMTA_WIRE_CODEC(WebhookReplay)
UNMTA_WIRE_CODEC(WebhookDelivery)

} // namespace unmta::wire
