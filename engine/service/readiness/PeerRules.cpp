// Whom the engine depends on: the authority, the time, the resolvers, the mail relay.
#include "service/readiness/CheckMaker.h"
#include "service/readiness/ReadinessRules.h"

#include <QUrl>

namespace unmta::readiness {

using namespace Qt::StringLiterals;

namespace {

// Certificates and signatures are refused by clocks that are minutes apart; answers may have been seconds on their way.
constexpr Millis clockTolerance = std::chrono::seconds(30);

QString seconds(Millis span)
{
    return QString::number(std::chrono::duration_cast<std::chrono::seconds>(std::chrono::abs(span)).count());
}

QString authorityFix(const QString &code)
{
    if (code == u"outbound.tls")
        return u"A directory with a certificate of a private CA needs that CA's file:\n"
               "unmta-ctl settings set acme.ca_file=/etc/unmta/ca.pem"_s;
    if (code == u"outbound.refused_address")
        return u"An authority in your own network must be allowed by its address:\n"
               "unmta-ctl settings set outbound.allow=ADDRESS"_s;
    if (code == u"outbound.connect" || code == u"outbound.timeout" || code == u"outbound.resolve")
        return u"Let this computer resolve the authority's name and reach it on port 443; then check again."_s;
    return u"See whether the address is that of an ACME directory:\n"
           "unmta-ctl settings set acme.directory=https://acme-v02.api.letsencrypt.org/directory"_s;
}

} // namespace

ReadinessCheck authority(const ReadinessFacts &facts)
{
    const auto make = probed("authority", facts);
    if (facts.local.isSandbox)
        return make.ready(u"The sandbox issues its certificates itself."_s);
    if (facts.setting("certificates.issuer") == u"internal") {
        return make.todo(u"Certificates come from this installation's own authority, which recipients' programs do not "
                         "trust."_s,
                         u"For mail to the outside take a public authority:\n"
                         "unmta-ctl settings set certificates.issuer=acme acme.email=you@your-zone.net"_s);
    }
    if (!facts.probes || !facts.probes->authority)
        return make.notAsked();
    const AuthoritySeen &seen = *facts.probes->authority;
    const QString host = QUrl(facts.setting("acme.directory")).host();
    const QString evidence = u"Directory: %1"_s.arg(facts.setting("acme.directory"));
    if (seen.error) {
        return make.failed(u"The certificate authority %1 cannot be used. %2"_s.arg(host, facts.wording(*seen.error)),
                           authorityFix(seen.error->code), evidence);
    }
    if (seen.wantsBinding && (facts.setting("acme.eab_kid").isEmpty() || facts.setting("acme.eab_key").isEmpty())) {
        return make.todo(u"%1 wants the account to be bound to one that you have with it."_s.arg(host),
                         u"Take the key id and the HMAC key from the authority's own pages:\n"
                         "unmta-ctl settings set acme.eab_kid=KEY-ID acme.eab_key=HMAC-KEY"_s,
                         evidence);
    }
    return seen.hasAccount
               ? make.ready(u"%1 answers, and there is an account."_s.arg(host), evidence)
               : make.ready(u"%1 answers. The account is made with the first certificate."_s.arg(host), evidence);
}

ReadinessCheck clock(const ReadinessFacts &facts)
{
    const auto make = probed("clock", facts);
    if (facts.local.isSandbox)
        return make.ready(u"The sandbox keeps its own time."_s);
    if (!facts.probes)
        return make.notAsked();
    const auto &authority = facts.probes->authority;
    if (!authority || !authority->clockAhead) {
        return make.unknown(u"There was no answer of the certificate authority to compare the clock with."_s,
                            u"Let this computer follow NTP; this shows whether it does:\ntimedatectl"_s);
    }
    const Millis ahead = *authority->clockAhead;
    if (std::chrono::abs(ahead) > clockTolerance) {
        const QString sentence = ahead > Millis(0)
                                     ? u"This computer's clock is %1 seconds ahead of the certificate authority's."_s
                                     : u"This computer's clock is %1 seconds behind the certificate authority's."_s;
        return make.failed(sentence.arg(seconds(ahead)), u"Let it follow NTP:\ntimedatectl set-ntp true"_s);
    }
    return make.ready(u"The clock agrees with the certificate authority's."_s,
                      u"Difference: %1 s"_s.arg(seconds(ahead)));
}

ReadinessCheck resolver(const ReadinessFacts &facts)
{
    const auto make = probed("resolver", facts);
    if (facts.local.isSandbox)
        return make.ready(u"The sandbox's provider is asked for everything."_s);
    if (!facts.probes)
        return make.notAsked();
    if (facts.probes->resolvers.isEmpty()) {
        return make.unknown(u"It could not be found out in time whether the resolvers answer."_s,
                            u"Check again; when it stays so, give resolvers that answer:\n"
                            "unmta-ctl settings set dns.resolvers=127.0.0.1"_s);
    }
    QStringList evidence;
    QStringList dead;
    QStringList liars;
    bool validates = true;
    for (const ResolverSeen &seen : facts.probes->resolvers) {
        if (!seen.answers)
            dead << seen.server;
        else if (!seen.says.isEmpty())
            liars << u"%1 (%2)"_s.arg(seen.server, seen.says);
        else
            validates = validates && seen.validates;
        evidence << (!seen.answers          ? u"%1: silent"_s.arg(seen.server)
                     : !seen.says.isEmpty() ? u"%1: answers every name with %2"_s.arg(seen.server, seen.says)
                     : seen.validates       ? u"%1: answers, validates DNSSEC"_s.arg(seen.server)
                                            : u"%1: answers"_s.arg(seen.server));
    }
    const QString fix = u"Give resolvers that answer and tell the truth, such as one of your own:\n"
                        "unmta-ctl settings set dns.resolvers=127.0.0.1"_s;
    if (!liars.isEmpty()) {
        return make.failed(u"A resolver makes its answers up: %1."_s.arg(listed(liars)), fix, evidence.join(u'\n'));
    }
    if (!dead.isEmpty()) {
        return make.failed(dead.size() == 1 ? u"The resolver %1 does not answer."_s.arg(dead.first())
                                            : u"The resolvers %1 do not answer."_s.arg(listed(dead)),
                           fix, evidence.join(u'\n'));
    }
    return make.ready(validates ? u"The resolvers answer, tell the truth and validate DNSSEC."_s
                                : u"The resolvers answer and tell the truth."_s,
                      evidence.join(u'\n'));
}

ReadinessCheck notices(const ReadinessFacts &facts)
{
    const auto make = probed("notices", facts);
    const QString relay = facts.setting("smtp.url");
    if (relay.isEmpty() || facts.setting("notify.to").isEmpty() || facts.setting("smtp.from").isEmpty()) {
        if (facts.local.isSandbox)
            return known("notices", facts).ready(u"The sandbox shows its notices and mails none."_s);
        return known("notices", facts)
            .todo(u"Nobody is told by mail when a domain or a certificate is in trouble."_s,
                  u"Say where mail is handed in, who gets it and whom it is from:\n"
                  "unmta-ctl settings set smtp.url=smtp://127.0.0.1:25 notify.to=you@your-zone.net "
                  "smtp.from=tracking@your-zone.net"_s);
    }
    if (facts.probes && facts.probes->relay) {
        return make.failed(u"Mail cannot be handed in at %1. %2"_s.arg(relay, facts.wording(*facts.probes->relay)),
                           u"See whether the address, the login and the encryption are right, then try:\n"
                           "unmta-ctl settings list\nunmta-ctl notification test"_s);
    }
    if (!facts.use.lastMailError.isEmpty()) {
        return make.failed(u"%1 did not take the last mail. %2"_s.arg(relay, facts.use.lastMailError),
                           u"Mend that, then try:\nunmta-ctl notification test"_s);
    }
    if (!facts.probes || !facts.probes->relayAsked)
        return make.notAsked();
    return facts.use.lastMailAt
               ? make.ready(u"%1 takes mail for %2."_s.arg(relay, facts.setting("notify.to")))
               : make.ready(u"%1 greets us. No mail has been handed in since the engine started."_s.arg(relay),
                            u"unmta-ctl notification test sends one."_s);
}

} // namespace unmta::readiness
