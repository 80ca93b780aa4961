// What the engine says, in the language of the console.
//
// The API's sentences are English, whoever asks. The console knows them all (EngineSentences.h, made of the engine's
// own text): it finds the sentence, takes the values out of it and says the same in its own words. What it does not
// know, such as what a foreign server answered, is shown as it came. Settings are called by their labels.
#pragma once

#include "base/Error.h"

#include <QString>

namespace unmta::ui {

// Several sentences and lines at once; lines that are commands stay as they are.
[[nodiscard]] QString engineText(const QString &said);

// What to say about an error.
[[nodiscard]] QString errorText(const Error &error);

// "the setting dns.resolvers" → "the setting “Resolvers”"; not where a value is given ("dns.resolvers=…").
[[nodiscard]] QString withSettingLabels(const QString &sentence);

} // namespace unmta::ui
