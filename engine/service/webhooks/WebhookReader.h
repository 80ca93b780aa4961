// What a webhook is to be sent, read from where it lies. A port, so that couriers need no store in their tests.
#pragma once

#include "base/Result.h"
#include "domain/webhooks/Webhook.h"

namespace unmta {

struct WebhookItem
{
    WebhookPosition to;  // done up to here, once this one is delivered
    TimePoint at;        // when it happened
    QByteArray key;      // its own, the same whenever it is read
    QByteArray envelope; // {"type": …, "timestamp": …, "data": …}
};

struct WebhookItems
{
    QList<WebhookItem> items; // in the order in which they are to be sent
    WebhookPosition upTo;     // looked through; the last item's `to` when there is one
    bool isAll = false;       // there is no more up to where it was asked for
};

struct WebhookAppetite
{
    qsizetype items = 500;
    qsizetype bytes = 1 << 20; // of envelopes; the first may be larger
};

// One thread.
class WebhookReader
{
public:
    virtual ~WebhookReader() = default;

    // Of the youngest that there is.
    [[nodiscard]] virtual Result<WebhookPosition> last() = 0;
    // What follows walk.at, up to `upTo` at most. A bounded piece of work: there may be nothing, and still more.
    [[nodiscard]] virtual Result<WebhookItems> read(const Webhook &webhook, const WebhookWalk &walk,
                                                    WebhookPosition upTo, const WebhookAppetite &appetite) = 0;
};

} // namespace unmta
