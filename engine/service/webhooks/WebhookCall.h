// One call of a webhook as an outbound call, and what its end means.
#pragma once

#include "domain/webhooks/Webhook.h"
#include "outbound/Outbound.h"

namespace unmta {

// How receivers may be reached.
struct WebhookNetwork
{
    outbound::AddressPolicy https;
    outbound::AddressPolicy http; // without encryption: only where the operator has said so
    QString caFile;               // trusted beside the system's; empty: none
};

struct WebhookContent
{
    QByteArray id; // webhook-id
    QByteArray body;
    int items = 0;
    bool isBatch = false;
};

// Signed for this moment.
[[nodiscard]] outbound::HttpCall webhookCall(const Webhook &webhook, const WebhookContent &content,
                                             const WebhookNetwork &network, TimePoint now);

// From an error to a sentence. Any thread.
using WebhookWording = std::function<QString(const Error &)>;

// What the log says of it: when, status, error, answer. Every status but 2xx is a failure, and so is a redirect: nobody
// follows it.
[[nodiscard]] WebhookDelivery webhookDelivery(const Webhook &webhook, const WebhookContent &content,
                                              const Result<outbound::HttpReply> &reply, const WebhookWording &wording,
                                              TimePoint now);

// The envelopes as one body.
[[nodiscard]] QByteArray webhookBatch(const QList<QByteArray> &envelopes);

} // namespace unmta
