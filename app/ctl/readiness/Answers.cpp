#include "ctl/readiness/Answers.h"

#include "ctl/Output.h"

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

// "mail.example.com" → "example.com"; empty for a name without a domain.
QString domainOf(const QString &name)
{
    return name.count(u'.') >= 2 ? name.section(u'.', 1) : name.contains(u'.') ? name : QString();
}

class Answers
{
public:
    Answers(const QJsonObject &inForce, const AskPerson &ask)
        : m_inForce(inForce)
        , m_ask(ask)
    {}

    [[nodiscard]] QString inForce(const QString &name) const { return m_inForce.value(name).toString(); }

    // A flag decides; else what is in force is the default, else `guess`.
    QString take(const QString &name, const QString &flag, const QString &question, const QString &guess)
    {
        const QString present = inForce(name);
        const QString given = flag.trimmed();
        if (!given.isEmpty())
            return keep(name, given);
        const QString byDefault = present.isEmpty() ? guess : present;
        return keep(name, m_ask ? m_ask(question, byDefault).trimmed() : byDefault);
    }
    // Nobody is asked; an empty answer changes nothing. Returns what is then in force.
    QString keep(const QString &name, const QString &answer)
    {
        const QString present = inForce(name);
        if (!answer.isEmpty() && answer != present)
            m_changes.insert(name, answer);
        return answer.isEmpty() ? present : answer;
    }
    [[nodiscard]] QJsonObject changes() const { return m_changes; }

private:
    const QJsonObject &m_inForce;
    const AskPerson &m_ask;
    QJsonObject m_changes;
};

} // namespace

Result<QJsonObject> settingsToChange(const QJsonObject &inForce, const SetupFlags &flags, const QString &hostName,
                                     const AskPerson &ask)
{
    Answers answers(inForce, ask);
    const QString domain = domainOf(hostName);
    const QString zone = answers.take(
        u"edge.target_zone"_s, flags.zone,
        u"Target zone: a name under a domain whose DNS you manage, used by nothing else. The targets of all tracking "
        "domains lie under it"_s,
        // A computer's name may lie in the zone of whoever rents it out.
        domain.isEmpty() || !ask ? QString() : u"track."_s + domain);
    if (zone.isEmpty())
        return usageError(u"Without a target zone nothing can be set up. Give --zone track.your-zone.net."_s);
    answers.take(u"edge.public_addresses"_s, flags.addresses.join(u','),
                 u"Addresses at which this edge is reached from outside, separated by commas; empty: this computer's "
                 "own"_s,
                 {});
    const QString parent = domainOf(zone.endsWith(u'.') ? zone.chopped(1) : zone).toLower();
    const QString email =
        answers.take(u"acme.email"_s, flags.email, u"Your mail address, for the certificate authority"_s, flags.notify);
    const QString relay =
        answers.take(u"smtp.url"_s, flags.smtp,
                     u"Mail server that takes warnings for you, such as smtp://127.0.0.1:25; empty: nobody is told "
                     "by mail"_s,
                     {});
    if (relay.isEmpty()) {
        // Nobody can be told yet, so nobody is asked whom; what was said anyway is not lost.
        answers.keep(u"notify.to"_s, flags.notify.trimmed());
        answers.keep(u"smtp.from"_s, flags.from.trimmed());
        return answers.changes();
    }
    answers.take(u"notify.to"_s, flags.notify, u"Who is told when a domain or a certificate is in trouble"_s, email);
    answers.take(u"smtp.from"_s, flags.from, u"Sender of these mails"_s, u"tracking@"_s + parent);
    return answers.changes();
}

} // namespace unmta::ctl
