// An error is a stable code plus what a sentence about it needs; the sentence itself is made at the edge of the screen
// (contract/ErrorText), the HTTP status in the API. See the table of codes there.
#pragma once

#include <QMap>
#include <QString>

namespace unmta {

struct Error
{
    QString code;                   // stable and dotted, for example "domain.not_subdomain"
    QString field;                  // the input field at fault, or empty
    QMap<QString, QString> context; // values that the sentence names, for example {"name": "example.com"}
    QString detail;                 // for logs and operators: what the system said; never a secret

    Error() = default;
    explicit Error(QString errorCode, QString errorField = {}, QMap<QString, QString> values = {}, QString more = {});

    bool operator==(const Error &) const = default;
};

// An error of the surroundings (disk, network, library) with the system's own words as detail.
[[nodiscard]] Error systemError(const QString &code, const QString &detail);

// What there is not, or not for this asker: request.not_found.
[[nodiscard]] Error notFound();

// One line for a log: code, field, context and detail.
[[nodiscard]] QString describe(const Error &error);

} // namespace unmta
