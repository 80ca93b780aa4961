#include "assembly/SettingsFollower.h"

#include "assembly/EngineSandbox.h"
#include "assembly/IssuerChoice.h"
#include "assembly/Services.h"
#include "assembly/endpoints/EdgeEndpoint.h"
#include "assembly/ports/DnsPorts.h"
#include "base/Log.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

QStringList scheduleOf(const Settings &settings)
{
    return {settings.text("monitor.interval"), settings.text("monitor.auto_verify")};
}

} // namespace

Result<void> SettingsFollower::load(const QMap<QString, QString> &given)
{
    if (auto done = d.services.settings.load(); !done)
        return done;
    m_schedule = scheduleOf(d.services.settings.current());
    QMap<QString, QString> stored = given;
    if (d.sandbox && !stored.contains(u"certificates.issuer"_s))
        stored.insert(u"certificates.issuer"_s, u"internal"_s);
    return stored.isEmpty() ? Result<void>() : d.services.settings.update(stored);
}

Result<void> SettingsFollower::start()
{
    connect(&d.services.settings, &SettingsService::changed, this, &SettingsFollower::follow);
    apply(d.services.settings.current());
    return rescheduleIfWanted(); // settings that came with the start may be new
}

void SettingsFollower::follow(const Settings &settings)
{
    apply(settings);
    if (d.services.settings.isFromElsewhere()) {
        m_schedule = scheduleOf(settings);
        return;
    }
    if (auto done = rescheduleIfWanted(); !done)
        qCWarning(lcMonitor).noquote() << "due times were not changed" << describe(done.error());
}

void SettingsFollower::apply(const Settings &settings)
{
    if (d.sandbox)
        d.sandbox->setTargetZone(settings.targetZone());
    d.edge.applySettings(settings);
    applyDns();
    d.issuer.apply(settings);
}

Result<void> SettingsFollower::rescheduleIfWanted()
{
    const QStringList wanted = scheduleOf(d.services.settings.current());
    if (wanted == m_schedule)
        return {};
    m_schedule = wanted;
    return d.services.domains.reschedule();
}

void SettingsFollower::applyDns()
{
    if (d.sandbox)
        d.dns.askOnly(d.sandbox->dnsServer());
    else
        d.dns.applySettings(d.services.settings.current());
}

} // namespace unmta
