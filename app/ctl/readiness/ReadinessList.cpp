#include "ctl/readiness/ReadinessList.h"

#include "ctl/Show.h"

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

void printIndented(const QString &text, int by)
{
    for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts))
        printLine(QString(by, u' ') + line);
}

} // namespace

Answer<wire::Readiness> probedReadiness(Session &session)
{
    auto answer = session.call(api::probeReadiness);
    if (!answer.body && answer.body.error().code == u"auth.forbidden"_s) {
        printNote(u"This token may only read, so nobody was asked now: this is what was seen last."_s);
        return session.call(api::getReadiness);
    }
    return answer;
}

Exit exitOf(const wire::Readiness &readiness)
{
    const auto &checks = readiness.checks;
    return std::any_of(checks.begin(), checks.end(),
                       [](const wire::ReadinessCheck &c) { return c.state == wire::ReadinessState::Failed; })
               ? Exit::Refused
               : Exit::Done;
}

void printReadiness(const wire::Readiness &readiness)
{
    constexpr int wordWidth = 9;
    constexpr int idWidth = 17;
    for (const wire::ReadinessCheck &check : readiness.checks) {
        printLine(wordFor(check.state).leftJustified(wordWidth) + check.id.leftJustified(idWidth) + check.sentence);
        if (check.state == wire::ReadinessState::Ready)
            continue;
        const qsizetype firstEnd = check.fix.indexOf(u'\n');
        printIndented(check.fix.left(firstEnd), wordWidth + idWidth);
        if (firstEnd >= 0)
            printIndented(check.fix.mid(firstEnd), wordWidth + idWidth + 4);
        if (check.state == wire::ReadinessState::Failed && !check.evidence.isEmpty()) {
            printIndented(u"Seen:"_s, wordWidth + idWidth);
            printIndented(check.evidence, wordWidth + idWidth + 4);
        }
    }
}

} // namespace unmta::ctl
