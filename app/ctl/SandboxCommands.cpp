#include "ctl/Commands.h"
#include "ctl/Show.h"

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

struct SandboxInput
{
    QString name;
    QString type;
    QString value;
    int ttl = 60;
    QString duration;
    int recipients = 1;
    QString host;
};

Outcome presentRecords(const Session &session, const Answer<QList<wire::DnsRecord>> &records)
{
    return presentList(
        session, records, Table({u"NAME"_s, u"TYPE"_s, u"VALUE"_s, u"TTL"_s}),
        [](const wire::DnsRecord &r) {
            return QStringList{r.name, r.type, r.value, QString::number(r.ttl)};
        },
        u"The simulated provider has no records."_s);
}

Outcome setRecord(Session &session, const SandboxInput &input)
{
    const wire::DnsRecord record{input.name, input.type.toUpper(), input.value, input.ttl};
    return presentRecords(session, session.call(api::setDnsRecord, {}, record));
}

Outcome unset(Session &session, const SandboxInput &input)
{
    const QueryItems query{{u"name"_s, input.name}, {u"type"_s, input.type.toUpper()}};
    return presentDone(session, session.call(api::unsetDnsRecord, {}, query), u"%1 is unset."_s.arg(input.name));
}

Outcome advance(Session &session, const SandboxInput &input)
{
    return present(session, session.call(api::advanceClock, {}, {input.duration}),
                   [](const wire::ClockState &clock) { printLine(shown(clock.time)); });
}

Outcome listMail(Session &session)
{
    return presentList(
        session, session.call(api::listSandboxMail), Table({u"TIME"_s, u"TO"_s, u"SUBJECT"_s}),
        [](const wire::SandboxMail &mail) {
            return QStringList{shown(mail.at), shown(mail.to.join(u", "_s)), mail.subject};
        },
        u"No mail would have been sent yet."_s);
}

Outcome play(Session &session, const SandboxInput &input)
{
    const auto cluster = session.cluster();
    if (!cluster)
        return cluster.error();
    return present(session, session.call(api::playRecipients, {}, {cluster->id, input.recipients, input.host}),
                   [](const wire::SandboxAudience &audience) {
                       printLine(u"%1 recipients: %2 opens and %3 clicks are on their way."_s.arg(audience.recipients)
                                     .arg(audience.opens)
                                     .arg(audience.clicks));
                   });
}

} // namespace

void addSandboxCommands(Command root)
{
    const auto input = std::make_shared<SandboxInput>();
    const Command sandbox = root.group("sandbox", "The simulated surroundings of an engine that runs with --sandbox");
    const Command dns = sandbox.group("dns", "Records at the simulated DNS provider");
    dns.command("list", "List the records").does([](Session &session) {
        return presentRecords(session, session.call(api::listDnsRecords));
    });
    dns.command("set", "Publish a record in place of those of the same name and type")
        .argument("NAME", &input->name, "For example track.example.com")
        .argument("TYPE", &input->type, "CNAME, A, AAAA or TXT")
        .argument("VALUE", &input->value, "What it points to")
        .number("--ttl", &input->ttl, 0, 604'800, "Seconds that it may be kept")
        .does([input](Session &session) { return setRecord(session, *input); });
    dns.command("unset", "Take records away")
        .argument("NAME", &input->name, "For example track.example.com")
        .argument("TYPE", &input->type, "Only those of this type", false)
        .does([input](Session &session) { return unset(session, *input); });
    sandbox.group("clock", "The engine's clock")
        .command("advance", "Let time pass")
        .argument("DURATION", &input->duration, "For example 24h")
        .does([input](Session &session) { return advance(session, *input); });
    sandbox.group("mail", "Mail to people").command("list", "List the mail that would have been sent").does(listMail);
    sandbox.group("recipients", "Recipients of a played mail")
        .command("play", "Let recipients open a mail and click its links")
        .number("--count", &input->recipients, 1, 1000, "How many (default: 1)")
        .option("--tracking-host", &input->host, "The links' host, instead of the one in force")
        .does([input](Session &session) { return play(session, *input); });
}

} // namespace unmta::ctl
