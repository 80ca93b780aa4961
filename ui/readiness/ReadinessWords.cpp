#include "readiness/ReadinessWords.h"

#include "language/EngineText.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <iterator>

namespace unmta::ui {

using namespace Qt::StringLiterals;
using wire::ReadinessState;

namespace {

struct Step
{
    const char *id;
    const char *title;
    int gravity;
    const char *after; // the step before it, without which it cannot be taken
};

constexpr Step steps[]{
    {"target_zone", QT_TRANSLATE_NOOP("Readiness", "Target zone"), 4, ""},
    {"wildcard", QT_TRANSLATE_NOOP("Readiness", "Wildcard record"), 5, "target_zone"},
    {"http_reachable", QT_TRANSLATE_NOOP("Readiness", "Port 80 for http"), 7, "wildcard"},
    {"https_reachable", QT_TRANSLATE_NOOP("Readiness", "Port 443 for https"), 6, "wildcard"},
    {"authority", QT_TRANSLATE_NOOP("Readiness", "Certificate authority"), 9, ""},
    {"clock", QT_TRANSLATE_NOOP("Readiness", "Clock"), 11, ""},
    {"resolver", QT_TRANSLATE_NOOP("Readiness", "Resolvers"), 10, ""},
    {"notices", QT_TRANSLATE_NOOP("Readiness", "Mail to people"), 12, ""},
    {"data_dir", QT_TRANSLATE_NOOP("Readiness", "Data directory"), 3, ""},
    {"disk", QT_TRANSLATE_NOOP("Readiness", "Room on the disk"), 2, ""},
    {"recorder", QT_TRANSLATE_NOOP("Readiness", "Recording of events"), 1, ""},
    {"mail_server", QT_TRANSLATE_NOOP("Readiness", "Mail server"), 13, ""},
    {"active_domain", QT_TRANSLATE_NOOP("Readiness", "Tracking domain"), 14, ""},
    {"certificate", QT_TRANSLATE_NOOP("Readiness", "Certificate"), 8, "active_domain"},
    {"first_event", QT_TRANSLATE_NOOP("Readiness", "First event"), 15, "active_domain"},
};

const Step *find(const QString &id)
{
    const auto *found = std::find_if(std::begin(steps), std::end(steps),
                                     [&id](const Step &step) { return id == QLatin1StringView(step.id); });
    return found == std::end(steps) ? nullptr : found;
}

QString spoken(const char *text)
{
    return QCoreApplication::translate("Readiness", text);
}

// Ways to a port below 1024, each of which is enough.
QString wayPurpose(const QString &line)
{
    if (line.startsWith(u"systemctl enable"))
        return spoken(QT_TRANSLATE_NOOP("Readiness", "Run the engine as the service, which has the right"));
    if (line.startsWith(u"setcap "))
        return spoken(QT_TRANSLATE_NOOP("Readiness", "Give the right to the program"));
    if (line.startsWith(u"nft ") && line.contains(u" redirect "))
        return spoken(QT_TRANSLATE_NOOP("Readiness", "Forward the port to the edge"));
    return {};
}

bool isRecord(const QString &line)
{
    return line.contains(u" IN "_s);
}

} // namespace

QString stepTitle(const QString &id)
{
    const Step *step = find(id);
    return step ? spoken(step->title) : id;
}

int gravity(const QString &id)
{
    const Step *step = find(id);
    return step ? step->gravity : int(std::size(steps)) + 1;
}

QString waitsFor(const wire::ReadinessCheck &check, const wire::Readiness &among)
{
    const Step *step = check.state == ReadinessState::Todo ? find(check.id) : nullptr;
    if (!step)
        return {};
    const QString before = QString::fromLatin1(step->after);
    const bool isMissing = std::any_of(among.checks.begin(), among.checks.end(), [&before](const auto &other) {
        return other.id == before && other.state == ReadinessState::Todo;
    });
    return isMissing ? before : QString();
}

BadgeText stepBadge(const wire::ReadinessCheck &check, bool waits)
{
    switch (check.state) {
    case ReadinessState::Ready:
        return {spoken(QT_TRANSLATE_NOOP("Readiness", "Ready")), Tone::Good, Mark::Check};
    case ReadinessState::Todo:
        return waits ? BadgeText{spoken(QT_TRANSLATE_NOOP("Readiness", "Later")), Tone::Neutral, Mark::Dash}
                     : BadgeText{spoken(QT_TRANSLATE_NOOP("Readiness", "To do")), Tone::Accent, Mark::Ring};
    case ReadinessState::Failed:
        return {spoken(QT_TRANSLATE_NOOP("Readiness", "Failed")), Tone::Bad, Mark::Cross};
    case ReadinessState::Unknown:
        break;
    }
    return check.checkedAt ? BadgeText{spoken(QT_TRANSLATE_NOOP("Readiness", "Unclear")), Tone::Warning, Mark::Triangle}
                           : BadgeText{spoken(QT_TRANSLATE_NOOP("Readiness", "Not yet")), Tone::Neutral, Mark::Dash};
}

QList<BadgeText> allStepBadges()
{
    QList<BadgeText> badges;
    wire::ReadinessCheck check;
    for (const auto state :
         {ReadinessState::Ready, ReadinessState::Todo, ReadinessState::Failed, ReadinessState::Unknown}) {
        check.state = state;
        for (const bool waits : {false, true})
            badges << stepBadge(check, waits);
    }
    check.checkedAt = TimePoint();
    badges << stepBadge(check, false);
    return badges;
}

StepFix stepFix(const QString &fix)
{
    QStringList lines = fix.split(u'\n');
    StepFix made;
    made.sentence = engineText(lines.takeFirst());
    lines.removeAll(QString());
    made.isWays = lines.size() > 1 && std::all_of(lines.begin(), lines.end(),
                                                  [](const QString &line) { return !wayPurpose(line).isEmpty(); });
    for (const QString &each : std::as_const(lines)) {
        const QString line = isRecord(each) ? engineText(each) : each; // it may have words in an address' place
        // Records go to a DNS provider, commands into a terminal.
        const bool continues =
            !made.isWays && !made.blocks.isEmpty() && isRecord(made.blocks.last().text) == isRecord(line);
        if (continues)
            made.blocks.last().text += u'\n' + line;
        else
            made.blocks.append({made.isWays ? wayPurpose(line) : QString(), line});
    }
    static const QRegularExpression sets(
        u"^unmta-ctl (?:--data-dir (?:'[^']*'|\"[^\"]*\"|\\S+) )?settings set ([a-z_.]+)=(\\S*)"_s,
        QRegularExpression::MultilineOption);
    const auto match = sets.match(fix);
    made.setting = match.captured(1);
    made.value = match.captured(2);
    return made;
}

StepFix withoutCommands(StepFix fix)
{
    QList<CopyBlock> left;
    for (CopyBlock &block : fix.blocks) {
        QStringList lines = block.text.split(u'\n');
        lines.removeIf([](const QString &line) { return line.startsWith("unmta-ctl "_L1); });
        if (lines.isEmpty())
            continue;
        block.text = lines.join(u'\n');
        left << block;
    }
    const bool ledToThem = left.isEmpty() && !fix.blocks.isEmpty();
    fix.blocks = left;
    if (ledToThem && fix.sentence.endsWith(u':'))
        fix.sentence.back() = u'.';
    return fix;
}

QString failureLine(const QList<wire::ReadinessCheck> &worstFirst)
{
    if (worstFirst.isEmpty())
        return {};
    const QString worst = spoken(QT_TRANSLATE_NOOP("Readiness", "%1: %2"))
                              .arg(stepTitle(worstFirst.first().id), engineText(worstFirst.first().sentence));
    const qsizetype others = worstFirst.size() - 1;
    if (others == 0)
        return worst;
    return others == 1
               ? spoken(QT_TRANSLATE_NOOP("Readiness", "%1 One more check has failed.")).arg(worst)
               : spoken(QT_TRANSLATE_NOOP("Readiness", "%1 %2 more checks have failed.")).arg(worst).arg(others);
}

} // namespace unmta::ui
