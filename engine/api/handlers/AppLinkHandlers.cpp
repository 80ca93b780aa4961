#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "base/Bytes.h"
#include "service/domains/AppLinkService.h"
#include "service/domains/DomainService.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxFileBytes = 128 * KiB; // what Apple's devices read at most

struct AppLinkSubject
{
    TrackingDomain domain;
    AppPlatform platform;
};

// Errors: request.not_found.
Result<AppLinkSubject> subjectOf(const DomainService &domains, const ApiCall &call)
{
    const auto platform = appPlatformFromName(call.parameter("platform"));
    if (!platform)
        return notFound();
    auto domain = domains.find(call.parameter("cluster"), call.parameter("name"));
    if (!domain)
        return domain.error();
    return AppLinkSubject{*std::move(domain), *platform};
}

Result<ApiResponse> getAppLinks(const DomainService &domains, const AppLinkService &appLinks, const ApiCall &call)
{
    const auto subject = subjectOf(domains, call);
    if (!subject)
        return subject.error();
    const auto content = appLinks.content(subject->domain, subject->platform);
    if (!content)
        return content.error();
    const auto json = wire::parseValue(*content);
    if (!json)
        return json.error();
    return dataResponse(*json);
}

Result<ApiResponse> setAppLinks(const DomainService &domains, AppLinkService &appLinks, AuditLog &log,
                                const ApiCall &call)
{
    const auto subject = subjectOf(domains, call);
    if (!subject)
        return subject.error();
    if (call.request.body.size() > maxFileBytes)
        return Error(u"request.body_too_large"_s, {}, {{u"limit"_s, QString::number(maxFileBytes)}});
    const auto json = wire::parseValue(call.request.body);
    if (!json)
        return json.error();
    if (auto done = appLinks.set(subject->domain, subject->platform, call.request.body, *json); !done)
        return done.error();
    audit(log, call, u"domain.app_links_set"_s, subject->domain.fields().name, call.parameter("platform"));
    return dataResponse(*json);
}

Result<ApiResponse> deleteAppLinks(const DomainService &domains, AppLinkService &appLinks, AuditLog &log,
                                   const ApiCall &call)
{
    const auto subject = subjectOf(domains, call);
    if (!subject)
        return subject.error();
    if (auto done = appLinks.remove(subject->domain, subject->platform); !done)
        return done.error();
    audit(log, call, u"domain.app_links_deleted"_s, subject->domain.fields().name, call.parameter("platform"));
    return emptyResponse();
}

} // namespace

void addAppLinkHandlers(ApiDispatcher &dispatcher, const DomainService &domains, AppLinkService &appLinks,
                        AuditLog &audit)
{
    dispatcher.on(api::getAppLinks, [&](const ApiCall &call) { return getAppLinks(domains, appLinks, call); });
    dispatcher.on(api::setAppLinks, [&](const ApiCall &call) { return setAppLinks(domains, appLinks, audit, call); });
    dispatcher.on(api::deleteAppLinks,
                  [&](const ApiCall &call) { return deleteAppLinks(domains, appLinks, audit, call); });
}

} // namespace unmta
