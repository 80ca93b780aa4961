// What the installation is used for: mail, domains, certificates, events.
#include "service/readiness/CheckMaker.h"
#include "service/readiness/ReadinessRules.h"

namespace unmta::readiness {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis recently = std::chrono::hours(1);

} // namespace

ReadinessCheck mailServer(const ReadinessFacts &facts)
{
    const auto make = known("mail_server", facts);
    const auto &at = facts.use.mailHostAt;
    if (!at) {
        return make.todo(u"No mail server has asked for its links to be rewritten since the engine started."_s,
                         u"Connect Postfix or Sendmail by the milter, others by the API; this finds the one on this "
                         "computer and shows its lines:\nunmta-ctl setup"_s);
    }
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(facts.now - *at).count();
    const QString evidence = u"%1, %2 minutes ago"_s.arg(facts.use.mailHost).arg(minutes);
    if (facts.now - *at > recently) {
        return make.unknown(u"No mail server has asked for %1 hours."_s.arg(minutes / 60),
                            u"See whether the milter runs:\nsystemctl status unmta-milter"_s, evidence);
    }
    return make.ready(u"A mail server has its links rewritten."_s, evidence);
}

ReadinessCheck activeDomain(const ReadinessFacts &facts)
{
    const auto make = known("active_domain", facts);
    if (facts.use.active > 0) {
        return make.ready(facts.use.active == 1 ? u"One tracking domain is active."_s
                                                : u"%1 tracking domains are active."_s.arg(facts.use.active));
    }
    if (!facts.use.pending.isEmpty()) {
        return make.todo(u"No tracking domain is active; %1 waits for its record."_s.arg(facts.use.pending),
                         u"Publish the record that this shows, then verify:\nunmta-ctl domain show %1\n"
                         "unmta-ctl domain verify %1"_s.arg(facts.use.pending));
    }
    return make.todo(u"There is no tracking domain yet."_s, u"Add a name of the domain that your mail comes from:\n"
                                                            "unmta-ctl domain add track.example.com --default"_s);
}

ReadinessCheck certificate(const ReadinessFacts &facts)
{
    const auto make = known("certificate", facts);
    const UseSeen &use = facts.use;
    if (!use.failed.isEmpty()) {
        QStringList evidence;
        for (auto it = use.failed.cbegin(); it != use.failed.cend(); ++it)
            evidence << u"%1: %2"_s.arg(it.key(), it.value());
        return make.failed(u"There is no certificate for %1. %2"_s.arg(use.failed.firstKey(), use.failed.first()),
                           u"The engine tries again by itself. This shows what the authority said:\n"
                           "unmta-ctl domain show %1"_s.arg(use.failed.firstKey()),
                           evidence.join(u'\n'));
    }
    if (!use.uncertified.isEmpty()) {
        return make.todo(u"The certificate for %1 is on its way."_s.arg(listed(use.uncertified)),
                         u"Nothing, unless it takes more than a few minutes; then:\n"
                         "unmta-ctl domain show %1"_s.arg(use.uncertified.first()));
    }
    if (use.certified == 0)
        return make.todo(u"Certificates come with the first active domain."_s, u"Add and verify a domain first."_s);
    return make.ready(use.certified == 1 ? u"The active domain has its certificate."_s
                                         : u"All %1 active domains have their certificates."_s.arg(use.certified));
}

ReadinessCheck firstEvent(const ReadinessFacts &facts)
{
    const auto make = known("first_event", facts);
    if (facts.use.hasEvent)
        return make.ready(u"Opens and clicks arrive."_s);
    return make.todo(u"Nothing has been opened or clicked yet."_s,
                     u"Send yourself a mail through the mail server and open it, or try a link by hand:\n"
                     "unmta-ctl link mint --kind click --url https://example.com/ --message-id test --recipient you"_s);
}

} // namespace unmta::readiness
