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
        const QString answer = flag.isEmpty() ? m_ask(question, present.isEmpty() ? guess : present).trimmed() : flag;
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
        domain.isEmpty() ? QString() : u"track."_s + domain);
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
    if (relay.isEmpty())
        return answers.changes();
    answers.take(u"notify.to"_s, flags.notify, u"Who is told when a domain or a certificate is in trouble"_s, email);
    answers.take(u"smtp.from"_s, flags.from, u"Sender of these mails"_s, u"tracking@"_s + parent);
    return answers.changes();
}

} // namespace unmta::ctl
