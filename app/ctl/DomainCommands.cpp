#include "base/Duration.h"
#include "ctl/Commands.h"
#include "ctl/Show.h"
#include "ctl/domains/ManyDomains.h"
#include "ctl/domains/VerifyWait.h"

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

struct DomainInput
{
    QString name;
    QStringList names; // of those commands that take many
    QString file;
    QString status;
    QString isDefault;
    QString part;
    QString provider;
    QString certificate;
    bool wantsDefault = false;
    bool yes = false;
    int limit = 20;
    QString from;
    QString to;
    QString bucket;
    QString wait; // a duration; empty: not at all
};

QString defaultWord(const wire::TrackingDomain &domain)
{
    if (domain.isDefault)
        return u"yes"_s;
    return domain.defaultOnVerify ? u"once verified"_s : u"-"_s;
}

QString titleOf(const wire::TrackingDomain &domain)
{
    return domain.unicodeName == domain.name ? domain.name : u"%1 (%2)"_s.arg(domain.name, domain.unicodeName);
}

void showRecord(const wire::Record &record)
{
    Table table({u"TYPE"_s, u"NAME"_s, u"VALUE"_s});
    table.add({record.type, record.name, record.value});
    table.print({});
    if (!record.label.isEmpty() && record.label != record.name)
        printNote(u"Most providers add %1 themselves: enter %2 as the name there."_s.arg(record.zone, record.label));
}

void showCheck(const wire::Check &check)
{
    printLine(check.message);
    printFields({{u"Expected"_s, check.expected}, {u"Found"_s, shown(check.found)}});
    if (!check.hint.isEmpty())
        printLine(u"What to do: "_s + check.hint);
    Table servers({u"SERVER"_s, u"ADDRESS"_s, u"ROLE"_s, u"ANSWER"_s, u"TTL"_s});
    for (const wire::ServerAnswer &answer : check.servers) {
        servers.add({shown(answer.server), shown(answer.address), answer.role, shown(answer.answer),
                     answer.ttl ? QString::number(*answer.ttl) : u"-"_s});
    }
    servers.print(u"No server was asked."_s);
}

void printDomain(const wire::TrackingDomain &domain)
{
    const wire::Certificate &certificate = domain.certificate;
    QList<std::pair<QString, QString>> fields{
        {u"Name"_s, titleOf(domain)},
        {u"Status"_s, wordFor(domain.status)},
        {u"Default"_s, defaultWord(domain)},
        {u"Strikes"_s, QString::number(domain.strikes)},
        {u"Verified"_s, shown(domain.verifiedAt)},
        {u"Next check"_s, shown(domain.nextCheckAt)},
        {u"Certificate"_s, wordFor(certificate.state)},
    };
    if (domain.downgradedAt)
        fields.insert(2, {u"Links dead since"_s, shown(domain.downgradedAt)});
    if (certificate.issuer)
        fields.append({u"Issuer"_s, certificate.issuerName
                                        ? u"%1 (%2)"_s.arg(*certificate.issuer, *certificate.issuerName)
                                        : *certificate.issuer});
    if (certificate.notAfter)
        fields.append({u"Valid until"_s, shown(certificate.notAfter)});
    if (certificate.error)
        fields.append({u"Certificate error"_s, certificate.error->message});
    fields.append(
        {u"Last 7 days"_s, u"%1 opens, %2 clicks"_s.arg(domain.activity7d.opens).arg(domain.activity7d.clicks)});
    fields.append({u"Created"_s, shown(domain.createdAt)});
    printFields(fields);
    printLine({});
    showRecord(domain.record);
    if (domain.lastCheck) {
        printLine({});
        printLine(u"Last check, %1:"_s.arg(shown(domain.lastCheck->at)));
        showCheck(*domain.lastCheck);
    }
}

Outcome add(Session &session, const DomainInput &input)
{
    const auto names = namesOf(input.names, input.file);
    if (!names)
        return names.error();
    if (names->size() > 1 || !input.file.isEmpty()) {
        if (input.wantsDefault)
            return usageError(u"One domain is the default: give --default with one NAME."_s);
        return changeMany(session, wire::BulkAction::Add, *names);
    }
    const auto path = session.inCluster();
    if (!path)
        return path.error();
    const auto answer = session.call(api::addTrackingDomain, *path, {names->first(), input.wantsDefault});
    return present(session, answer, [](const wire::TrackingDomain &domain) {
        printLine(u"%1 is added. Publish this record:"_s.arg(titleOf(domain)));
        printLine({});
        showRecord(domain.record);
        printLine({});
        printLine(u"Then: unmta-ctl domain verify %1"_s.arg(domain.name));
    });
}

Outcome listDomains(Session &session, const DomainInput &input)
{
    const auto path = session.inCluster();
    if (!path)
        return path.error();
    const QueryItems filters{{u"status"_s, input.status},
                             {u"default"_s, input.isDefault},
                             {u"q"_s, input.part},
                             {u"provider"_s, input.provider},
                             {u"certificate"_s, input.certificate}};
    const bool isFiltered =
        std::any_of(filters.begin(), filters.end(), [](const auto &f) { return !f.second.isEmpty(); });
    return presentList(
        session, session.list(api::listTrackingDomains, *path, filters),
        Table({u"NAME"_s, u"STATUS"_s, u"DEFAULT"_s, u"STRIKES"_s, u"CERTIFICATE"_s, u"LAST CHECK"_s, u"OPENS 7D"_s,
               u"CLICKS 7D"_s}),
        [](const wire::TrackingDomain &d) {
            return QStringList{d.unicodeName,
                               wordFor(d.status),
                               defaultWord(d),
                               QString::number(d.strikes),
                               wordFor(d.certificate.state),
                               d.lastCheck ? u"%1 %2"_s.arg(shown(d.lastCheck->at), d.lastCheck->code) : u"-"_s,
                               QString::number(d.activity7d.opens),
                               QString::number(d.activity7d.clicks)};
        },
        isFiltered ? u"There is no such tracking domain."_s
                   : u"There is no tracking domain yet. Add one: unmta-ctl domain add track.example.com"_s);
}

Outcome showDomain(Session &session, const DomainInput &input)
{
    const auto path = session.inCluster({input.name});
    return path ? present(session, session.call(api::getTrackingDomain, *path), printDomain) : path.error();
}

Outcome verify(Session &session, const DomainInput &input)
{
    const auto names = namesOf(input.names, input.file);
    if (!names)
        return names.error();
    const bool waits = !input.wait.isEmpty();
    const auto patience = waits ? parseDuration(input.wait) : Result<Millis>(Millis(0));
    if (!patience)
        return usageError(u"“%1” is not a duration. Give one such as 10m or 30s."_s.arg(input.wait));
    if (names->size() > 1 || !input.file.isEmpty()) {
        if (waits)
            return usageError(u"Wait for one domain: give --wait with one NAME."_s);
        return changeMany(session, wire::BulkAction::Verify, *names);
    }
    const auto path = session.inCluster(*names);
    if (!path)
        return path.error();
    const auto answer =
        waits ? verifyWithPatience(session, *path, *patience) : session.call(api::verifyTrackingDomain, *path);
    const auto presented = present(session, answer, [](const wire::VerifyReply &reply) {
        showCheck(reply.check);
        printLine(u"%1 is %2."_s.arg(reply.domain.name, wordFor(reply.domain.status)));
    });
    if (!presented)
        return presented.error();
    if (waits) {
        const auto reply = answer.value();
        return reply && isServed(*reply) ? Exit::Done : Exit::Refused;
    }
    const QJsonObject check = answer.body->value(u"data"_s).toObject().value(u"check"_s).toObject();
    return check.value(u"outcome"_s).toString() == u"match"_s ? Exit::Done : Exit::Refused;
}

Outcome setDefault(Session &session, const DomainInput &input, bool isDefault)
{
    const auto path = session.inCluster({input.name});
    if (!path)
        return path.error();
    const auto answer = session.call(isDefault ? api::setDefault : api::unsetDefault, *path);
    return present(session, answer, [isDefault](const wire::TrackingDomain &domain) {
        printLine(isDefault ? u"%1 is the default now."_s.arg(domain.name)
                            : u"%1 is not the default any more."_s.arg(domain.name));
    });
}

Outcome removeMany(Session &session, const QStringList &names, bool yes)
{
    const auto confirmed =
        confirm(u"%1 domains will be deleted for ever. Their links in delivered mail will stop working at once."_s.arg(
                    names.size()),
                u"delete %1"_s.arg(names.size()), yes);
    return confirmed ? changeMany(session, wire::BulkAction::Delete, names) : Outcome(confirmed.error());
}

Outcome removeDomain(Session &session, const DomainInput &input)
{
    const auto names = namesOf(input.names, input.file);
    if (!names)
        return names.error();
    // A list that came by standard input leaves nobody to be asked there.
    if (names->size() > 1 || !input.file.isEmpty())
        return removeMany(session, *names, input.yes);
    const QString name = names->first();
    const auto confirmed =
        confirm(u"%1 will be deleted for ever. Its links in delivered mail will stop working at once."_s.arg(name),
                name, input.yes);
    if (!confirmed)
        return confirmed.error();
    const auto path = session.inCluster({name});
    if (!path)
        return path.error();
    return presentDone(session, session.call(api::deleteTrackingDomain, *path), u"%1 is deleted."_s.arg(name));
}

Outcome checks(Session &session, const DomainInput &input)
{
    const auto path = session.inCluster({input.name});
    if (!path)
        return path.error();
    return presentList(
        session, session.list(api::listChecks, *path, {}, input.limit),
        Table({u"AT"_s, u"OUTCOME"_s, u"CODE"_s, u"FOUND"_s, u"MESSAGE"_s}),
        [](const wire::Check &c) {
            return QStringList{shown(c.at), wordFor(c.outcome), c.code, shown(c.found), c.message};
        },
        u"There has been no check yet."_s);
}

Outcome dangling(Session &session)
{
    const auto path = session.inCluster();
    if (!path)
        return path.error();
    return presentList(
        session, session.list(api::listDangling, *path),
        Table({u"NAME"_s, u"LEADS TO"_s, u"DELETED"_s, u"LAST SEEN"_s}),
        [](const wire::DanglingRecord &r) {
            return QStringList{r.name, r.target, shown(r.deletedAt), shown(r.lastSeenAt)};
        },
        u"No record of a deleted domain is left."_s);
}

// The engine's clock counts, not this computer's: the sandbox moves it.
Result<std::pair<QString, QString>> activityRange(Session &session, const DomainInput &input)
{
    if (!input.from.isEmpty() && !input.to.isEmpty())
        return std::pair(input.from, input.to);
    const auto server = session.call(api::getServer).value();
    if (!server)
        return server.error();
    constexpr Millis week = std::chrono::hours(24 * 7);
    return std::pair(input.from.isEmpty() ? toIso8601(server->time - week) : input.from,
                     input.to.isEmpty() ? toIso8601(server->time) : input.to);
}

Outcome activity(Session &session, const DomainInput &input)
{
    const auto path = session.inCluster({input.name});
    if (!path)
        return path.error();
    const auto range = activityRange(session, input);
    if (!range)
        return range.error();
    const QueryItems query{{u"from"_s, range->first},
                           {u"to"_s, range->second},
                           {u"bucket"_s, input.bucket.isEmpty() ? u"day"_s : input.bucket}};
    return presentList(
        session, session.call(api::getDomainActivity, *path, query),
        Table({u"FROM"_s, u"OPENS"_s, u"CLICKS"_s, u"OPENS BY PEOPLE"_s, u"CLICKS BY PEOPLE"_s}),
        [](const wire::ActivityBucket &b) {
            return QStringList{shown(b.start), QString::number(b.opens), QString::number(b.clicks),
                               QString::number(b.opensByPeople), QString::number(b.clicksByPeople)};
        },
        u"Nobody opened or clicked in that time."_s);
}

} // namespace

void addDomainCommands(Command root)
{
    const auto input = std::make_shared<DomainInput>();
    const auto bind = [input](Outcome (*command)(Session &, const DomainInput &)) {
        return [input, command](Session &session) { return command(session, *input); };
    };
    const Command group = root.group("domain", "Tracking domains");
    const auto named = [&](const char *name, const char *help) {
        const Command command = group.command(name, help);
        command.argument("NAME", &input->name, "The tracking domain, for example track.example.com");
        return command;
    };
    const auto many = [&](const char *name, const char *help) {
        const Command command = group.command(name, help);
        command.arguments("NAME", &input->names, "Tracking domains, for example track.example.com", false)
            .option("--from", &input->file,
                    "File with more names, one on each line, # for remarks; - for standard input");
        return command;
    };
    many("add", "Add a tracking domain and show the record to publish, or many")
        .flag("--default", &input->wantsDefault, "Make it the cluster's default once it is verified")
        .does(bind(add));
    group.command("list", "List the tracking domains")
        .choice("--status", &input->status, {u"pending"_s, u"active"_s}, "Only those of this status")
        .choice("--default", &input->isDefault, {u"true"_s, u"false"_s}, "Only the default, or only the others")
        .option("--q", &input->part, "Only those whose name has this part")
        .option("--provider", &input->provider, "Only those with this DNS provider, such as route53, or unknown")
        .choice("--certificate", &input->certificate, {u"none"_s, u"issuing"_s, u"valid"_s, u"renewing"_s, u"failed"_s},
                "Only those whose certificate is in this state")
        .does(bind(listDomains));
    named("show", "Show one with its record, certificate and last check").does(bind(showDomain));
    many("verify", "Check the record now, or those of many; exit status 1 when it does not match")
        .option("--wait", &input->wait,
                "Go on until one matches and has a certificate, at most that long, for example 10m")
        .does(bind(verify));
    named("default", "Make an active one the cluster's default").does([input](Session &session) {
        return setDefault(session, *input, true);
    });
    named("undefault", "Take the default flag, or the wish for it").does([input](Session &session) {
        return setDefault(session, *input, false);
    });
    many("delete", "Delete one, or many, at once and for ever")
        .flag("--yes", &input->yes, "Do not ask")
        .does(bind(removeDomain));
    named("checks", "List the last checks").number("--limit", &input->limit, 1, 1000, "How many").does(bind(checks));
    named("timeline", "List what happened: record, checks, strikes, certificates, mails, operators")
        .number("--limit", &input->limit, 1, 10'000, "How many")
        .does([input](Session &session) { return domainTimeline(session, input->name, input->limit); });
    group.command("dangling", "List deleted domains whose records are still there").does(dangling);
    named("activity", "Count opens and clicks over time")
        .option("--from", &input->from, "Begin, RFC 3339 (default: a week ago)")
        .option("--to", &input->to, "End, RFC 3339 (default: now)")
        .choice("--bucket", &input->bucket, {u"hour"_s, u"day"_s}, "Size of a step (default: day)")
        .does(bind(activity));
}

} // namespace unmta::ctl
