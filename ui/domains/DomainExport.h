// Tracking domains as a table for other programs.
#pragma once

#include "contract/wire/Wire.h"

namespace unmta::ui {

// RFC 4180, UTF-8, with a line of headings; times in ISO 8601 UTC. No cell begins with what a spreadsheet would take
// for a formula.
[[nodiscard]] QByteArray domainsAsCsv(const QList<wire::TrackingDomain> &domains);

} // namespace unmta::ui
