#include "ctl/Commands.h"
#include "ctl/Show.h"

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

void showMonitor(const wire::Monitor &monitor)
{
    if (monitor.state != u"held"_s) {
        printLine(u"The monitor works. %1 checks are under way."_s.arg(monitor.running));
        return;
    }
    printLine(u"The monitor is held: no domain is downgraded. "_s + monitor.explanation);
    printFields({{u"Held since"_s, shown(monitor.heldSince)},
                 {u"Tried again"_s, shown(monitor.nextTryAt)},
                 {u"Checked"_s, QString::number(monitor.checkedInRound)},
                 {u"Would get a strike"_s, QString::number(monitor.wouldStrikeCount)}});
    for (const QString &name : monitor.wouldStrike)
        printLine(u"  "_s + name);
    if (monitor.wouldStrikeCount > monitor.wouldStrike.size())
        printLine(u"  … and %1 more"_s.arg(monitor.wouldStrikeCount - monitor.wouldStrike.size()));
    printLine(u"If the changes are real: unmta-ctl monitor release"_s);
}

Outcome showMonitorState(Session &session)
{
    return present(session, session.call(api::getMonitor), showMonitor);
}

Outcome release(Session &session, bool yes)
{
    if (!yes) {
        const auto monitor = session.call(api::getMonitor).value();
        if (!monitor)
            return monitor.error();
        const auto confirmed =
            confirm(u"%1 domains will get a strike at once; for those that have one, their links stop working."_s.arg(
                        monitor->wouldStrikeCount),
                    u"y"_s, false);
        if (!confirmed)
            return confirmed.error();
    }
    return present(session, session.call(api::releaseMonitor),
                   [](const wire::Monitor &) { printLine(u"The monitor is released."_s); });
}

} // namespace

void addMonitorCommands(Command root)
{
    const auto yes = std::make_shared<bool>(false);
    const Command group = root.group("monitor", "The daily checks of active domains");
    group.command("show", "Whether checks may strike, or are held and why").does(showMonitorState);
    group.command("release", "What is held is real: let it strike")
        .flag("--yes", yes.get(), "Do not ask")
        .does([yes](Session &session) { return release(session, *yes); });
}

} // namespace unmta::ctl
