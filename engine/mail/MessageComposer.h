// Composes an e-mail (RFC 5322, MIME: RFC 2045, 2047, 2231): text, or text and HTML as multipart/alternative.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <utility>

namespace unmta::mail {

struct Message
{
    QString from;   // "Name <local@host>" or "local@host"
    QStringList to; // the same forms
    QString subject;
    QString text;      // any line ends
    QString html;      // empty: text only
    QString messageId; // "left@right" without brackets, stable across retries of the same notification
    QList<std::pair<QString, QString>> headers; // further ones, for example Auto-Submitted
};

// The bare address of "Name <local@host>"; empty when there is none that SMTP could carry.
[[nodiscard]] QString bareAddress(const QString &mailbox);

// The message with CRLF line ends and no line above 998 bytes. Control characters (CR and LF first of all) are removed
// from every header value. Error codes: "mail.bad_address" with {"address"}, "mail.no_recipient",
// "mail.bad_message_id", "mail.bad_header" with {"name"} (not a field name, or one of those above).
[[nodiscard]] Result<QByteArray> composeMessage(const Message &message, TimePoint date);

} // namespace unmta::mail
