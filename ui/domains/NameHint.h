// A light look at a name while it is typed, so that obvious slips are told at once. The rules live in the engine; what
// this lets through may still be refused; what it calls wrong cannot be sent.
#pragma once

#include <QString>

namespace unmta::ui {

struct NameHint
{
    QString text;         // empty: nothing to say
    bool isWrong = false; // true: certainly a slip; false: merely not complete yet
};

[[nodiscard]] NameHint nameHint(const QString &typed);

} // namespace unmta::ui
