#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "contract/wire/Rewrite.h"
#include "domain/Hostname.h"
#include "rewriter/RewriteSnapshot.h"
#include "service/readiness/ReadinessService.h"
#include "service/rewriting/RewriteService.h"

#include <algorithm>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxRecipient = 320; // RFC 3696, erratum 1690
constexpr qsizetype maxMessageId = 250; // as in X-Unmta-Message-Id

// Rules -----------------------------------------------------------------------------------------------------------

wire::PixelPosition toWire(PixelPosition position)
{
    switch (position) {
    case PixelPosition::Start:
        return wire::PixelPosition::Start;
    case PixelPosition::End:
        return wire::PixelPosition::End;
    case PixelPosition::Auto:
        break;
    }
    return wire::PixelPosition::Auto;
}

wire::RewriteRules toWire(const TrackingRules &rules)
{
    return {rules.opens, rules.clicks, rules.plainText, rules.dkimSigned, toWire(rules.pixelPosition)};
}

TrackingRules fromWire(const wire::RewriteRules &rules)
{
    return {rules.opens, rules.clicks, rules.plainText, rules.dkimSigned,
            pixelPositionFrom(wire::nameOf(rules.pixelPosition)).value_or(PixelPosition::Auto)};
}

Result<ApiResponse> getRewriteRules(const RewriteService &rewriting, const ApiCall &call)
{
    const auto rules = rewriting.rules(call.parameter("cluster"));
    if (!rules)
        return rules.error();
    return dataResponse(wire::toJson(toWire(*rules)));
}

Result<ApiResponse> updateRewriteRules(RewriteService &rewriting, AuditLog &log, const ApiCall &call)
{
    const QString cluster = call.parameter("cluster");
    const auto rules = rewriting.rules(cluster);
    if (!rules)
        return rules.error();
    // What the body leaves out stays as it is.
    const auto body = wire::parseObject(call.request.body);
    if (!body)
        return body.error();
    QJsonObject merged = wire::toJson(toWire(*rules));
    for (auto it = body->begin(); it != body->end(); ++it)
        merged.insert(it.key(), it.value());
    const auto wanted = wire::fromJson<wire::RewriteRules>(merged, wire::UnknownFields::Refuse);
    if (!wanted)
        return wanted.error();
    if (auto done = rewriting.setRules(cluster, fromWire(*wanted)); !done)
        return done.error();
    audit(log, call, u"cluster.rewrite_rules"_s, cluster, {},
          Values::difference(wire::toJson(toWire(*rules)), wire::toJson(*wanted)));
    return dataResponse(wire::toJson(*wanted));
}

Result<ApiResponse> getRewriteSnapshot(const RewriteService &rewriting, const ApiCall &call)
{
    const auto snapshot = rewriting.snapshot(call.parameter("cluster"));
    if (!snapshot)
        return snapshot.error();
    return dataResponse(snapshot->toJson());
}

// Rewriting -------------------------------------------------------------------------------------------------------

QString nameOf(rewriter::RewriteResult result)
{
    switch (result) {
    case rewriter::RewriteResult::Rewritten:
        return u"rewritten"_s;
    case rewriter::RewriteResult::Unchanged:
        return u"unchanged"_s;
    case rewriter::RewriteResult::PassedThrough:
        return u"passed_through"_s;
    }
    return {};
}

wire::RewritePreview toWire(const rewriter::RewriteOutcome &outcome, qint64 bytesBefore)
{
    wire::RewritePreview preview;
    preview.result = nameOf(outcome.result);
    preview.reason = outcome.reason;
    preview.trackingHost = outcome.trackingHost;
    preview.messageId = outcome.messageId;
    preview.opens = outcome.opens;
    preview.clicks = outcome.clicks;
    preview.pixel = outcome.pixel;
    preview.pixelReason = outcome.pixelReason;
    for (const rewriter::LinkDecision &link : outcome.links) {
        preview.links.append(
            {link.part, link.url, link.name, link.text, link.index, link.tracked, link.reason, link.newUrl});
    }
    for (const rewriter::PartDecision &part : outcome.parts)
        preview.parts.append({part.part, part.type, part.rewritten, part.reason, part.bytesBefore, part.bytesAfter});
    preview.warnings = outcome.warnings;
    preview.bytesBefore = bytesBefore;
    preview.bytesAfter = outcome.bytes.size();
    preview.content = QString::fromLatin1(outcome.bytes.toBase64());
    return preview;
}

// Text that goes into events and logs.
Result<QString> shortText(const ApiCall &call, const QString &name, qsizetype longest)
{
    const QString text = call.query(name.toLatin1().constData());
    if (text.size() > longest)
        return badQuery(name, u"give at most %1 characters"_s.arg(longest));
    if (std::any_of(text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; }))
        return badQuery(name, u"give it without control characters"_s);
    return text;
}

Result<RewriteOrder> orderOf(const ApiCall &call)
{
    RewriteOrder order;
    order.content = call.request.body;
    order.isHtml = call.request.contentType.toLower().startsWith("text/html");
    const QString preview = call.query("preview");
    if (!preview.isEmpty() && preview != "0"_L1 && preview != "1"_L1)
        return badQuery(u"preview"_s, u"give 1 for the decisions, or leave it out for the message"_s);
    order.context.wantDecisions = preview == "1"_L1;
    const auto recipient = shortText(call, u"recipient"_s, maxRecipient);
    if (!recipient)
        return recipient.error();
    order.context.recipient = *recipient;
    const auto messageId = shortText(call, u"message_id"_s, maxMessageId);
    if (!messageId)
        return messageId.error();
    order.context.messageId = *messageId;
    if (const QString host = call.query("tracking_host"); !host.isEmpty()) {
        const auto name = Hostname::parse(host);
        if (!name)
            return badQuery(u"tracking_host"_s, u"give a host name"_s);
        order.context.trackingHost = name->ascii().toLatin1();
    }
    if (const QString position = call.query("pixel_position"); !position.isEmpty()) {
        order.context.pixelPosition = pixelPositionFrom(position);
        if (!order.context.pixelPosition)
            return badQuery(u"pixel_position"_s, u"give auto, start or end"_s);
    }
    return order;
}

ApiResponse responseOf(const RewriteOrder &order, const rewriter::RewriteOutcome &outcome)
{
    if (order.context.wantDecisions)
        return dataResponse(wire::toJson(toWire(outcome, order.content.size())));
    ApiResponse response;
    response.status = 200;
    response.contentType = order.isHtml ? "text/html; charset=utf-8" : "message/rfc822";
    response.body = outcome.bytes;
    return response;
}

void rewriteMessage(ApiDispatcher &dispatcher, const RewriteService &rewriting, ReadinessService &readiness,
                    const ApiCall &call, const ApiAnswer &answer)
{
    const auto job = rewriting.prepare(call.parameter("cluster"));
    if (!job)
        return answer(job.error());
    const auto order = orderOf(call);
    if (!order)
        return answer(order.error());
    if (!order->context.wantDecisions) // a preview is for somebody who looks
        readiness.mailHostSeen(u"mail by the API"_s);
    onWorker(
        dispatcher, [job = *job, order = *order] { return responseOf(order, job.run(order)); }, answer);
}

} // namespace

void addRewriteHandlers(ApiDispatcher &dispatcher, RewriteService &rewriting, ReadinessService &readiness,
                        AuditLog &audit)
{
    dispatcher.on(api::getRewriteRules, [&](const ApiCall &call) { return getRewriteRules(rewriting, call); });
    dispatcher.on(api::updateRewriteRules,
                  [&](const ApiCall &call) { return updateRewriteRules(rewriting, audit, call); });
    dispatcher.on(api::getRewriteSnapshot, [&](const ApiCall &call) {
        auto snapshot = getRewriteSnapshot(rewriting, call);
        if (snapshot)
            readiness.mailHostSeen(u"a milter"_s);
        return snapshot;
    });
    dispatcher.on(api::rewriteMessage, [&](const ApiCall &call, const ApiAnswer &answer) {
        rewriteMessage(dispatcher, rewriting, readiness, call, answer);
    });
}

} // namespace unmta
