// Objects of the API as CSV for spreadsheets (RFC 4180): cells that would be taken for a formula begin with an
// apostrophe.
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

namespace unmta {

[[nodiscard]] QByteArray csvHeading(const QStringList &columns);
// Objects and lists within are cells of JSON.
[[nodiscard]] QByteArray csvRow(const QJsonObject &object, const QStringList &columns);
// The names of all that any of them has.
[[nodiscard]] QStringList csvColumns(const QJsonArray &objects);

} // namespace unmta
