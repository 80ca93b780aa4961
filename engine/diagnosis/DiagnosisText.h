// The words for a check: one table, from code to sentences, with the user's own names.
#pragma once

#include "diagnosis/Finding.h"

namespace unmta::diagnosis {

struct CheckText
{
    QString message; // what is the case, what was found, what was expected
    QString hint;    // what to do; empty when there is nothing to do
};

// Plain text, English. diagnose() has called it; call it again after setting foundOwner.
[[nodiscard]] CheckText checkText(const Finding &finding);
// Every code that checkText() knows, in the order of the design.
[[nodiscard]] QStringList checkCodes();
// "5 minutes", "1 hour", "2 days": rounded up, for people.
[[nodiscard]] QString spokenDuration(std::chrono::seconds duration);

} // namespace unmta::diagnosis
