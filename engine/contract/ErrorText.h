// The one table from error code to sentence. A sentence says what is the matter and what to do, in the user's own
// names.
#pragma once

#include "base/Error.h"

#include <QStringList>

namespace unmta {

// An error that came over the API brings its sentence along (context "message"); any other is looked up by code.
[[nodiscard]] QString errorSentence(const Error &error);

// Whether the table knows the code: the tests hold it against what the engine can say.
[[nodiscard]] bool hasErrorSentence(const QString &code);
// All that it knows.
[[nodiscard]] QStringList errorCodes();

} // namespace unmta
