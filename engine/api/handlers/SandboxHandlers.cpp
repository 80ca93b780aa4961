#include "api/handlers/Handlers.h"
#include "base/Duration.h"
#include "service/changes/ChangeFeed.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis longestAdvance = std::chrono::hours(24 * 366);

Result<ApiResponse> listDnsRecords(const ApiServices &s, const ApiCall &)
{
    return listResponse(toArray(s.sandbox->records()), {});
}

Result<ApiResponse> setDnsRecord(const ApiServices &s, const ApiCall &call)
{
    const auto record = call.body<wire::DnsRecord>();
    if (!record)
        return record.error();
    if (auto done = s.sandbox->setRecord(*record); !done)
        return done.error();
    s.feed.add(ChangeKind::DnsRecord, {}, record->name, ChangeAction::Changed);
    return listResponse(toArray(s.sandbox->records()), {});
}

Result<ApiResponse> unsetDnsRecord(const ApiServices &s, const ApiCall &call)
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
    if (name.isEmpty() || !s.sandbox->removeRecord(name, type))
        return Error(u"request.not_found"_s, u"name"_s);
    s.feed.add(ChangeKind::DnsRecord, {}, name, ChangeAction::Removed);
    return emptyResponse();
}

Result<ApiResponse> advanceClock(const ApiServices &s, const ApiCall &call)
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
    s.sandbox->advanceClock(*by);
    s.feed.add(ChangeKind::Clock, {}, input->advance, ChangeAction::Changed);
    return dataResponse(wire::toJson(wire::ClockState{s.clock.now()}));
}

} // namespace

void addSandboxHandlers(ApiDispatcher &dispatcher, const ApiServices &services)
{
    if (!services.sandbox)
        return;
    const auto add = [&](const Route &operation, auto handler) {
        dispatcher.on(operation, [services, handler](const ApiCall &call) { return handler(services, call); });
    };
    add(api::listDnsRecords, listDnsRecords);
    add(api::setDnsRecord, setDnsRecord);
    add(api::unsetDnsRecord, unsetDnsRecord);
    add(api::advanceClock, advanceClock);
}

} // namespace unmta
