// What the console has to tell about the engine inside when there is no page to tell it on.
#pragma once

#include "base/Result.h"
#include "messages/MessageDialog.h"

namespace unmta::ui {

// Nothing runs. The action is to try again.
[[nodiscard]] Message startFailed(const Error &error, const QString &dataDir, bool isSandbox);

// A copy became the store, or did not. `former`: where the store of before is kept; empty: there was none.
[[nodiscard]] Message restored(const Result<QString> &former, const QString &copy);

// The engine has become a service of `user`.
[[nodiscard]] Message serviceStarted(bool endsWithLogin, const QString &user);
[[nodiscard]] Message serviceFailed(const Error &error);

// `page`: the file that no program opens; empty: it is not installed.
[[nodiscard]] Message helpMissing(const QString &page, const QString &topic);

} // namespace unmta::ui
