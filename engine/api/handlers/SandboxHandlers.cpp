#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "api/handlers/SandboxControls.h"
#include "base/Duration.h"
#include "service/changes/ChangeFeed.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis longestAdvance = std::chrono::hours(24 * 366);

Result<ApiResponse> setDnsRecord(SandboxControls &sandbox, ChangeFeed &feed, const ApiCall &call)
{
    const auto record = call.body<wire::DnsRecord>();
    if (!record)
        return record.error();
    if (auto done = sandbox.setRecord(*record); !done)
        return done.error();
    feed.add(ChangeKind::DnsRecord, {}, record->name, ChangeAction::Changed);
    return listResponse(toArray(sandbox.records()), {});
}

Result<ApiResponse> unsetDnsRecord(SandboxControls &sandbox, ChangeFeed &feed, const ApiCall &call)
{
    QString name = call.query("name");
    QString type = call.query("type");
    // Named in the query, or as it was set, in the body.
    if (!call.request.body.isEmpty()) {
        const auto body = wire::parseObject(call.request.body);
        if (!body)
            return body.error();
        name = body->value(u"name"_s).toString(name);
        type = body->value(u"type"_s).toString(type);
    }
    if (name.isEmpty() || !sandbox.removeRecord(name, type))
        return Error(u"request.not_found"_s, u"name"_s);
    feed.add(ChangeKind::DnsRecord, {}, name, ChangeAction::Removed);
    return emptyResponse();
}

Result<ApiResponse> advanceClock(SandboxControls &sandbox, ChangeFeed &feed, const Clock &clock, const ApiCall &call)
{
    const auto input = call.body<wire::ClockInput>();
    if (!input)
        return input.error();
    const auto by = parseDuration(input->advance);
    if (!by) {
        Error error = by.error();
        error.field = u"advance"_s;
        return error;
    }
    if (*by <= Millis(0) || *by > longestAdvance)
        return Error(u"sandbox.bad_advance"_s, u"advance"_s, {{u"value"_s, input->advance}});
    sandbox.advanceClock(*by);
    feed.add(ChangeKind::Clock, {}, input->advance, ChangeAction::Changed);
    return dataResponse(wire::toJson(wire::ClockState{clock.now()}));
}

} // namespace

void addSandboxHandlers(ApiDispatcher &dispatcher, SandboxControls &sandbox, SandboxPlay &play, ChangeFeed &feed,
                        const Clock &clock)
{
    dispatcher.on(api::listSandboxMail, [&](const ApiCall &) -> Result<ApiResponse> {
        const auto mails = play.mails();
        return mails ? listResponse(toArray(*mails), {}) : Result<ApiResponse>(mails.error());
    });
    dispatcher.on(api::playRecipients, [&](const ApiCall &call) -> Result<ApiResponse> {
        const auto input = call.body<wire::SandboxAudienceInput>();
        if (!input)
            return input.error();
        const auto audience = play.play(*input);
        return audience ? dataResponse(wire::toJson(*audience)) : Result<ApiResponse>(audience.error());
    });
    dispatcher.on(api::listDnsRecords,
                  [&](const ApiCall &) -> Result<ApiResponse> { return listResponse(toArray(sandbox.records()), {}); });
    dispatcher.on(api::setDnsRecord, [&](const ApiCall &call) { return setDnsRecord(sandbox, feed, call); });
    dispatcher.on(api::unsetDnsRecord, [&](const ApiCall &call) { return unsetDnsRecord(sandbox, feed, call); });
    dispatcher.on(api::advanceClock, [&](const ApiCall &call) { return advanceClock(sandbox, feed, clock, call); });
}

} // namespace unmta
