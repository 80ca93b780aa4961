#include "base/Duration.h"
#include "ctl/Commands.h"
#include "ctl/Show.h"

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

struct TokenInput
{
    QString name;
    QStringList scopes;
    QString expires; // a duration
    QString id;
    QString overlap; // a duration
    bool yes = false;
};

QString clusterWord(const wire::Token &token)
{
    return token.clusterId.value_or(u"all"_s);
}

// By the engine's clock: this computer's may be wrong, and the sandbox's runs ahead.
Result<TimePoint> timeFromNow(Session &session, const QString &duration)
{
    const auto after = parseDuration(duration);
    if (!after)
        return usageError(u"“%1” is not a duration. Give one such as 90d or 12h."_s.arg(duration));
    const auto server = session.call(api::getServer).value();
    if (!server)
        return server.error();
    return server->time + *after;
}

Result<void> checkId(const QString &id)
{
    bool isNumber = false;
    (void)id.toLongLong(&isNumber);
    return isNumber ? Result<void>() : usageError(u"“%1” is not a token's id. See unmta-ctl token list."_s.arg(id));
}

Outcome createToken(Session &session, const TokenInput &input)
{
    wire::TokenInput token;
    token.name = input.name;
    for (const QString &scopes : input.scopes)
        token.scopes += scopes.split(u',', Qt::SkipEmptyParts);
    // Without --cluster a token is for all of them, however many there are.
    if (!session.options().cluster.isEmpty()) {
        const auto cluster = session.cluster();
        if (!cluster)
            return cluster.error();
        token.clusterId = cluster->id;
    }
    if (!input.expires.isEmpty()) {
        const auto expiresAt = timeFromNow(session, input.expires);
        if (!expiresAt)
            return expiresAt.error();
        token.expiresAt = *expiresAt;
    }
    return present(session, session.call(api::createToken, {}, token), [](const wire::Token &made) {
        printNote(u"Token %1 (%2), id %3. It is shown this once only:"_s.arg(made.name, made.scopes.join(u", "_s))
                      .arg(made.id));
        printLine(made.token.value_or(QString()));
    });
}

Outcome listTokens(Session &session)
{
    return presentList(
        session, session.list(api::listTokens),
        Table({u"ID"_s, u"NAME"_s, u"SCOPES"_s, u"CLUSTER"_s, u"CREATED"_s, u"LAST USED"_s, u"EXPIRES"_s}),
        [](const wire::Token &t) {
            return QStringList{QString::number(t.id),
                               t.name,
                               t.scopes.join(u","_s),
                               clusterWord(t),
                               shown(t.createdAt),
                               shown(t.lastUsedAt),
                               t.expiresAt ? shown(*t.expiresAt) : u"never"_s};
        },
        u"There is no token."_s);
}

Outcome rotate(Session &session, const TokenInput &input)
{
    if (auto good = checkId(input.id); !good)
        return good.error();
    wire::TokenRotation rotation;
    if (!input.overlap.isEmpty())
        rotation.overlap = input.overlap;
    return present(session, session.call(api::rotateToken, {input.id}, rotation), [](const wire::Token &made) {
        const QString former = made.formerUntil ? u"The one so far is valid until %1."_s.arg(shown(*made.formerUntil))
                                                : u"The one so far is void."_s;
        printNote(u"Token %1 has a new text, shown this once only. %2"_s.arg(made.name, former));
        printLine(made.token.value_or(QString()));
    });
}

Outcome revoke(Session &session, const TokenInput &input)
{
    if (auto good = checkId(input.id); !good)
        return good.error();
    const auto confirmed =
        confirm(u"Whoever uses token %1 will be locked out at once."_s.arg(input.id), u"y"_s, input.yes);
    if (!confirmed)
        return confirmed.error();
    return presentDone(session, session.call(api::revokeToken, {input.id}), u"Token %1 is revoked."_s.arg(input.id));
}

} // namespace

void addTokenCommands(Command root)
{
    const auto input = std::make_shared<TokenInput>();
    const Command group = root.group("token", "API tokens");
    group.command("create", "Make a token; it is shown once. With --cluster it is valid for that cluster only")
        .argument("NAME", &input->name, "To recognise it later")
        .options("--scopes,--scope", &input->scopes, "admin, read, rewrite or events; several with commas or repeated",
                 true)
        .option("--expires", &input->expires, "Void by itself after this time, such as 90d; without it never")
        .does([input](Session &session) { return createToken(session, *input); });
    group.command("list", "List the tokens").does(listTokens);
    group.command("rotate", "Give a token a new text, shown once; the one so far stays valid for a while")
        .argument("ID", &input->id, "Its id")
        .option("--overlap", &input->overlap, "How long the one so far is good, such as 1h; 0s: not any more. 24h")
        .does([input](Session &session) { return rotate(session, *input); });
    group.command("revoke", "Make a token void at once")
        .argument("ID", &input->id, "Its id")
        .flag("--yes", &input->yes, "Do not ask")
        .does([input](Session &session) { return revoke(session, *input); });
}

} // namespace unmta::ctl
