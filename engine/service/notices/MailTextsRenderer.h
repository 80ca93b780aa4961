// From a mail template and its values to text and HTML. The template is taken apart before any value is filled in, so a
// value can never become structure: not a header, not a line, not an element. Pure; internal to MailTexts.
//
// A template begins with "Subject: …", then blocks that are separated by empty lines:
//   words words           a paragraph
//   | Label | {value}     a row of a table of names and values; left out when the value is empty
//   > {ctl} …             something to type
// A block or row that begins with "?key " is there only when that value is not empty, with "!key " only when it is.
#pragma once

#include <QMap>
#include <QString>

namespace unmta {

struct MailText
{
    QString subject;
    QString text; // lines of at most 76 characters, unless a value is longer
    QString html;
};

using MailValues = QMap<QString, QString>;

[[nodiscard]] MailText renderMail(const QString &mailTemplate, const MailValues &values);

// Text from outside, fit for one line: without control characters and without those that reorder text.
[[nodiscard]] QString oneMailLine(const QString &text);

} // namespace unmta
