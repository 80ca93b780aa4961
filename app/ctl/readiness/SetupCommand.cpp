// From a fresh engine to one that recipients reach, step by step: asks, saves, waits for the record, tests mail, and
// connects the mail server of this computer.
#include "base/Duration.h"
#include "ctl/Commands.h"
#include "ctl/Show.h"
#include "ctl/readiness/Answers.h"
#include "ctl/readiness/LocalPort.h"
#include "ctl/readiness/MailServers.h"
#include "ctl/readiness/ReadinessList.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QSysInfo>

#include <algorithm>
#include <iostream>

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis betweenLooks = std::chrono::seconds(5);
constexpr quint16 milterPort = 8891;
constexpr auto patienceOfPeople = "10m"; // for a record that somebody is publishing

struct SetupInput
{
    SetupFlags flags;
    QString wait; // a duration; empty: as long as a person has patience, where one can be asked
    bool yes = false;
    bool apply = false;
};

// Questions go where notes go; what a script pipes in answers them one by one.
QString askPerson(const QString &question, const QString &byDefault)
{
    printNote(byDefault.isEmpty() ? question + u':' : u"%1 [%2]:"_s.arg(question, byDefault));
    std::string line;
    if (!std::getline(std::cin, line))
        return byDefault;
    const QString answer = QString::fromStdString(line).trimmed();
    return answer.isEmpty() ? byDefault : answer;
}

Result<void> saveAnswers(Session &session, const SetupInput &input)
{
    const auto inForce = session.call(api::getSettings);
    if (!inForce.body)
        return inForce.body.error();
    const bool isAsked = !input.yes && !session.json();
    // A guess at the zone is for a person to agree to, not for a script whose input ends.
    const QString hostName = isPersonThere() ? QSysInfo::machineHostName().toLower() : QString();
    const auto changes = settingsToChange(inForce.body->value(u"data"_s).toObject(), input.flags, hostName,
                                          isAsked ? AskPerson(askPerson) : AskPerson());
    if (!changes)
        return changes.error();
    const QJsonObject before = inForce.body->value(u"data"_s).toObject();
    QJsonObject after = before;
    if (!changes->isEmpty()) {
        const auto saved = session.call(api::updateSettings, {}, *changes);
        if (!saved.body)
            return saved.body.error();
        after = saved.body->value(u"data"_s).toObject();
    }
    bool isAnyNew = false;
    for (const QString &name : changes->keys()) {
        // Another spelling of what is in force is no change.
        if (after.value(name) == before.value(name))
            continue;
        isAnyNew = true;
        printNote(u"Set %1 = %2"_s.arg(name, after.value(name).toString()));
    }
    if (!isAnyNew)
        printNote(u"The settings are as you want them."_s);
    return {};
}

void printNotes(const QString &lines)
{
    for (const QString &line : lines.split(u'\n', Qt::SkipEmptyParts))
        printNote(line);
}

const wire::ReadinessCheck *checkOf(const wire::Readiness &readiness, QLatin1StringView id)
{
    for (const wire::ReadinessCheck &check : readiness.checks) {
        if (check.id == id)
            return &check;
    }
    return nullptr;
}

using Clockwise = std::chrono::steady_clock::duration;

// Until the engine has news of the record, or the time is over. What else is new there is no reason to look: that has
// the relay greeted and the authority asked, which are others'.
Result<void> waitForWildcard(Session &session, Clockwise patience)
{
    const auto until = std::chrono::steady_clock::now() + patience;
    QueryItems query; // the first time only where the feed stands
    while (true) {
        const auto page = session.call(api::getChanges, {}, query).value();
        if (!page)
            return page.error();
        const auto left = std::chrono::duration_cast<Millis>(until - std::chrono::steady_clock::now());
        const bool isNews = std::any_of(page->changes.begin(), page->changes.end(), [](const wire::Change &change) {
            return change.kind == ChangeKind::Readiness && change.subject == "wildcard"_L1;
        });
        if (left <= Millis(0) || (isNews && !query.isEmpty()))
            return {};
        query = {{u"epoch"_s, page->epoch},
                 {u"since"_s, QString::number(page->next)},
                 {u"wait"_s, u"%1ms"_s.arg(left.count())}};
    }
}

// Shows the record and waits until it leads here, or the time is over.
Result<Answer<wire::Readiness>> awaitRecord(Session &session, Millis patience)
{
    const auto deadline = std::chrono::steady_clock::now() + patience;
    QString shownFix;
    while (true) {
        auto answer = probedReadiness(session);
        const auto readiness = answer.value();
        if (!readiness)
            return readiness.error();
        const auto *wildcard = checkOf(*readiness, "wildcard"_L1);
        if (!wildcard || wildcard->state == wire::ReadinessState::Ready)
            return answer;
        if (shownFix != wildcard->fix) {
            shownFix = wildcard->fix;
            printNotes(wildcard->sentence + u'\n' + wildcard->fix);
            if (patience > Millis(0))
                printNote(u"Waiting for it …"_s);
        }
        const auto left = deadline - std::chrono::steady_clock::now();
        if (left <= left.zero())
            return answer;
        if (auto waited = waitForWildcard(session, std::min<Clockwise>(betweenLooks, left)); !waited)
            return waited.error();
    }
}

// A relay that was there before and is in order gets no further mail.
Result<void> testMail(Session &session, const wire::Readiness &before, const wire::Readiness &now)
{
    const auto *was = checkOf(before, "notices"_L1);
    const auto *is = checkOf(now, "notices"_L1);
    const auto wants = [](const wire::ReadinessCheck *check) {
        return check && (check->state == wire::ReadinessState::Todo || check->state == wire::ReadinessState::Failed);
    };
    if (!wants(was) || !is || is->state == wire::ReadinessState::Todo)
        return {};
    const auto tested = session.call(api::testNotifications).value();
    if (!tested)
        return tested.error();
    printNote(tested->message);
    return {};
}

QString outputOf(const QStringList &command)
{
    QProcess process;
    process.start(command.first(), command.mid(1));
    constexpr int patienceMs = 10'000;
    return process.waitForFinished(patienceMs) && process.exitCode() == 0
               ? QString::fromLocal8Bit(process.readAllStandardOutput())
               : QString();
}

Result<EngineWay> wayToEngine(Session &session)
{
    const auto cluster = session.cluster();
    if (!cluster)
        return cluster.error();
    const auto server = session.call(api::getServer).value();
    if (!server)
        return server.error();
    EngineWay way;
    const QString found = QStandardPaths::findExecutable(u"unmta-ctl"_s);
    way.ctl =
        found == QCoreApplication::applicationFilePath() ? u"unmta-ctl"_s : QCoreApplication::applicationFilePath();
    const auto word = [](const QString &text) {
        static const QRegularExpression plain(u"^[A-Za-z0-9_./:@%+,=-]+$"_s);
        return plain.match(text).hasMatch() ? text : u"'%1'"_s.arg(QString(text).replace(u"'"_s, u"'\\''"_s));
    };
    way.ctl = word(way.ctl);
    const Options &options = session.options();
    for (const auto &[name, value] :
         {std::pair("--engine", options.engine), std::pair("--token-file", options.tokenFile),
          std::pair("--ca-file", options.caFile), std::pair("--data-dir", options.dataDir)}) {
        if (!value.isEmpty())
            way.ctl += u" %1 %2"_s.arg(QLatin1StringView(name), word(value));
    }
    way.engine = options.engine;
    for (const wire::Listener &listener : server->listeners) {
        if (way.engine.isEmpty() && listener.kind == u"api"_s)
            way.engine = u"http://127.0.0.1:%1"_s.arg(listener.port);
    }
    way.cluster = cluster->id;
    way.hasSystemd = QFileInfo::exists(u"/run/systemd/system"_s);
    way.hasMilter = !QStandardPaths::findExecutable(u"unmta-milter"_s).isEmpty();
    way.milterAnswers = isListening(milterPort);
    // Who may not list them may not make one either.
    if (const auto tokens = session.list(api::listTokens).values()) {
        for (const wire::Token &token : *tokens)
            way.tokens << token.name;
    }
    return way;
}

Result<void> connectServer(const MailServer &server, const SetupInput &input)
{
    if (!input.apply)
        return {};
    if (auto agreed = confirm(u"Run these commands now?"_s, u"yes"_s, input.yes); !agreed)
        return agreed;
    for (const QString &command : server.commands) {
        if (QProcess::execute(u"/bin/sh"_s, {u"-c"_s, command}) != 0)
            return Error(u"setup.command_failed"_s, {}, {{u"command"_s, command}});
    }
    if (server.isConnected())
        printNote(u"%1 is connected."_s.arg(server.name));
    return {};
}

// Whether all that are here are connected, or shown how.
Result<bool> connectMailServers(Session &session, const SetupInput &input)
{
    const auto way = wayToEngine(session);
    if (!way && way.error().code == u"usage.wrong"_s) { // which of several clusters; the rest of setup is done
        printError(way.error(), session.json());
        return true;
    }
    if (!way)
        return way.error();
    const auto servers = mailServersHere(*way, outputOf);
    if (servers.isEmpty())
        printNote(u"No mail server was found on this computer. How each is connected: unmta-ctl help rewriting"_s);
    bool isAllDone = true;
    for (const MailServer &server : servers) {
        isAllDone = isAllDone && (server.isConnected() || !input.apply);
        if (server.commands.isEmpty()) {
            printNotes(server.isConnected() ? u"%1 is connected."_s.arg(server.name) : server.byHand);
            continue;
        }
        printNote((server.isConnected() ? u"%1 is connected by these commands, as root%2:"_s
                                        : u"%1 is made ready by these commands, as root%2:"_s)
                      .arg(server.name, input.apply ? QString() : u" (--apply runs them)"_s));
        for (const QString &command : server.commands)
            printNote(u"    "_s + command);
        if (auto done = connectServer(server, input); !done)
            return done.error();
        printNotes(server.byHand);
    }
    return isAllDone;
}

// What is still missing, after all that was done.
Outcome conclude(Session &session)
{
    const auto answer = session.call(api::getReadiness);
    const auto readiness = answer.value();
    if (!readiness)
        return readiness.error();
    if (session.json())
        printJson(answer.body->value(u"data"_s));
    else
        printReadiness(*readiness);
    return exitOf(*readiness);
}

Outcome setup(Session &session, const SetupInput &input)
{
    const auto patience =
        parseDuration(!input.wait.isEmpty()                              ? input.wait
                      : !input.yes && isPersonThere() && !session.json() ? QString::fromLatin1(patienceOfPeople)
                                                                         : u"0s"_s);
    if (!patience)
        return usageError(u"“%1” is not a duration. Give one such as 10m or 30s."_s.arg(input.wait));
    const auto server = session.call(api::getServer).value();
    if (!server)
        return server.error();
    if (server->capabilities.contains(u"sandbox"_s))
        return usageError(u"This engine is a sandbox, which needs no setup."_s);
    // What cannot be finished is not begun.
    if (input.apply) {
        if (auto cluster = session.cluster(); !cluster)
            return cluster.error();
    }
    const auto before = session.call(api::getReadiness).value();
    if (!before)
        return before.error();
    if (auto saved = saveAnswers(session, input); !saved)
        return saved.error();
    const auto answer = awaitRecord(session, *patience);
    if (!answer)
        return answer.error();
    const auto readiness = answer->value();
    if (!readiness)
        return readiness.error();
    if (auto tested = testMail(session, *before, *readiness); !tested)
        return tested.error();
    const auto connected = connectMailServers(session, input);
    if (!connected)
        return connected.error();
    const auto concluded = conclude(session);
    return concluded && !*connected ? Outcome(Exit::Refused) : concluded;
}

} // namespace

void addSetupCommand(Command root)
{
    const auto input = std::make_shared<SetupInput>();
    root.command("setup",
                 "Set the engine up: zone, record, authority, mail, mail server. Asks for what no option says; "
                 "exit status 1 when a check has failed")
        .option("--zone", &input->flags.zone, "Target zone, for example track.your-zone.net")
        .options("--address", &input->flags.addresses, "Address at which the edge is reached from outside")
        .option("--email", &input->flags.email, "Your mail address, for the certificate authority")
        .option("--smtp", &input->flags.smtp, "Where mail is handed in, for example smtp://127.0.0.1:25")
        .option("--notify", &input->flags.notify, "Who is told of trouble")
        .option("--from", &input->flags.from, "Sender of these mails")
        .option("--wait", &input->wait, "How long to wait for the record, for example 10m")
        .flag("--apply", &input->apply, "Connect the mail server found on this computer")
        .flag("--yes", &input->yes, "Ask nothing: what no option says stays as it is or gets its default")
        .does([input](Session &session) { return setup(session, *input); });
}

} // namespace unmta::ctl
