// What the console says about the readiness checks besides the engine's own sentences, and how it takes these apart.
#pragma once

#include "contract/wire/Server.h"
#include "support/Words.h"

#include <QStringList>

namespace unmta::ui {

// "Wildcard record"; of a check that is newer than this console, its id.
[[nodiscard]] QString stepTitle(const QString &id);
// Less is worse: what loses events comes before what keeps new ones away, and that before what only warns.
[[nodiscard]] int gravity(const QString &id);

// The check that must be ready before anything can be done about this one; or empty.
[[nodiscard]] QString waitsFor(const wire::ReadinessCheck &check, const wire::Readiness &among);
[[nodiscard]] BadgeText stepBadge(const wire::ReadinessCheck &check, bool waits);
// What may stand on that badge, so that all of them are equally wide.
[[nodiscard]] QList<BadgeText> allStepBadges();

// Lines that are to be copied together, and for what they are good where that is not plain.
struct CopyBlock
{
    QString purpose; // "Give the right to the program", or empty
    QString text;
    bool operator==(const CopyBlock &) const = default;
};

struct StepFix
{
    QString sentence;
    QList<CopyBlock> blocks;
    bool isWays = false; // each block alone is enough
    QString setting;     // that the fix sets, "smtp.url"; or empty
    QString value;       // what to
};

// By the engine's rule: the first line is a sentence, the others are to be copied as they are.
[[nodiscard]] StepFix stepFix(const QString &fix);
// What is left of it where a button does what its commands do.
[[nodiscard]] StepFix withoutCommands(StepFix fix);

// What stands across the other pages: the worst, and how many more. Empty: nothing has failed.
[[nodiscard]] QString failureLine(const QList<wire::ReadinessCheck> &worstFirst);

} // namespace unmta::ui
