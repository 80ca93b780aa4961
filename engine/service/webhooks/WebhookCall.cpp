#include "service/webhooks/WebhookCall.h"

#include "base/Bytes.h"
#include "service/webhooks/WebhookSignature.h"

#include <QUrl>

namespace unmta {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 15s; // for the whole call
constexpr qsizetype keptOfAnswer = 1024;
// Read to its end, so that the connection can be used again; of a longer answer nobody waits for the rest.
constexpr qsizetype readOfAnswer = 64 * KiB;

QString problemOf(int status)
{
    if (status == 410)
        return u"The receiver answered that it is gone (410)."_s;
    if (status >= 300 && status < 400)
        return u"The receiver answered with a redirect (%1), which is not followed."_s.arg(status);
    return u"The receiver answered with status %1."_s.arg(status);
}

} // namespace

outbound::HttpCall webhookCall(const Webhook &webhook, const WebhookContent &content, const WebhookNetwork &network,
                               TimePoint now)
{
    const std::int64_t seconds = toUnixMs(now) / 1000;
    QList<QByteArray> keys{webhook.secret};
    if (webhook.formerUntil && now < *webhook.formerUntil)
        keys << webhook.formerSecret;
    outbound::HttpCall call;
    call.method = "POST";
    call.url = webhook.url;
    call.headers = {{"Content-Type", "application/json"},
                    {"webhook-id", content.id},
                    {"webhook-timestamp", QByteArray::number(qint64{seconds})},
                    {"webhook-signature", webhookSignature(keys, content.id, seconds, content.body)}};
    if (content.isBatch)
        call.headers.append(std::pair<QByteArray, QByteArray>("webhook-batch", "true"));
    call.body = content.body;
    call.timeout = patience;
    call.caFile = network.caFile;
    call.trustsSystemToo = true;
    call.maxResponseBytes = readOfAnswer;
    call.isBodyCut = true;
    call.allowedProtocols = {u"https"_s, u"http"_s};
    call.addresses = QUrl(webhook.url).scheme() == "https"_L1 ? network.https : network.http;
    return call;
}

WebhookDelivery webhookDelivery(const Webhook &webhook, const WebhookContent &content,
                                const Result<outbound::HttpReply> &reply, const WebhookWording &wording, TimePoint now)
{
    WebhookDelivery delivery;
    delivery.webhookId = webhook.id;
    delivery.messageId = QString::fromLatin1(content.id);
    delivery.at = now;
    delivery.events = content.items;
    delivery.attempt = webhook.health.fields().failures + 1;
    if (!reply) {
        const bool isPlain = QUrl(webhook.url).scheme() == "http"_L1;
        const bool isRefused = reply.error().code == "outbound.refused_address"_L1;
        const Error error =
            isPlain && isRefused ? Error(u"webhook.plain_http"_s, {}, reply.error().context) : reply.error();
        delivery.error = error.code;
        delivery.problem = wording(error);
        return delivery;
    }
    delivery.status = reply->status;
    delivery.took = reply->took;
    delivery.answer = reply->body.first(std::min(reply->body.size(), keptOfAnswer));
    if (!delivery.isGood())
        delivery.problem = problemOf(reply->status);
    return delivery;
}

QByteArray webhookBatch(const QList<QByteArray> &envelopes)
{
    return "{\"type\":\"batch\",\"data\":[" + envelopes.join(',') + "]}";
}

} // namespace unmta
