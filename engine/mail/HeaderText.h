// Header values of e-mails: encoding and folding (RFC 5322 section 2.2.3, RFC 2047). Private to the folder.
#pragma once

#include <QByteArray>
#include <QString>

namespace unmta::mail {

// Without control characters; runs of what was removed become one space.
[[nodiscard]] QString oneLine(const QString &text);

// "Name: value" CRLF for unstructured text: encoded words where it is not plain ASCII, folded at 78 bytes.
[[nodiscard]] QByteArray unstructuredHeader(const QByteArray &name, const QString &value);

// The display name of a mailbox: an atom, a quoted string or encoded words.
[[nodiscard]] QByteArray displayName(const QString &name);

// "Name: a, b, c" CRLF, folded between the (already encoded) items.
[[nodiscard]] QByteArray listHeader(const QByteArray &name, const QList<QByteArray> &items);

// Quoted-printable (RFC 2045 section 6.7) of UTF-8 text with CRLF line ends, lines of at most 76 bytes.
[[nodiscard]] QByteArray quotedPrintable(const QString &text);

} // namespace unmta::mail
