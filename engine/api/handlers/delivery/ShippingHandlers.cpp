#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "base/Duration.h"
#include "contract/ErrorText.h"
#include "service/domains/ClusterService.h"
#include "service/settings/SettingsService.h"
#include "service/shipping/ShippingService.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

wire::ShippedObject toWire(const ShippedObject &object)
{
    return {object.name,   object.firstSeq, object.lastSeq,
            object.events, object.bytes,    QString::fromLatin1(object.sha256),
            object.at};
}

wire::ShippingPhase toWire(ShippingState::Phase phase)
{
    switch (phase) {
    case ShippingState::Phase::Working:
        return wire::ShippingPhase::Working;
    case ShippingState::Phase::Failing:
        return wire::ShippingPhase::Failing;
    case ShippingState::Phase::Waiting:
        break;
    }
    return wire::ShippingPhase::Waiting;
}

wire::Shipping toWire(const ShippingTarget &target)
{
    wire::Shipping result;
    if (target.kind == ShippingKind::S3) {
        result.kind = wire::ShippingKind::S3;
        result.endpoint = target.endpoint;
        result.region = target.region;
        result.bucket = target.bucket;
        result.accessKey = target.accessKey;
        result.secretKey = SettingsService::secretMask;
    } else {
        result.path = target.path;
    }
    result.prefix = target.prefix;
    if (target.compression == ShippingCompression::Zstd)
        result.compression = wire::ShippingCompression::Zstd;
    result.interval = formatDuration(target.interval);
    result.maxBytes = target.maxBytes;
    return result;
}

// What stands in the audit: nothing of what changes by itself, and no secret.
QJsonObject auditedValues(const std::optional<ShippingTarget> &target)
{
    if (!target)
        return {};
    QJsonObject values = wire::toJson(toWire(*target));
    values.remove(u"state"_s);
    values.remove(u"secret_key"_s);
    return values;
}

wire::Shipping toWire(const ShippingState &state)
{
    wire::Shipping result = toWire(state.shipping.target);
    wire::ShippingState &shown = result.state;
    shown.phase = toWire(state.phase);
    shown.cursor = QString::number(state.shipping.progress.cursor());
    shown.backlog = state.backlog.events;
    shown.oldestAt = state.backlog.oldest;
    shown.objects = state.shipping.objects;
    shown.events = state.shipping.events;
    if (state.shipping.lastObject)
        shown.lastObject = toWire(*state.shipping.lastObject);
    if (state.error)
        shown.error = wire::ShippingProblem{state.error->code, errorSentence(*state.error)};
    shown.failures = state.failures;
    shown.nextTryAt = state.nextTryAt;
    return result;
}

Result<ShippingTarget> targetOf(const wire::ShippingInput &input)
{
    ShippingTarget target;
    target.kind = input.kind == wire::ShippingKind::S3 ? ShippingKind::S3 : ShippingKind::Directory;
    target.path = input.path.value_or(QString());
    target.endpoint = input.endpoint.value_or(QString());
    target.region = input.region.value_or(QString());
    target.bucket = input.bucket.value_or(QString());
    target.accessKey = input.accessKey.value_or(QString());
    if (input.secretKey && *input.secretKey != SettingsService::secretMask)
        target.secretKey = *input.secretKey;
    target.prefix = input.prefix.value_or(QString());
    if (input.compression == wire::ShippingCompression::Zstd)
        target.compression = ShippingCompression::Zstd;
    if (input.interval) {
        const auto interval = parseDuration(*input.interval);
        if (!interval)
            return Error(interval.error().code, u"interval"_s, interval.error().context);
        target.interval = *interval;
    }
    target.maxBytes = input.maxBytes.value_or(target.maxBytes);
    return target;
}

std::optional<ShippingStart> startOf(const wire::ShippingInput &input)
{
    if (!input.start)
        return std::nullopt;
    return *input.start == wire::ShippingStart::Now ? ShippingStart::Now : ShippingStart::Oldest;
}

void describe(ShippingService &shipping, const ApiCall &call, const ApiAnswer &answer)
{
    shipping.describe(call.parameter("cluster"), [answer](const Result<ShippingState> &state) {
        answer(state ? Result(dataResponse(wire::toJson(toWire(*state)))) : state.error());
    });
}

void setShipping(ShippingService &shipping, AuditLog &log, const ApiCall &call, const ApiAnswer &answer)
{
    const auto input = call.body<wire::ShippingInput>();
    if (!input)
        return answer(input.error());
    const auto target = targetOf(*input);
    if (!target)
        return answer(target.error());
    // The directories of the engine's computer are its operator's, not those of whoever has one of its clusters.
    if (target->kind == ShippingKind::Directory && call.token && call.token->clusterId)
        return answer(Error(u"shipping.own_directory"_s, u"kind"_s));
    const QString cluster = call.parameter("cluster");
    const auto before = shipping.targetOf(cluster);
    shipping.set(cluster, *target, startOf(*input),
                 [&shipping, &log, call, answer, cluster, before](const Result<void> &done) {
                     if (!done)
                         return answer(done.error());
                     const auto after = shipping.targetOf(cluster);
                     audit(log, call, u"shipping.set"_s, cluster, {},
                           Values::difference(auditedValues(before), auditedValues(after)));
                     describe(shipping, call, answer);
                 });
}

Result<ApiResponse> deleteShipping(ShippingService &shipping, AuditLog &log, const ApiCall &call)
{
    const QString cluster = call.parameter("cluster");
    const auto before = shipping.targetOf(cluster);
    if (auto done = shipping.switchOff(cluster); !done)
        return done.error();
    audit(log, call, u"shipping.deleted"_s, cluster, {}, {auditedValues(before), {}});
    return emptyResponse();
}

} // namespace

void addShippingHandlers(ApiDispatcher &dispatcher, const ClusterService &clusters, ShippingService &shipping,
                         AuditLog &audit)
{
    dispatcher.on(api::getShipping,
                  [&](const ApiCall &call, const ApiAnswer &answer) { describe(shipping, call, answer); });
    dispatcher.on(api::setShipping, [&](const ApiCall &call, const ApiAnswer &answer) {
        if (const auto cluster = clusters.byId(call.parameter("cluster")); !cluster)
            return answer(cluster.error());
        setShipping(shipping, audit, call, answer);
    });
    dispatcher.on(api::deleteShipping, [&](const ApiCall &call) { return deleteShipping(shipping, audit, call); });
}

} // namespace unmta
