#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "service/readiness/ReadinessRules.h"
#include "service/readiness/ReadinessService.h"
#include "service/readiness/SettingsTrial.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

wire::ReadinessState toWire(ReadinessState state)
{
    switch (state) {
    case ReadinessState::Ready:
        return wire::ReadinessState::Ready;
    case ReadinessState::Todo:
        return wire::ReadinessState::Todo;
    case ReadinessState::Failed:
        return wire::ReadinessState::Failed;
    case ReadinessState::Unknown:
        break;
    }
    return wire::ReadinessState::Unknown;
}

wire::ReadinessCheck toWire(const ReadinessCheck &check)
{
    return {check.id, toWire(check.state), check.sentence, check.fix, check.evidence, check.checkedAt};
}

Result<SettingsTrial::Subject> subjectOf(const QString &word)
{
    using Subject = SettingsTrial::Subject;
    if (word == u"mail")
        return Subject::Mail;
    if (word == u"resolver")
        return Subject::Resolver;
    if (word == u"authority")
        return Subject::Authority;
    return Error(u"json.unknown_value"_s, u"what"_s, {{u"field"_s, u"what"_s}});
}

// Asked of others, so it is written down; the values are not: they were not saved, and some are secret.
void testSettings(SettingsTrial &trial, AuditLog &log, const ApiCall &call, const ApiAnswer &answer)
{
    const auto input = call.body<wire::SettingsTestInput>();
    if (!input)
        return answer(input.error());
    const auto subject = subjectOf(input->what);
    if (!subject)
        return answer(subject.error());
    audit(log, call, u"settings.tested"_s, input->what, QStringList(input->settings.keys()).join(u", "_s));
    trial.run({*subject, input->settings, input->to}, [answer](const Result<ReadinessCheck> &check) {
        answer(check ? Result<ApiResponse>(dataResponse(wire::toJson(toWire(*check)))) : check.error());
    });
}

ApiResponse readinessResponse(const QList<ReadinessCheck> &checks)
{
    wire::Readiness readiness;
    readiness.isReady = isReady(checks);
    for (const ReadinessCheck &check : checks)
        readiness.checks.append(toWire(check));
    return dataResponse(wire::toJson(readiness));
}

} // namespace

void addReadinessHandlers(ApiDispatcher &dispatcher, ReadinessService &readiness, SettingsTrial &trial, AuditLog &audit)
{
    dispatcher.on(api::testSettings,
                  [&](const ApiCall &call, const ApiAnswer &answer) { testSettings(trial, audit, call, answer); });
    dispatcher.on(api::getReadiness,
                  [&](const ApiCall &) -> Result<ApiResponse> { return readinessResponse(readiness.checks()); });
    dispatcher.on(api::probeReadiness, [&](const ApiCall &, const ApiAnswer &answer) {
        readiness.probe([answer](const QList<ReadinessCheck> &checks) { answer(readinessResponse(checks)); });
    });
}

} // namespace unmta
