// What the console calls who did what: the audit log's actors, actions, and the values that they changed.
#pragma once

#include "contract/wire/History.h"

namespace unmta::ui {

// "Token deploy", "This console", …
[[nodiscard]] QString actorWord(const QString &actor);
// The same within a sentence, behind "by": "the token “deploy”", "this console".
[[nodiscard]] QString actorInSentence(const QString &actor);
// "Tracking domain added", …; what is not known as it stands.
[[nodiscard]] QString actionWord(const QString &action);
// What it was done to: a domain's name, a webhook's address, the settings' labels.
[[nodiscard]] QString subjectWords(const wire::AuditEntry &entry);
// What else the entry tells, where the changes do not; or empty.
[[nodiscard]] QString detailWords(const wire::AuditEntry &entry);
// Each value that changed, one a line: "Check every: 24h → 12h".
[[nodiscard]] QString changeLines(const wire::AuditEntry &entry);

} // namespace unmta::ui
