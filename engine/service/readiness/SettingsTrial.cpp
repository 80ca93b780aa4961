#include "service/readiness/SettingsTrial.h"

#include "service/notices/OutboxService.h"
#include "service/readiness/CheckMaker.h"
#include "service/readiness/ReadinessRules.h"
#include "service/settings/SettingsService.h"

namespace unmta {

using namespace Qt::StringLiterals;

void SettingsTrial::run(const Wish &wish, const Done &done)
{
    const auto settings = d.settings.with(wish.changes);
    if (!settings)
        return done(settings.error());
    switch (wish.subject) {
    case Subject::Mail:
        return tryMail(wish, *settings, done);
    case Subject::Resolver:
        return tryResolvers(wish, *settings, done);
    case Subject::Authority:
        return tryAuthority(*settings, done);
    }
}

ReadinessFacts SettingsTrial::facts(const Settings &settings, const ProbesSeen &seen) const
{
    constexpr SettingName read[]{"certificates.issuer", "acme.directory", "acme.eab_kid", "acme.eab_key"};
    ReadinessFacts facts;
    facts.now = d.clock.now();
    for (const SettingName name : read)
        facts.settings.insert(QString::fromLatin1(name.row().name), settings.text(name));
    facts.local = d.local();
    facts.probes = seen;
    facts.wording = d.wording;
    return facts;
}

void SettingsTrial::tryMail(const Wish &wish, const Settings &settings, const Done &done)
{
    const auto others = wish.changes.isEmpty() ? std::nullopt : std::optional(settings);
    d.outbox.sendTest(others, wish.to, [this, done](const Result<OutboxService::TestOutcome> &outcome) {
        if (!outcome)
            return done(outcome.error());
        const readiness::CheckMaker make("notices", d.clock.now());
        const QString evidence = u"Relay: %1"_s.arg(outcome->relay);
        done(outcome->sent ? make.ready(outcome->message + u" See whether it arrives."_s, evidence)
                           : make.failed(u"The test mail was not sent. %1"_s.arg(outcome->message),
                                         u"Look at the relay's address, encryption, user and password, and at the "
                                         "sender's address, then try again."_s,
                                         evidence));
    });
}

void SettingsTrial::tryResolvers(const Wish &wish, const Settings &settings, const Done &done)
{
    // In the sandbox the provider answers, whatever is set.
    const std::optional<QString> others =
        wish.changes.isEmpty() || d.local().isSandbox ? std::nullopt : std::optional(settings.text("dns.resolvers"));
    d.probes.resolvers(others, {u"com"_s, u"net"_s, u"org"_s},
                       [this, done, settings](const QList<ResolverSeen> &resolvers) {
                           ProbesSeen seen;
                           seen.at = d.clock.now();
                           seen.resolvers = resolvers;
                           done(withReachingCommands(readiness::resolver(facts(settings, seen)), d.local()));
                       });
}

void SettingsTrial::tryAuthority(const Settings &settings, const Done &done)
{
    const auto judge = [this, done, settings](const std::optional<AuthoritySeen> &authority) {
        ProbesSeen seen;
        seen.at = d.clock.now();
        seen.authority = authority;
        done(withReachingCommands(readiness::authority(facts(settings, seen)), d.local()));
    };
    // Nobody is to be asked about certificates that the installation issues itself.
    if (settings.text("certificates.issuer") != u"acme")
        return judge({});
    d.probes.authority(settings, judge);
}

} // namespace unmta
