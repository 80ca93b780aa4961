#include "contract/wire/Notification.h"

#include "contract/json/JsonArchive.h"

namespace unmta::wire {

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
void fields(A &a, typename A::template Ref<MailTest> v)
{
    a("sent", v.sent);
    a("message", v.message);
    a("relay", v.relay);
}

UNMTA_WIRE_CODEC(Notification)
UNMTA_WIRE_CODEC(MailTest)

} // namespace unmta::wire
