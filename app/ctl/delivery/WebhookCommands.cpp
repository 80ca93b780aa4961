#include "ctl/Commands.h"
#include "ctl/Show.h"

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

struct WebhookInput
{
    QString id;
    QString url;
    QStringList types;
    QStringList hosts;
    QString delivery;
    QString since;
    QString until;
    int limit = 20;
    bool installation = false;
    bool peopleOnly = false;
    bool everybody = false;
    bool allHosts = false;
    bool batch = false;
    bool single = false;
    bool enable = false;
    bool disable = false;
    bool yes = false;
};

using Input = std::shared_ptr<WebhookInput>;

// An operation on a cluster's webhooks or on the installation's, with what stands for the braces of its path.
template <typename Operation>
struct Chosen
{
    const Operation &operation;
    QStringList path;
};

template <typename Operation>
Result<Chosen<Operation>> chosen(Session &session, const WebhookInput &input, const Operation &ofCluster,
                                 const Operation &ofInstallation, const QStringList &rest = {})
{
    if (input.installation && !session.options().cluster.isEmpty())
        return usageError(u"--installation and --cluster exclude each other."_s);
    if (input.installation)
        return Chosen<Operation>{ofInstallation, rest};
    const auto path = session.inCluster(rest);
    if (!path)
        return path.error();
    return Chosen<Operation>{ofCluster, *path};
}

Result<void> checkWebhookId(const QString &id)
{
    bool isNumber = false;
    (void)id.toLongLong(&isNumber);
    return isNumber ? Result<void>() : usageError(u"“%1” is not a webhook's id. See unmta-ctl webhook list."_s.arg(id));
}

QString stateWord(wire::WebhookState state)
{
    switch (state) {
    case wire::WebhookState::On:
        return u"on"_s;
    case wire::WebhookState::Failing:
        return u"failing"_s;
    case wire::WebhookState::Off:
        return u"off"_s;
    case wire::WebhookState::Gone:
        return u"off: gone"_s;
    case wire::WebhookState::GivenUp:
        return u"off: given up"_s;
    }
    return {};
}

void printWebhook(const wire::Webhook &webhook)
{
    printFields({{u"id"_s, QString::number(webhook.id)},
                 {u"url"_s, webhook.url},
                 {u"of"_s, webhook.clusterId ? *webhook.clusterId : u"the installation"_s},
                 {u"types"_s, webhook.types.join(u", "_s)},
                 {u"hosts"_s, webhook.hosts.isEmpty() ? u"all"_s : webhook.hosts.join(u", "_s)},
                 {u"people only"_s, webhook.peopleOnly ? u"yes"_s : u"no"_s},
                 {u"batch"_s, webhook.batch ? u"yes"_s : u"no"_s},
                 {u"state"_s, stateWord(webhook.state)},
                 {u"last success"_s, shown(webhook.lastSuccessAt)},
                 {u"last error"_s, shown(webhook.lastError)},
                 {u"next try"_s, shown(webhook.nextAttemptAt)},
                 {u"waiting"_s, u"%1, since %2 s"_s.arg(webhook.backlog).arg(webhook.behindSeconds)}});
}

void printSecret(const wire::Webhook &webhook)
{
    printNote(u"Webhook %1. Its secret is shown this once only:"_s.arg(webhook.id));
    printLine(webhook.secret.value_or(QString()));
}

QStringList listed(const QStringList &words)
{
    QStringList all;
    for (const QString &word : words)
        all += word.split(u',', Qt::SkipEmptyParts);
    return all;
}

// Two flags for one field; none: it stays.
Result<std::optional<bool>> either(bool yes, bool no, const char *names)
{
    if (yes && no)
        return usageError(QString::fromLatin1(names) + u" exclude each other."_s);
    return yes || no ? std::optional(yes) : std::nullopt;
}

Outcome addWebhook(Session &session, const WebhookInput &input)
{
    wire::WebhookInput webhook;
    webhook.url = input.url;
    webhook.types = listed(input.types);
    if (!input.hosts.isEmpty())
        webhook.hosts = listed(input.hosts);
    if (input.peopleOnly)
        webhook.peopleOnly = true;
    if (input.batch)
        webhook.batch = true;
    if (input.disable)
        webhook.enabled = false;
    const auto to = chosen(session, input, api::createWebhook, api::createInstallationWebhook);
    if (!to)
        return to.error();
    return present(session, session.call(to->operation, to->path, webhook), printSecret);
}

Outcome listWebhooks(Session &session, const WebhookInput &input)
{
    const auto of = chosen(session, input, api::listWebhooks, api::listInstallationWebhooks);
    if (!of)
        return of.error();
    return presentList(
        session, session.list(of->operation, of->path),
        Table({u"ID"_s, u"URL"_s, u"TYPES"_s, u"STATE"_s, u"WAITING"_s, u"LAST SUCCESS"_s}),
        [](const wire::Webhook &w) {
            return QStringList{QString::number(w.id),      w.url,
                               w.types.join(u","_s),       stateWord(w.state),
                               QString::number(w.backlog), shown(w.lastSuccessAt)};
        },
        u"There is no webhook."_s);
}

Outcome showWebhook(Session &session, const WebhookInput &input)
{
    if (auto good = checkWebhookId(input.id); !good)
        return good.error();
    const auto of = chosen(session, input, api::getWebhook, api::getInstallationWebhook, {input.id});
    if (!of)
        return of.error();
    return present(session, session.call(of->operation, of->path), printWebhook);
}

Outcome updateWebhook(Session &session, const WebhookInput &input)
{
    if (auto good = checkWebhookId(input.id); !good)
        return good.error();
    if (input.allHosts && !input.hosts.isEmpty())
        return usageError(u"--host and --all-hosts exclude each other."_s);
    wire::WebhookChange change;
    if (!input.url.isEmpty())
        change.url = input.url;
    if (!input.types.isEmpty())
        change.types = listed(input.types);
    if (!input.hosts.isEmpty() || input.allHosts)
        change.hosts = listed(input.hosts);
    const auto people = either(input.peopleOnly, input.everybody, "--people-only and --everybody");
    const auto batch = either(input.batch, input.single, "--batch and --single");
    const auto enabled = either(input.enable, input.disable, "--enable and --disable");
    for (const auto *flag : {&people, &batch, &enabled}) {
        if (!*flag)
            return flag->error();
    }
    change.peopleOnly = *people;
    change.batch = *batch;
    change.enabled = *enabled;
    const auto of = chosen(session, input, api::updateWebhook, api::updateInstallationWebhook, {input.id});
    if (!of)
        return of.error();
    return present(session, session.call(of->operation, of->path, change), printWebhook);
}

Outcome deleteWebhook(Session &session, const WebhookInput &input)
{
    if (auto good = checkWebhookId(input.id); !good)
        return good.error();
    const auto of = chosen(session, input, api::deleteWebhook, api::deleteInstallationWebhook, {input.id});
    if (!of)
        return of.error();
    const auto confirmed = confirm(
        u"Webhook %1 and its log are deleted; what waits for it is not sent."_s.arg(input.id), u"y"_s, input.yes);
    if (!confirmed)
        return confirmed.error();
    return presentDone(session, session.call(of->operation, of->path), u"Webhook %1 is deleted."_s.arg(input.id));
}

QString sentenceOf(const wire::WebhookDelivery &delivery)
{
    return delivery.problem.isEmpty()
               ? u"The receiver took it: status %1 after %2 ms."_s.arg(delivery.status).arg(delivery.tookMs)
               : delivery.problem;
}

Outcome testWebhook(Session &session, const WebhookInput &input)
{
    if (auto good = checkWebhookId(input.id); !good)
        return good.error();
    const auto of = chosen(session, input, api::testWebhook, api::testInstallationWebhook, {input.id});
    if (!of)
        return of.error();
    const auto answer = session.call(of->operation, of->path);
    const Outcome outcome = present(session, answer, [](const wire::WebhookDelivery &d) { printLine(sentenceOf(d)); });
    if (!outcome)
        return outcome;
    const auto delivery = answer.value();
    if (!delivery)
        return delivery.error();
    return delivery->problem.isEmpty() ? Exit::Done : Exit::Refused;
}

Outcome replayWebhook(Session &session, const WebhookInput &input)
{
    if (auto good = checkWebhookId(input.id); !good)
        return good.error();
    wire::WebhookReplay replay;
    if (!input.delivery.isEmpty()) {
        bool isNumber = false;
        replay.delivery = input.delivery.toLongLong(&isNumber);
        if (!isNumber)
            return usageError(u"“%1” is not a delivery's id. See unmta-ctl webhook deliveries."_s.arg(input.delivery));
    }
    for (const auto &[text, time] : {std::pair(&input.since, &replay.since), std::pair(&input.until, &replay.until)}) {
        if (text->isEmpty())
            continue;
        *time = fromIso8601(*text);
        if (!*time)
            return usageError(u"“%1” is not a time. Give one such as 2026-11-24T22:00:00Z."_s.arg(*text));
    }
    const auto of = chosen(session, input, api::replayWebhook, api::replayInstallationWebhook, {input.id});
    if (!of)
        return of.error();
    return present(session, session.call(of->operation, of->path, replay), [](const wire::Webhook &webhook) {
        printLine(u"It is sent again to %1. See unmta-ctl webhook deliveries %2."_s.arg(webhook.url).arg(webhook.id));
    });
}

Outcome listDeliveries(Session &session, const WebhookInput &input)
{
    if (auto good = checkWebhookId(input.id); !good)
        return good.error();
    const auto of =
        chosen(session, input, api::listWebhookDeliveries, api::listInstallationWebhookDeliveries, {input.id});
    if (!of)
        return of.error();
    return presentList(
        session, session.list(of->operation, of->path, {}, input.limit),
        Table({u"ID"_s, u"AT"_s, u"KIND"_s, u"CALLS"_s, u"EVENTS"_s, u"STATUS"_s, u"MS"_s, u"PROBLEM"_s}),
        [](const wire::WebhookDelivery &d) {
            return QStringList{QString::number(d.id),
                               shown(d.at),
                               d.kind,
                               QString::number(d.calls),
                               QString::number(d.events),
                               d.status ? QString::number(d.status) : u"-"_s,
                               QString::number(d.tookMs),
                               shown(d.problem)};
        },
        u"Nothing was sent yet."_s);
}

Outcome rotateSecret(Session &session, const WebhookInput &input)
{
    if (auto good = checkWebhookId(input.id); !good)
        return good.error();
    const auto of = chosen(session, input, api::rotateWebhookSecret, api::rotateInstallationWebhookSecret, {input.id});
    if (!of)
        return of.error();
    return present(session, session.call(of->operation, of->path), [](const wire::Webhook &webhook) {
        printNote(u"Until %1 calls are signed with the former secret too."_s.arg(shown(webhook.formerSecretUntil)));
        printSecret(webhook);
    });
}

// Each command says whose webhooks it means.
void does(const Command &command, const Input &input, Outcome (*run)(Session &, const WebhookInput &))
{
    command.flag("--installation", &input->installation, "Of all clusters, instead of one")
        .does([input, run](Session &session) { return run(session, *input); });
}

void addChangingCommands(const Command &group, const Input &input)
{
    does(group.command("add", "Have a receiver told of what happens; shows its secret once")
             .option("--url", &input->url, "Where it is called: https, or http to what outbound.allow names", true)
             .options("--type,--types", &input->types, "What it is told of; repeated or with commas", true)
             .options("--host", &input->hosts, "Only of these tracking hosts; repeated")
             .flag("--people-only", &input->peopleOnly, "No opens and clicks of programs")
             .flag("--batch", &input->batch, "Up to 500 in one call")
             .flag("--disable", &input->disable, "Off at first"),
         input, addWebhook);
    does(group.command("update", "Change a webhook; what is not named stays as it is")
             .argument("ID", &input->id, "Its id")
             .option("--url", &input->url, "Where it is called")
             .options("--type,--types", &input->types, "What it is told of")
             .options("--host", &input->hosts, "Only of these tracking hosts")
             .flag("--all-hosts", &input->allHosts, "Of all tracking hosts")
             .flag("--people-only", &input->peopleOnly, "No opens and clicks of programs")
             .flag("--everybody", &input->everybody, "Those of programs too")
             .flag("--batch", &input->batch, "Up to 500 in one call")
             .flag("--single", &input->single, "One by one")
             .flag("--enable", &input->enable, "On; it goes on where it was")
             .flag("--disable", &input->disable, "Off; what happens waits"),
         input, updateWebhook);
    does(group.command("delete", "Delete a webhook and its log")
             .argument("ID", &input->id, "Its id")
             .flag("--yes", &input->yes, "Do not ask"),
         input, deleteWebhook);
    does(group.command("rotate-secret", "Make a new secret, shown once; for 24 hours both sign")
             .argument("ID", &input->id, "Its id"),
         input, rotateSecret);
}

} // namespace

void addWebhookCommands(Command root)
{
    const auto input = std::make_shared<WebhookInput>();
    const Command group = root.group("webhook", "Receivers that are told of what happens");
    addChangingCommands(group, input);
    does(group.command("list", "List the webhooks"), input, listWebhooks);
    does(group.command("show", "A webhook, and how its receiver does").argument("ID", &input->id, "Its id"), input,
         showWebhook);
    does(group.command("test", "Make one call now, and say what came of it").argument("ID", &input->id, "Its id"),
         input, testWebhook);
    does(group.command("replay", "Send again a delivery, or what happened in a stretch of time")
             .argument("ID", &input->id, "Its id")
             .option("--delivery", &input->delivery, "The id of one of its deliveries")
             .option("--since", &input->since, "From then on, such as 2026-11-24T22:00:00Z")
             .option("--until", &input->until, "Up to then; without it up to now"),
         input, replayWebhook);
    does(group.command("deliveries", "The calls of a webhook, the newest first")
             .argument("ID", &input->id, "Its id")
             .number("--limit", &input->limit, 1, 1000, "How many at most; 20"),
         input, listDeliveries);
}

} // namespace unmta::ctl
