#include "ctl/Commands.h"
#include "ctl/Input.h"
#include "ctl/Show.h"

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

// "1,204 → 1,190 (−14)"
QString moved(qint64 from, qint64 to)
{
    if (from == to)
        return QString::number(from);
    const QString by = to > from ? u"+%1"_s.arg(to - from) : u"−%1"_s.arg(from - to);
    return u"%1 → %2 (%3)"_s.arg(QString::number(from), QString::number(to), by);
}

void showTest(const wire::BotTest &test)
{
    printFields({{u"Opens"_s, QString::number(test.opens)},
                 {u"  by people"_s, moved(test.opensByPeople, test.opensByPeopleThen)},
                 {u"Clicks"_s, QString::number(test.clicks)},
                 {u"  by people"_s, moved(test.clicksByPeople, test.clicksByPeopleThen)}});
    printLine(QString());
    Table table({u"RULE"_s, u"VERDICT"_s, u"EVENTS"_s, u"OPENS TO BOT"_s, u"CLICKS TO BOT"_s, u"OPENS TO PERSON"_s,
                 u"CLICKS TO PERSON"_s});
    for (const wire::BotEffect &each : test.rules) {
        QStringList cells{each.rule, each.verdict.isEmpty() ? u"person"_s : each.verdict};
        for (const qint64 count :
             {each.events, each.opensToPrograms, each.clicksToPrograms, each.opensToPeople, each.clicksToPeople})
            cells << QString::number(count);
        table.add(cells);
    }
    table.print(u"No rule speaks for any event."_s);
}

Outcome test(Session &session, const QString &rulesFile)
{
    wire::BotTestInput input;
    if (!rulesFile.isEmpty()) {
        const auto file = contentOf(rulesFile);
        if (!file)
            return file.error();
        input.rules = QString::fromUtf8(*file);
        if (input.rules.isEmpty())
            return usageError(u"%1 is empty."_s.arg(rulesFile));
    }
    const auto path = session.inCluster();
    if (!path)
        return path.error();
    return present(session, session.call(api::testBots, *path, input), showTest);
}

Outcome judge(Session &session, bool yes)
{
    const auto path = session.inCluster();
    if (!path)
        return path.error();
    if (!yes) {
        const auto test = session.call(api::testBots, *path, wire::BotTestInput()).value();
        if (!test)
            return test.error();
        const auto confirmed =
            confirm(u"Events get other verdicts for ever. Opens by people: %1. Clicks by people: %2."_s.arg(
                        moved(test->opensByPeople, test->opensByPeopleThen),
                        moved(test->clicksByPeople, test->clicksByPeopleThen)),
                    u"y"_s, false);
        if (!confirmed)
            return confirmed.error();
    }
    return present(session, session.call(api::judgeBots, *path), [](const wire::BotJudging &done) {
        printLine(done.changed == 0   ? u"No event has another verdict now."_s
                  : done.changed == 1 ? u"1 event has another verdict now."_s
                                      : u"%1 events have another verdict now."_s.arg(done.changed));
    });
}

} // namespace

void addBotCommands(Command root)
{
    const auto rules = std::make_shared<QString>();
    const Command group = root.group("bots", "Rules that tell programs from people");
    group.command("test", "How the figures would move if all events were judged again; changes nothing")
        .option("--rules", rules.get(), "Judge by the table in this file, not by the engine's own")
        .does([rules](Session &session) { return test(session, *rules); });
    const auto yes = std::make_shared<bool>(false);
    group.command("judge", "Judge all events again by the engine's own rules; the figures follow")
        .flag("--yes", yes.get(), "Do not ask")
        .does([yes](Session &session) { return judge(session, *yes); });
}

} // namespace unmta::ctl
