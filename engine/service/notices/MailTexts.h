// The words of every mail: templates of resources/mail, filled with what a notification carries.
#pragma once

#include "domain/Notification.h"
#include "service/notices/MailTextsRenderer.h"

#include <QList>

namespace unmta {

// `ctl` is what is typed on the engine's computer so that unmta-ctl finds it: "unmta-ctl --data-dir /srv/unmta".

// Of one notification, by its kind. A kind without a template gets its one sentence.
[[nodiscard]] MailText mailText(const Notification &notification, const QString &ctl);
// One mail that lists them all, oldest first.
[[nodiscard]] MailText digestText(const QList<Notification> &notifications, const QString &ctl);
// The mail that shows that mail arrives.
[[nodiscard]] MailText testText(const QString &relay, TimePoint now);

// "24 November 2026, 22:07 UTC".
[[nodiscard]] QString spokenTime(TimePoint time);

} // namespace unmta
