// Events as text files: CSV for spreadsheets (RFC 4180), JSON lines for programs.
#pragma once

#include <QByteArray>
#include <QJsonObject>

namespace unmta {

[[nodiscard]] QByteArray csvHeader();
// Cells that a spreadsheet would take for a formula begin with an apostrophe.
[[nodiscard]] QByteArray csvLine(const QJsonObject &event);
[[nodiscard]] QByteArray jsonLine(const QJsonObject &event);

} // namespace unmta
